/**
 * Where `verify` gets the keys of the signer from: the address where it publishes them, a file, or the signer's own
 * environment.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import type { JSONWebKeySet, JWK } from 'jose';
import { readReceiptKey, receiptKeyFaults } from '../settings/config-receipt-key.js';
import { isSet } from '../settings/config-storage.js';
import type { Environment } from '../settings/config-storage.js';
import { SignerError } from '../errors.js';
import { isHttpUrl } from '../http-url.js';
import { importReceiptKey } from '../tokens/receipt-key.js';
import { wrong } from './storage-target.js';

/** As `verifyReceipt` takes them. */
export type SignerKeys =
  { readonly jwks: JSONWebKeySet | URL } | { readonly publicKey: string | JWK };

/**
 * @param place - a URL or a path; undefined for `RECEIPT_KEY`.
 * @throws SignerError `invalid-option`
 */
export async function keysFrom(env: Environment, place: string | undefined): Promise<SignerKeys> {
  if (place === undefined) return ownKeys(env);
  if (isHttpUrl(place)) return { jwks: new URL(place) };
  const text = await readFile(place, 'utf8').catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw wrong(`--jwks must be an http(s) URL or a file (${why})`);
  });
  return text.trimStart().startsWith('{') ? jsonKeys(text, place) : { publicKey: text.trim() };
}

/** While the key changes, receipts of either hold. */
function ownKeys(env: Environment): SignerKeys {
  if (!isSet(env, 'RECEIPT_KEY')) {
    throw wrong(
      'There are no keys to verify with: give --jwks https://signer.example/.well-known/jwks.json, or set RECEIPT_KEY',
    );
  }
  const names = ['RECEIPT_KEY', 'RECEIPT_KEY_2'].filter((name) => isSet(env, name));
  const faults = names.flatMap((name) => receiptKeyFaults(env[name] ?? '', name));
  if (faults.length > 0) throw new SignerError('invalid-option', faults.join('\n'));
  const keys = names.map((name) => importReceiptKey(readReceiptKey(env[name] ?? '')).publicJwk);
  return { jwks: { keys: keys.map((key) => ({ ...key })) } };
}

function jsonKeys(text: string, place: string): SignerKeys {
  try {
    const keys = JSON.parse(text) as JSONWebKeySet | JWK;
    return 'keys' in keys ? { jwks: keys } : { publicKey: keys };
  } catch {
    throw wrong(`${place} is neither a key set, a JWK nor a PEM`);
  }
}
