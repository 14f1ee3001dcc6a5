/**
 * What the page shows of the field's uploads and of its form, as every driver can ask for it.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
// For the types of the element: `document.querySelector('direct-upload')`.
import type {} from '@direct-upload/widget/define';

/** One upload. */
export interface Listed {
  readonly name: string;
  readonly status: string;
  /** Of one that failed. */
  readonly code?: string;
  readonly source: string;
  /** Bytes. */
  readonly confirmed: number;
  /** Bytes, the confirmed ones included. */
  readonly sent: number;
}

/** Runs in the page. */
export function listInPage(): Listed[] {
  return document.querySelector('direct-upload')!.uploads.map(({ file, source, state }) => ({
    name: file.name,
    status: state.status,
    ...(state.status === 'failed' && { code: state.error.code }),
    source,
    confirmed: state.progress.confirmed,
    sent: state.progress.sent,
  }));
}

/** Asks a page for its uploads. */
type List = () => Promise<readonly Listed[]>;

/** Resolves with the field's uploads when they are as wanted. */
export async function untilListed(
  list: List,
  areSo: (uploads: readonly Listed[]) => boolean,
): Promise<readonly Listed[]> {
  for (;;) {
    const uploads = await list();
    if (areSo(uploads)) return uploads;
    await sleep(50);
  }
}

/** Resolves with the field's only upload when it is as wanted; fails if it fails. */
export async function untilOnly(list: List, isSo: (upload: Listed) => boolean): Promise<Listed> {
  const [upload] = await untilListed(list, ([only]) => {
    assert.equal(only?.code, undefined, 'it failed');
    return only !== undefined && isSo(only);
  });
  assert.ok(upload);
  return upload;
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
