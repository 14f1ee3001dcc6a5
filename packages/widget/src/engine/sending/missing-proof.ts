/**
 * A PUT that was answered with success and without a word about the bytes: most often storage hides the header from every page, now
 * and then a proxy lost it once, and sometimes it was not storage that answered but the login page of a hotel's network.
 *
 * @module
 */
import { look } from './diagnose.js';
import type { StorageAnswer, Transport } from '../ports.js';
import { again, type Verdict } from './verdict.js';

/** Whether the answer says that it went well, and not what was stored. */
export function lacksProof({ status, etag }: StorageAnswer): boolean {
  return status >= 200 && status < 300 && etag === null;
}

/** The PUT that was answered so. */
export interface UnprovenPut {
  readonly answer: StorageAnswer;
  readonly url: string;
  /** Of the body. */
  readonly hash: string;
}

/** Asks storage what it holds. `verdict` is what the answer alone means. */
export async function lookForProof(
  verdict: Verdict,
  { answer, url, hash }: UnprovenPut,
  transport: Transport,
  signal: AbortSignal,
): Promise<Verdict> {
  if (answer.isPage) return again('connection', 'network', PORTAL);
  const found = await look(transport, url, signal);
  if (found?.etag === hash) return { kind: 'confirmed', etag: hash };
  // What answers everything with a page is no storage either.
  if (found?.isPage && found.etag === null) return again('connection', 'network', PORTAL);
  return found?.status === 404 ? again('connection', 'network', NOT_THERE) : verdict;
}

const PORTAL =
  'A page of the network answered in place of storage. You may have to sign in to the network first.';
const NOT_THERE = 'Something on the way to storage answered in its place; nothing was stored.';
