/**
 * Receipts, seen from the application that gets one in a form field: verify it offline, then trust what it says.
 * This entry (`@direct-upload/signer-server/receipt`) needs neither the signer's secret nor a connection to storage.
 *
 * A receipt is a compact JWS (EdDSA, `typ: upload-receipt+jwt`). It says that the signer itself looked at the stored
 * object, and that size and hash were those the browser computed from the file.
 *
 * @module
 * @example
 * const { sub, jti, upload } = await verifyReceipt(form.get('photos'), { jwks, audience: 'my-app' });
 */
import { createLocalJWKSet, errors, importJWK, importSPKI, jwtVerify } from 'jose';
import type { CryptoKey, JSONWebKeySet, JWK, JWTVerifyOptions, JWTVerifyResult } from 'jose';
import { z } from 'zod';
import { remoteKeySet } from '../key-set.js';
import { RECEIPT_ALG, RECEIPT_TYP, receiptKeyId } from './receipt-form.js';

/** Why a receipt is not accepted. */
export type ReceiptErrorCode =
  /** Not a receipt, changed, or signed by another key. */
  | 'invalid'
  /** Its time is over. */
  | 'expired'
  /** Meant for another application, or from another signer than asked for. */
  | 'wrong-audience'
  /** Uploaded under another policy than asked for: made for another field. */
  | 'wrong-policy';

/** A receipt that is not accepted. */
export class ReceiptError extends Error {
  override readonly name = 'ReceiptError';
  readonly code: ReceiptErrorCode;

