/**
 * The names of finished objects. The policy's template gives all but the random part; that part is an HMAC, see
 * `vouch.ts`. Where the object is made after its bytes are known, the name commits to them: other bytes get another
 * name, so a receipt can never name an object that another completion has overwritten.
 *
 * @module
 */
import type { Vouch } from './vouch.js';
import { assertObjectName } from './object-name.js';
import { RANDOM, fillRandom } from './object-key.js';

/** An upload, as far as names depend on it. */
interface Named {
  /** The final name but for its random part. */
  readonly keyPattern: string;
  readonly vouch: Vouch;
}

/**
 * For objects that the signer makes of parts.
 *
 * @param hash - of the whole: the ETag, or the checksum where an ETag says nothing of the bytes.
 */
export function contentName({ keyPattern, vouch }: Named, hash: string): string {
  return fillRandom(keyPattern, vouch('content-name', hash));
}

/** For objects whose URLs or upload ids need a name before there are bytes. */
export function uploadName({ keyPattern, vouch }: Named): string {
  return fillRandom(keyPattern, vouch('upload-name'));
}

/** @throws SignerError `invalid-request` if the names that a pattern makes cannot be used. */
export function assertKeyPattern(keyPattern: string): void {
  assertObjectName(fillRandom(keyPattern, RANDOM));
}
