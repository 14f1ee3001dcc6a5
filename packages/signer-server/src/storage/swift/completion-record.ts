/**
 * Remembers in Swift with what an upload was completed. See `completion-mark.ts`.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { PART_MARGIN } from '../../names/part-name.js';
import { completionMark, markName, readMark } from '../completion-mark.js';
import type { Upload } from '../storage.js';
import type { SwiftAnswer } from './http.js';
import { swiftRefusal } from './http.js';
import { headObject } from './object.js';
import type { SwiftContainer } from './object.js';

/** Only `X-Object-Meta-Public-*` is shown to a TempURL, which is all that some signers have. */
const HEADER = 'x-object-meta-public-upload-completed';

/** With what an upload was completed, and when. */
export interface CompletionRecord {
  /** Of the whole. */
  readonly hash: string;
  /** Unix seconds. */
  readonly storedAt: number;
}

/** The hash of the whole that the upload was completed with, or was about to be; undefined if it never came so far. */
export async function readRecord(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<string | undefined> {
  return (await findRecord(container, upload, signal))?.hash;
}

/** The same, and since when. */
export async function findRecord(
  container: SwiftContainer,
  upload: Upload,
  signal: AbortSignal,
): Promise<CompletionRecord | undefined> {
  const record = await headObject(container, markName(upload), signal);
  const hash = readMark(upload, record?.headers.get(HEADER) ?? undefined);
  return record && hash !== undefined ? { hash, storedAt: record.storedAt } : undefined;
}

/** Replaces the one before. It vanishes when the token is over: then nobody can ask. */
export async function writeRecord(
  container: SwiftContainer,
  upload: Upload,
  hash: string,
  signal: AbortSignal,
): Promise<void> {
  const answer = await putRecord(container, upload, { hash }, signal);
  // 202: another replica wrote it a moment later.
  if (answer.status < 200 || answer.status > 299) throw refusedRecord(answer);
}

/**
 * Leaves the one before.
 *
 * @returns the record that holds, which may be of another replica and of other bytes.
 */
export async function writeFirstRecord(
  container: SwiftContainer,
  upload: Upload,
  hash: string,
  signal: AbortSignal,
): Promise<CompletionRecord> {
  const answer = await putRecord(container, upload, { hash, 'if-none-match': '*' }, signal);
  const { status } = answer;
  if (status !== 412 && (status < 200 || status > 299)) throw refusedRecord(answer);
  // Read also after a success: of two at one moment, both may have written.
  const record = await findRecord(container, upload, signal);
  if (record) return record;
  throw new SignerError(
    'storage-unavailable',
    'Storage does not show the note that the upload is complete.',
  );
}

function putRecord(
  container: SwiftContainer,
  upload: Upload,
  { hash, ...condition }: { readonly hash: string; readonly 'if-none-match'?: '*' },
  signal: AbortSignal,
): Promise<SwiftAnswer> {
  const headers = {
    ...condition,
    'content-type': 'application/octet-stream',
    'x-delete-at': String(upload.expiresAt + PART_MARGIN),
    [HEADER]: completionMark(upload, hash),
  };
  return container.send('PUT', markName(upload), { headers }, signal);
}

function refusedRecord(answer: SwiftAnswer): SignerError {
  return swiftRefusal(answer, 'note that the upload is complete');
}
