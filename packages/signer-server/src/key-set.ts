/**
 * Public keys at an address: fetched on demand, and never more of an answer than keys need.
 *
 * @module
 */
import { createRemoteJWKSet, customFetch } from 'jose';
import type { FetchImplementation, JWTVerifyGetKey } from 'jose';
import { readText } from './read-limited.js';

/** Milliseconds until an address that does not answer counts as down. */
const TIMEOUT = 5000;
/** Bytes of the most that is read of an answer: a hundred long RSA keys. */
const MOST = 128 * 1024;

/** For `jwtVerify`. */
export function remoteKeySet(url: URL): JWTVerifyGetKey {
  return createRemoteJWKSet(url, { timeoutDuration: TIMEOUT, [customFetch]: fetchLimited });
}

/** An answer that does not end is none: it is no JSON then, and counts as an outage. */
const fetchLimited: FetchImplementation = async (url, options) => {
  const answer = await fetch(url, options);
  const text = await readText(answer, MOST).catch(() => '');
  // A status without a body, as 204, takes no empty one either (Fetch §5.5).
  return new Response(text || null, { status: answer.status });
};
