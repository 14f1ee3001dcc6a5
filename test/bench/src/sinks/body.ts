/**
 * Takes a request's body in: counts it, and knows its MD5 either by hashing it, as real storage does, or by the mark it
 * begins with.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { MARK } from '../mark.js';

/** Bodies up to this are kept: manifests and other JSON. Bytes. */
const SMALL = 1024 * 1024;

/** A body. */
export interface Body {
  readonly size: number;
  readonly etag: string;
  readonly text: string;
}

/** `counting` drains as fast as it can; `md5` hashes. */
export type ServerKind = 'counting' | 'md5';

/** @param etags - MD5 by mark, for `counting`. */
export async function takeBody(
  request: IncomingMessage,
  kind: ServerKind,
  etags: Readonly<Record<string, string>>,
): Promise<Body> {
  const hash = kind === 'md5' ? createHash('md5') : undefined;
  const isSmall = Number(request.headers['content-length'] ?? 0) <= SMALL;
  const isJson = /json|text/.test(request.headers['content-type'] ?? '');
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (size < MARK || (isSmall && isJson)) kept.push(chunk);
    size += chunk.length;
    hash?.update(chunk);
  }
  const head = Buffer.concat(kept);
  const mark = head.subarray(0, MARK).toString('hex');
  return { size, etag: hash?.digest('hex') ?? etags[mark] ?? md5(head), text: head.toString() };
}

function md5(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex');
}