  constructor(code: ReceiptErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

/** The stored object. */
const upload = z.object({
  /** Kind of storage: `swift` or `s3`. */
  storage: z.string(),
  container: z.string(),
  /** Object name. */
  key: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  /**
   * As storage reports it, without quotes, lower case. Of more than one part: MD5 of the parts' hex MD5s in a row on Swift,
   * of their binary MD5s with `-` and their number on S3.
   */
  etag: z.string(),
  /** Hex MD5 of the bytes; absent where they were sent in more than one part, or storage proves none. */
  md5: z.string().exactOptional(),
  /**
   * Hex CRC-64/NVME of the bytes, where storage proves no MD5 (`etag` says nothing of the bytes then). It rules out
   * accidents; unlike a hash it can be forged by who chooses the bytes.
   */
  crc64nvme: z.string().exactOptional(),
  /** Hex SHA-256 of the bytes. */
  sha256: z.string().exactOptional(),
  /** What the file is. */
  contentType: z.string(),
  /**
   * The type that the object is stored under, where that is another: what a browser could run is stored as
   * `application/octet-stream` on storage whose download URLs can be bent by who has them.
   */
  storedType: z.string().exactOptional(),
  /** The file's name, for people. Escape it like any other input. */
  name: z.string(),
  /** Number of parts it was sent in. */
  parts: z.number().int().min(1),
  /** Name of the signer's policy it was uploaded under; absent for the endpoint's own. */
  policy: z.string().exactOptional(),
  /**
   * `copy`: no URL ever covered the object. `manifest`: nor this one; a part that is replaced by its URL makes it
   * unreadable. `multipart`: nor this one, and the URLs of its parts have ended. `in-place`: its PUT URL may still replace it.
   */
  finalized: z.enum(['copy', 'manifest', 'multipart', 'in-place']),
});

const claims = z.object({
  iss: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  /** Who uploaded, as `authorize` named them: compare it with who submits the form. */
  sub: z.string(),
  /** The same for every repetition of one completion: store it and refuse it twice. */
  jti: z.string(),
  /** Unix seconds. */
  iat: z.number(),
  exp: z.number(),
  nbf: z.number().exactOptional(),
  upload,
});

/** What a valid receipt says. */
export type ReceiptClaims = Readonly<z.infer<typeof claims>>;
/** Its description of the stored object. */
export type ReceiptUpload = Readonly<z.infer<typeof upload>>;

/** Whose signature counts, and for whom the receipt must be. */
export type VerifyReceiptOptions = {
  /** The application's own name, as set in the signer. */
  readonly audience: string | readonly string[];
  /**
   * If set, the file must have been uploaded under the signer's policy of this name; a signer with several gives receipts
   * for all of them, and one for `documents` must not pass as an `avatar`.
   */
  readonly policy?: string;
  /** If set, the signer must call itself so. */
  readonly issuer?: string;
  /** Milliseconds; default `Date.now()`. */
  readonly now?: number;
  /** Seconds by which clocks may differ; default 5. */
  readonly clockTolerance?: number;
} & (
  | {
      /** The key set of the signer, or the URL where it publishes it (fetched on demand, not kept). */
      readonly jwks: JSONWebKeySet | URL;
    }
  | {
      /** The signer's public key: SPKI PEM, JWK or CryptoKey. */
      readonly publicKey: string | JWK | CryptoKey;
    }
);

/** @throws ReceiptError */
export async function verifyReceipt(
  receipt: string,
  options: VerifyReceiptOptions,
): Promise<ReceiptClaims> {
  const kid = receiptKeyId(receipt);
  if (kid === undefined || !mayHaveSigned(options, kid)) {
    throw new ReceiptError('invalid', 'This is not a receipt of this signer.');
  }
  const parsed = claims.safeParse((await verifySignature(receipt, options)).payload);
  if (!parsed.success) {
    throw new ReceiptError('invalid', 'The receipt lacks claims.', parsed.error);
  }
  const { policy } = parsed.data.upload;
  if (options.policy !== undefined && policy !== options.policy) {
    throw new ReceiptError('wrong-policy', `The file was not uploaded as ${options.policy}.`);
  }
  return parsed.data;
}

async function verifySignature(
  receipt: string,
  options: VerifyReceiptOptions,
): Promise<JWTVerifyResult> {
  const { audience, issuer, now, clockTolerance = 5 } = options;
  const checks: JWTVerifyOptions = {
    algorithms: [RECEIPT_ALG],
    typ: RECEIPT_TYP,
    audience: typeof audience === 'string' ? audience : [...audience],
    requiredClaims: ['iss', 'sub', 'jti', 'iat', 'exp'],
    clockTolerance,
    ...(issuer !== undefined && { issuer }),
    ...(now !== undefined && { currentDate: new Date(now) }),
  };
  try {
    if ('publicKey' in options) {
      return await jwtVerify(receipt, await importPublicKey(options.publicKey), checks);
    }
    const keys =
      options.jwks instanceof URL ? remoteKeySet(options.jwks) : createLocalJWKSet(options.jwks);
    return await jwtVerify(receipt, keys, checks);
  } catch (cause) {
    throw receiptError(cause);
  }
}

/** The caller's own key set or connection being at fault is no fault of the receipt: that error passes as it is. */
function receiptError(cause: unknown): unknown {
  if (cause instanceof errors.JWTExpired) {
    return new ReceiptError('expired', 'The receipt is over. Upload the file again.', cause);
  }
  if (cause instanceof errors.JWTClaimValidationFailed && ['aud', 'iss'].includes(cause.claim)) {
    const message = 'The receipt is for another application, or from another signer.';
    return new ReceiptError('wrong-audience', message, cause);
  }
  if (cause instanceof errors.JWKSInvalid || cause instanceof errors.JWKSTimeout) return cause;
  // jose's own word for a key set that was answered with anything but 200 and JSON.
  if (cause instanceof errors.JOSEError && cause.code === 'ERR_JOSE_GENERIC') return cause;
  if (cause instanceof errors.JOSEError) {
    return new ReceiptError('invalid', 'The receipt was changed, or another key signed it.', cause);
  }
  return cause;
}

async function importPublicKey(key: string | JWK | CryptoKey): Promise<CryptoKey | Uint8Array> {
  if (typeof key === 'string') return importSPKI(key, 'EdDSA');
  return isJwk(key) ? importJWK(key, 'EdDSA') : key;
}

/** A key is chosen by its id and nothing else; one that is given by itself and has an id stands for that id. */
function mayHaveSigned(options: VerifyReceiptOptions, kid: string): boolean {
  if (!('publicKey' in options) || typeof options.publicKey === 'string') return true;
  return !isJwk(options.publicKey) || (options.publicKey.kid ?? kid) === kid;
}

function isJwk(key: JWK | CryptoKey): key is JWK {
  return 'kty' in key;
}
