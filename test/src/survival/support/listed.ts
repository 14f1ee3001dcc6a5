/**
 * What the field shows of its uploads, as every driver can ask for it.
 *
 * @module
 */
// For the types of the element: `document.querySelector('direct-upload')`.
import type {} from '@direct-upload/widget/define';

/** One upload. */
export interface Listed {
  readonly name: string;
  readonly status: string;
  readonly source: string;
  /** Bytes. */
  readonly confirmed: number;
}

/** Runs in the page. */
export function listInPage(): Listed[] {
  return document.querySelector('direct-upload')!.uploads.map(({ file, source, state }) => ({
    name: file.name,
    status: state.status,
    source,
    confirmed: state.progress.confirmed,
  }));
}
