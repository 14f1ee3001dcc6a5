/**
 * Reads an Ed25519 private key where there is no `node:crypto`: PKCS #8 PEM (RFC 8410 §7) or JWK (RFC 8037 §2). The public
 * half is computed at once, which WebCrypto cannot do; signing is left to it.
 *
 * @module
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import { fromBase64 } from './encode.js';
import type { Ed25519Key } from './runtime.js';

/**
 * PKCS #8 in DER: version 1, or 2 with attributes and the public key after the private one (RFC 5958 §2); the identifier of
 * Ed25519; 32 bytes in an octet string in an octet string.
 */
const PKCS8 = /^30[2-7][0-9a-f]02010[01]300506032b657004220420(?<seed>[0-9a-f]{64})/;

const PEM = /^-----BEGIN PRIVATE KEY-----(?<body>[A-Za-z0-9+/=\s]+)-----END PRIVATE KEY-----$/;

/** @throws for anything but an Ed25519 private key; the message may quote it. */
export function readEd25519Key(input: string | JWK | CryptoKey): Ed25519Key {
  const seed = readSeed(input);
  const d = base64url.encode(seed);
  const x = base64url.encode(ed25519.getPublicKey(seed));
  return { privateKey: { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', d, x }, x };
}

function readSeed(input: string | JWK | CryptoKey): Uint8Array {
  if (typeof input !== 'string') return seedOfJwk(input);
  const text = input.trim();
  return text.startsWith('{') ? seedOfJwk(JSON.parse(text) as JWK) : seedOfPem(text);
}

function seedOfJwk(key: JWK | CryptoKey): Uint8Array {
  if (!('kty' in key)) throw new TypeError('a CryptoKey cannot be read here: export it as JWK');
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519' || typeof key.d !== 'string') {
    throw new TypeError('not an Ed25519 private key');
  }
  return base64url.decode(key.d);
}

function seedOfPem(pem: string): Uint8Array {
  const body = PEM.exec(pem)?.groups?.['body'] ?? '';
  const der = bytesToHex(fromBase64(body.replaceAll(/\s/g, '')));
  const seed = PKCS8.exec(der)?.groups?.['seed'];
  if (seed === undefined) throw new TypeError('not an Ed25519 private key');
  return Uint8Array.from(seed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
