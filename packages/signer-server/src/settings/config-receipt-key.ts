/**
 * The environment's part about the signer's own keys: whether they are there and what they must be, and the receipt key
 * from wherever it is kept.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { isSet } from './config-storage.js';
import type { Environment } from './config-storage.js';
import { SignerError } from '../errors.js';
import { importReceiptKey } from '../tokens/receipt-key.js';

/** One sentence for each thing that is wrong. */
export function keyFaults(env: Environment): string[] {
  const faults: string[] = [];
  for (const name of ['SIGNER_SECRET', 'RECEIPT_KEY']) {
    if (!isSet(env, name)) {
      faults.push(`${name} is missing: direct-upload-signer keys prints a fresh one.`);
    }
  }
  const keys = ['RECEIPT_KEY', 'RECEIPT_KEY_2'].filter((name) => isSet(env, name));
  return [...faults, ...keys.flatMap((name) => receiptKeyFaults(env[name] ?? '', name))];
}

/** For one that is set. */
export function receiptKeyFaults(value: string, name = 'RECEIPT_KEY'): string[] {
  try {
    importReceiptKey(readReceiptKey(value));
    return [];
  } catch (error) {
    // Only what the key should look like is told: the value may be a secret mistyped.
    const unreadable = error instanceof SignerError ? '' : ', and no file of that name can be read';
    return [
      `${name} must be an Ed25519 private key as PKCS #8 PEM or JWK, or a path to one${unreadable}; ` +
        'direct-upload-signer keys prints a fresh one.',
    ];
  }
}

/** PEM (with real or written `\n`), JWK, or a path to either. */
export function readReceiptKey(value: string): string {
  // `docker run --env-file` and `kubectl create secret --from-env-file` keep the quotes that `keys` prints for shells.
  const trimmed = value.trim().replace(/^"(-----[^"]*)"$/, '$1');
  if (trimmed.startsWith('{')) return trimmed;
  if (trimmed.startsWith('-----BEGIN')) return trimmed.replaceAll('\\n', '\n');
  return readFileSync(trimmed, 'utf8');
}
