/**
 * How far a manifest has come. It is born with an expiry and loses it last, when everything it names is proven to stay. Of
 * two replicas that write it at the same moment, one may take the expiry from what the other wrote, whose bytes it
 * has not inspected (Swift's `If-None-Match: *` lets both through, measured). So the last step of an inspected upload
 * also marks for which objects it holds.
 *
 * @module
 */
import { z } from 'zod';
import { SignerError } from '../../errors.js';
import { parseJson } from '../../parse.js';
import { contentName } from '../../names/final-name.js';
import { encodePath } from '../../names/object-name.js';
import { isVouched } from '../../names/vouch.js';
import type { PartRecord } from '../../wire/schema.js';
import type { Upload } from '../storage.js';
import { persist } from './collision.js';
import { LISTING_ANSWER, swiftRefusal } from './http.js';
import { newest } from './newest.js';
import { headObject } from './object.js';
import type { SwiftObject, TokenContainer } from './object.js';
import type { Segment } from './segments.js';

/** Not shown to TempURLs. */
export const INSPECTED = 'x-object-meta-upload-inspected';

/** What {@link INSPECTED} has when these were inspected. */
export function inspectedMark({ vouch }: Upload, names: readonly string[]): string {
  return vouch('inspected', ...names);
}

/** Whether the manifest is there, and stays, and what it names was inspected, if that was asked for. */
export async function isFinished(
  container: TokenContainer,
  upload: Upload,
  { key, final }: { readonly key: string; readonly final: SwiftObject | undefined },
  signal: AbortSignal,
): Promise<boolean> {
  if (!final || final.expires) return false;
  const mark = final.headers.get(INSPECTED);
  if (mark === null) return true;
  const names = await namedBy(container, key, signal);
  return isVouched(mark, inspectedMark(upload, names ?? []));
}

/** Whether the upload is finished as the object of this hash. */
export async function isFinishedAs(
  container: TokenContainer,
  upload: Upload,
  hash: string,
  signal: AbortSignal,
): Promise<boolean> {
  const key = contentName(upload, hash);
  const final = await headObject(container, key, signal);
  return isFinished(container, upload, { key, final }, signal);
}

const entries = z.array(z.object({ name: z.string() }));

/** The objects that a manifest names, in order, which was there a moment ago; undefined if it is gone. */
async function namedBy(
  container: TokenContainer,
  key: string,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const path = encodePath(`/${container.container}/${key}`);
  const query = 'multipart-manifest=get&format=json';
  // All replicas are asked: a manifest may just have been replaced.
  const headers = { 'x-newest': 'true' };
  const request = { method: 'GET', headers, longest: LISTING_ANSWER };
  const answer = await persist(() => container.ask(path, query, request, signal), signal);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw swiftRefusal(answer, 'show the manifest');
  const start = `/${container.container}/`;
  const named = parseJson(entries, answer.body);
  if (!named) {
    throw new SignerError('storage-unavailable', 'Storage does not show what the manifest names.');
  }
  return named.map(({ name }) => {
    if (name.startsWith(start)) return name.slice(start.length);
    throw new SignerError('storage-refused', 'The manifest names an object of another container.');
  });
}

/** The manifest of these parts as storage has it; undefined if there is none. */
export async function heldSegments(
  container: TokenContainer,
  { key, parts }: { readonly key: string; readonly parts: readonly PartRecord[] },
  signal: AbortSignal,
): Promise<readonly Segment[] | undefined> {
  const names = await namedBy(container, key, signal);
  if (!names) return undefined;
  return parts.map((part, index) => {
    const name = names[index];
    if (name !== undefined && names.length === parts.length) return { ...part, name };
    throw new SignerError('storage-refused', 'The manifest does not name as many parts as it has.');
  });
}

/**
 * Deletes a manifest that a signer left half done.
 *
 * @returns false if it is finished: everything stays.
 */
export async function removeUnfinished(
  container: TokenContainer,
  upload: Upload,
  key: string,
  signal: AbortSignal,
): Promise<boolean> {
  // A replica that lags behind still shows the expiry of what has a receipt, and would delete it.
  const final = await headObject(newest(container), key, signal);
  if (!final) return true;
  if (await isFinished(container, upload, { key, final }, signal)) return false;
  const deleteAt = final.headers.get('x-delete-at');
  // Two replicas are at it, and one of them may have given a receipt.
  if (deleteAt === null) return false;
  // A condition on the expiry (measured: 412), so that one which another replica finishes now is not deleted.
  const headers = { 'x-if-delete-at': deleteAt };
  const answer = await container.send('DELETE', key, { headers }, signal);
  if (answer.status === 412) return false;
  if (answer.status === 404 || (answer.status >= 200 && answer.status < 300)) return true;
  throw swiftRefusal(answer, 'delete the unfinished object');
}
