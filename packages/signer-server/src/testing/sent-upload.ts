/**
 * An upload whose parts were sent, for tests of a back end alone: no policy, no tokens, and parts of a few bytes.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomId } from '../names/random-id.js';
import type { Storage, Upload } from '../storage/storage.js';
import type { PartRecord } from '../wire/schema.js';
import { md5, noSignal, put, testVouch } from './harness.js';

/** What is uploaded how. */
export interface Plan {
  readonly bytes: Buffer;
  /** What the back end remembers of it, e.g. `manifest`. */
  readonly handle: string;
  /** Bytes. */
  readonly partSize: number;
}

/** An upload, and what its page would report. */
export interface SentUpload {
  readonly upload: Upload;
  readonly parts: readonly PartRecord[];
}

/** @param isSent - which parts are sent; default: all */
export async function sentUpload(
  storage: Storage,
  { bytes, handle, partSize }: Plan,
  isSent: (partNumber: number) => boolean = () => true,
): Promise<SentUpload> {
  const id = randomId();
  const now = Math.floor(Date.now() / 1000);
  const partCount = Math.ceil(bytes.length / partSize);
  const upload: Upload = {
    ...{ id, subject: 's', keyPattern: 'f-{random}', size: bytes.length, name: 'n' },
    ...{ contentType: 'a/b', partSize, partCount, handle, vouch: testVouch(id) },
    ...{ issuedAt: now, expiresAt: now + 600 },
  };
  const numbers = Array.from({ length: partCount }, (_, index) => index + 1);
  const options = { expiresAt: now + 60, again: false };
  const parts: PartRecord[] = [];
  for (const request of await storage.sign(upload, numbers, options, noSignal())) {
    const { partNumber } = request;
    const part = bytes.subarray((partNumber - 1) * partSize, partNumber * partSize);
    if (isSent(partNumber)) assert.equal(await put(request, part), 201);
    parts.push({ partNumber, size: part.length, etag: md5(part) });
  }
  return { upload, parts };
}

/** What a download gives. */
export async function textOf(storage: Storage, key: string): Promise<string> {
  const expiresAt = Math.floor(Date.now() / 1000) + 60;
  const response = await fetch(await storage.signGet(key, { expiresAt }, noSignal()));
  return response.status === 200 ? response.text().catch(() => 'broken off') : 'not there';
}
