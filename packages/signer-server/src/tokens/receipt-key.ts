/**
 * The Ed25519 key that signs receipts: read from whatever form an operator has it in, and made anew for the first
 * start. Its public half is published as a JWK with the RFC 7638 thumbprint as `kid`.
 *
 * @module
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  KeyObject,
} from 'node:crypto';
import type { CryptoKey, JWK } from 'jose';
import { SignerError } from '../errors.js';

/** PKCS #8 PEM, private JWK (object or JSON text), or CryptoKey. */
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
  readonly privateKey: KeyObject;
  readonly publicJwk: PublicReceiptKey;
}

/** @throws SignerError `invalid-option` if it is no Ed25519 private key. */
export function importReceiptKey(input: ReceiptKeyInput): ReceiptKey {
  const privateKey = toPrivateKey(input);
  const { x } = createPublicKey(privateKey.export({ format: 'pem', type: 'pkcs8' })).export({
    format: 'jwk',
  });
  if (privateKey.asymmetricKeyType !== 'ed25519' || x === undefined) throw wrongKey();
  // RFC 7638 §3.2: required members only, in lexicographic order, no white space.
  const canonical = JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x });
  const kid = createHash('sha256').update(canonical).digest('base64url');
  return {
    privateKey,
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' },
  };
}

/** A fresh private key as PKCS #8 PEM, which {@link importReceiptKey} and `RECEIPT_KEY` take. */
export function generateReceiptKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({
    format: 'pem',
    type: 'pkcs8',
  }) as string;
}

function toPrivateKey(input: ReceiptKeyInput): KeyObject {
  try {
    if (typeof input !== 'string') {
      return 'kty' in input
        ? createPrivateKey({ key: input, format: 'jwk' })
        : KeyObject.from(input as Parameters<typeof KeyObject.from>[0]);
    }
    const text = input.trim();
    if (!text.startsWith('{')) return createPrivateKey(text);
    return createPrivateKey({ key: JSON.parse(text) as Record<string, unknown>, format: 'jwk' });
  } catch {
    // The cause is left out on purpose: a parser's message may quote the key.
    throw wrongKey();
  }
}

function wrongKey(): SignerError {
  return new SignerError(
    'invalid-option',
    'The receipt key is not an Ed25519 private key as PKCS #8 PEM, JWK or extractable CryptoKey ' +
      '(direct-upload-signer keys prints a fresh one).',
  );
}
