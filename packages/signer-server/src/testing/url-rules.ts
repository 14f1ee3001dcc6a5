/**
 * What holds for every URL that a signer gives away: taken apart and signed again by code that has nothing in common with the
 * signer's.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { Download, SignedRequest } from '../wire/schema.js';
import { CONTAINER_URL, MEMORY_KEY, OPEN } from './memory-swift.js';

/** Names of finished objects, of the two policies that are tried: one without a folder, one with a folder per subject. */
export const KEY = /^(?:[0-9a-f]{32}\/)?[0-9a-f]{32}(?:\.[a-z0-9]{2,5})?$/;
/** Names of parts. */
export const PART = /^parts\/[0-9a-f]{32}\/\d{8}$/;
/** Names of the marks beside them, which no URL may cover. */
export const MARK = /^parts\/[0-9a-f]{32}\/(?:completed|aborted)$/;

/**
 * It puts one part and can do nothing else.
 *
 * @param now - milliseconds at the answer
 */
export function assertPutUrl(request: SignedRequest, now: number): void {
  const { method, url, partNumber, headers } = request;
  assert.equal(method, 'PUT');
  const { name, extra } = readUrl(url, 'PUT', now);
  assert.match(name, PART);
  assert.equal(Number(name.slice(-8)), partNumber);
  assert.deepEqual(extra, []);
  assert.deepEqual(Object.keys(headers).sort(), ['content-type', 'x-delete-after']);
  assert.match(headers['content-type'] ?? '', /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/);
}

/** It gets one finished object, or one that the application lets everybody have. */
export function assertGetUrl({ url }: Download, now: number): void {
  const { name, extra } = readUrl(url, 'GET', now);
  assert.ok(KEY.test(name) || name.startsWith(OPEN), name);
  for (const parameter of extra) assert.ok(['filename', 'inline'].includes(parameter), parameter);
}

interface ReadUrl {
  /** Of the object, decoded. */
  readonly name: string;
  /** Parameters besides those of the signature. */
  readonly extra: readonly string[];
}

/** Well formed, in the container, soon over, and signed for this method of this path. */
function readUrl(url: string, method: 'PUT' | 'GET', now: number): ReadUrl {
  const parsed = new URL(url);
  // What a browser makes of it must be what was signed.
  assert.equal(parsed.origin + parsed.pathname, url.split('?')[0]);
  assert.ok(url.startsWith(CONTAINER_URL), url);
  const path = decodeURIComponent(parsed.pathname);
  const [signed, expiry, ...extra] = parsed.searchParams.keys();
  assert.deepEqual([signed, expiry], ['temp_url_sig', 'temp_url_expires']);
  const expires = parsed.searchParams.get('temp_url_expires') ?? '';
  assert.ok(Number(expires) * 1000 <= now + 120_000 && Number(expires) * 1000 > now - 60_000);
  const signature = createHmac('sha256', MEMORY_KEY).update(`${method}\n${expires}\n${path}`);
  assert.equal(parsed.searchParams.get('temp_url_sig'), signature.digest('hex'));
  return { name: path.slice(new URL(CONTAINER_URL).pathname.length), extra };
}
