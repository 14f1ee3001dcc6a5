/**
 * Receipts, seen from the signer. Whatever is in one comes from the signer's own look at the stored object or from the
 * token; nothing is taken over from the browser. EdDSA is deterministic and every claim is derived from what is
 * stored, so that a completion which is repeated, because its answer was lost, gets the very same receipt.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import { RECEIPT_TYP } from './receipt.js';
import { importReceiptKey } from './receipt-key.js';
import type { PublicReceiptKey, ReceiptKeyInput } from './receipt-key.js';
import type { StoredObject, Upload } from './storage/storage.js';

/** Signs receipts with one key. */
export interface ReceiptIssuer {
  readonly publicJwk: PublicReceiptKey;
  /** @param storage - kind of storage, e.g. `swift`. */
  issue(upload: Upload, stored: StoredObject, storage: string): Promise<string>;
}

/** Who issues, for whom, for how long. */
export interface ReceiptIssuerOptions {
  readonly key: ReceiptKeyInput;
  readonly issuer: string;
  readonly audience: string;
  /** Seconds from the moment the object was stored. */
  readonly ttl: number;
}

/** @throws SignerError `invalid-option` if the key is none. */
export function receiptIssuer({ key, issuer, audience, ttl }: ReceiptIssuerOptions): ReceiptIssuer {
  const { privateKey, publicJwk } = importReceiptKey(key);
  return {
    publicJwk,
    issue: (upload, stored, storage) =>
      new SignJWT({ upload: describe(upload, stored, storage) })
        .setProtectedHeader({ alg: 'EdDSA', typ: RECEIPT_TYP, kid: publicJwk.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(upload.subject)
        .setJti(receiptId(upload.id))
        .setIssuedAt(stored.storedAt)
        .setExpirationTime(stored.storedAt + ttl)
        .sign(privateKey),
  };
}

function describe(upload: Upload, stored: StoredObject, storage: string): Record<string, unknown> {
  return {
    storage,
    container: stored.container,
    key: stored.key,
    size: stored.size,
    etag: stored.etag,
    ...(stored.md5 !== undefined && { md5: stored.md5 }),
    contentType: stored.contentType,
    name: upload.name,
    parts: stored.parts,
    finalized: stored.finalized,
  };
}

/** Follows from the upload, but does not tell its id, under which parts are stored. */
function receiptId(uploadId: string): string {
  return createHash('sha256').update(`receipt:${uploadId}`).digest('base64url').slice(0, 22);
}
