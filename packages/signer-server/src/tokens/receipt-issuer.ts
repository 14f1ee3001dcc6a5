/**
 * Receipts, seen from the signer. Whatever is in one comes from the signer's own look at the stored object or from the
 * token; nothing is taken over from the browser. EdDSA is deterministic and every claim is derived from what is
 * stored, so that a completion which is repeated, because its answer was lost, gets the very same receipt as long as that
 * is valid, and after that one with the same `jti`.
 *
 * @module
 */
import { hash } from '#runtime';
import { SignJWT } from 'jose';
import { SignerError } from '../errors.js';
import { ReceiptError, verifyReceipt } from './receipt.js';
import { RECEIPT_ALG, RECEIPT_TYP } from './receipt-form.js';
import type { ReceiptClaims } from './receipt.js';
import { importReceiptKey } from './receipt-key.js';
import type { PublicReceiptKey, ReceiptKeyInput } from './receipt-key.js';
import type { StoredObject, Upload } from '../storage/storage.js';

/** Signs receipts with one key. */
export interface ReceiptIssuer {
  /** Of the key that signs. */
  readonly publicJwk: PublicReceiptKey;
  /** Of all keys whose receipts hold, that one first: what is published. */
  readonly publicJwks: readonly PublicReceiptKey[];
  issue(upload: Upload, stored: StoredObject, about: ReceiptContext): Promise<string>;
  /**
   * What a receipt of this issuer says.
   *
   * @param now - milliseconds
   * @throws SignerError `invalid-receipt` or `receipt-expired`.
   */
  open(receipt: string, now: number): Promise<ReceiptClaims>;
}

/** What a receipt says besides the upload. */
export interface ReceiptContext {
  /** Kind of storage, e.g. `swift`. */
  readonly storage: string;
  /** Seconds from the moment the object was stored; of a receipt that would be over by now, from now on. */
  readonly ttl: number;
  /** Milliseconds. */
  readonly now: number;
}

/** Who issues, for whom. */
export interface ReceiptIssuerOptions {
  readonly key: ReceiptKeyInput;
  /** Whose receipts hold as well: the key before, or the one to come. */
  readonly accepted?: readonly ReceiptKeyInput[];
  readonly issuer: string;
  readonly audience: string;
}

/** @throws SignerError `invalid-option` if a key is none. */
export function receiptIssuer(options: ReceiptIssuerOptions): ReceiptIssuer {
  const { key, accepted = [], issuer, audience } = options;
  const { privateKey, publicJwk } = importReceiptKey(key);
  const publicJwks = [publicJwk, ...accepted.map((other) => importReceiptKey(other).publicJwk)];
  return {
    publicJwk,
    publicJwks,
    issue: (upload, stored, { storage, ttl, now }) => {
      const seconds = Math.floor(now / 1000);
      const issuedAt = stored.storedAt + ttl > seconds ? stored.storedAt : seconds;
      return new SignJWT({ upload: describe(upload, stored, storage) })
        .setProtectedHeader({ alg: RECEIPT_ALG, typ: RECEIPT_TYP, kid: publicJwk.kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(upload.subject)
        .setJti(receiptId(upload.id))
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ttl)
        .sign(privateKey);
    },
    open: async (receipt, now) => {
      try {
        const jwks = { keys: publicJwks.map((each) => ({ ...each })) };
        return await verifyReceipt(receipt, { jwks, audience, issuer, now });
      } catch (error) {
        throw error instanceof ReceiptError ? refusal(error) : error;
      }
    },
  };
}

function refusal(cause: ReceiptError): SignerError {
  return cause.code === 'expired'
    ? new SignerError('receipt-expired', 'The time of this receipt is over.', { cause })
    : new SignerError('invalid-receipt', 'This signer did not give this receipt.', { cause });
}

function describe(upload: Upload, stored: StoredObject, storage: string): Record<string, unknown> {
  return {
    storage,
    container: stored.container,
    key: stored.key,
    size: stored.size,
    etag: stored.etag,
    ...(stored.md5 !== undefined && { md5: stored.md5 }),
    ...(stored.crc64nvme !== undefined && { crc64nvme: stored.crc64nvme }),
    ...typesOf(upload, stored),
    name: upload.name,
    parts: stored.parts,
    ...(upload.policy !== undefined && { policy: upload.policy }),
    finalized: stored.finalized,
  };
}

/** Storage's own word for the type, beside what the file is where that is something else. */
function typesOf(
  { contentType, storedType }: Upload,
  stored: StoredObject,
): Pick<ReceiptClaims['upload'], 'contentType' | 'storedType'> {
  if (storedType === undefined) return { contentType: stored.contentType };
  return { contentType, storedType: stored.contentType };
}

/** `jti` of an upload's receipt, and its name in the log. It does not tell the upload's id, under which parts are stored. */
export function receiptId(uploadId: string): string {
  return hash('sha256', `receipt:${uploadId}`, 'base64url').slice(0, 22);
}
