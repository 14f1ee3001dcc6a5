/**
 * Reads an Ed25519 private key with `node:crypto`.
 *
 * @module
 */
import { createPrivateKey, createPublicKey, KeyObject } from 'node:crypto';
import type { CryptoKey, JWK } from 'jose';
import type { Ed25519Key } from './runtime.js';

/** @throws for anything but an Ed25519 private key; the message may quote it. */
export function readEd25519Key(input: string | JWK | CryptoKey): Ed25519Key {
  const privateKey = toPrivateKey(input);
  const { x } = createPublicKey(privateKey.export({ format: 'pem', type: 'pkcs8' })).export({
    format: 'jwk',
  });
  if (privateKey.asymmetricKeyType !== 'ed25519' || x === undefined) {
    throw new TypeError('not an Ed25519 key');
  }
  return { privateKey, x };
}

function toPrivateKey(input: string | JWK | CryptoKey): KeyObject {
  if (typeof input !== 'string') {
    return 'kty' in input
      ? createPrivateKey({ key: input, format: 'jwk' })
      : KeyObject.from(input as Parameters<typeof KeyObject.from>[0]);
  }
  const text = input.trim();
  if (!text.startsWith('{')) return createPrivateKey(text);
  return createPrivateKey({ key: JSON.parse(text) as Record<string, unknown>, format: 'jwk' });
}
