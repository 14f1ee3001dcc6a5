/**
 * What the page shows of the field's uploads and of its form, as every driver can ask for it.
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

/** How long the form may take while other tests share the processor. Milliseconds. */
export const PATIENCE = 60_000;

/** Runs in the page: what the browser itself asks before it lets the form go. An upload is done a frame earlier. */
export function maySubmitInPage(): boolean {
  return document.forms[0]!.checkValidity();
}

/** Runs in the page. */
export function isThankedInPage(): boolean {
  return document.body.textContent.includes('Thank you');
}
