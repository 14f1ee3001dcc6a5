/**
 * The Ed25519 key that signs receipts: read from whatever form an operator has it in, and made anew for the first
 * start. Its public half is published as a JWK with the RFC 7638 thumbprint as `kid`.
 *
 * @module
 */
import { hash, readEd25519Key } from '#runtime';
import type { CryptoKey, JWK } from 'jose';
import { SignerError } from '../errors.js';
import { encode } from '../runtime/encode.js';
import type { Ed25519Key } from '../runtime/runtime.js';

/** PKCS #8 PEM, private JWK (object or JSON text), or CryptoKey; the last is read in Node, Bun and Deno only. */
export type ReceiptKeyInput = string | JWK | CryptoKey;

/** The public half, ready to be published. */
export interface PublicReceiptKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: 'EdDSA';
}

/** Both halves. */
export interface ReceiptKey {
  readonly privateKey: Ed25519Key['privateKey'];
  readonly publicJwk: PublicReceiptKey;
}

/** @throws SignerError `invalid-option` if it is no Ed25519 private key. */
export function importReceiptKey(input: ReceiptKeyInput): ReceiptKey {
  const { privateKey, x } = read(input);
  // RFC 7638 §3.2: required members only, in lexicographic order, no white space.
  const canonical = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
  const kid = hash('sha256', canonical, 'base64url');
  return {
    privateKey,
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' },
  };
}

/** PKCS #8 in DER (RFC 8410 §7) up to the 32 random bytes that the key is. */
const PKCS8 = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20] as const;

/** A fresh private key as PKCS #8 PEM, which {@link importReceiptKey} and `RECEIPT_KEY` take. */
export function generateReceiptKey(): string {
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const body = encode(Uint8Array.of(...PKCS8, ...seed), 'base64');
  return `-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`;
}

function read(input: ReceiptKeyInput): Ed25519Key {
  try {
    return readEd25519Key(input);
  } catch {
    // The cause is left out on purpose: a parser's message may quote the key.
    throw new SignerError(
      'invalid-option',
      'The receipt key is not an Ed25519 private key as PKCS #8 PEM, JWK or extractable CryptoKey ' +
        '(direct-upload-signer keys prints a fresh one).',
    );
  }
}
