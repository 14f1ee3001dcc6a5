/**
 * The upload token: all that the signer would otherwise have to remember about an upload, as a JWS (HS256,
 * `typ: upload-token+jwt`) that only it can make. There is no database, and any replica with the same secret answers
 * any call. The content is readable by the browser, so nothing secret is in it.
 *
 * @module
 */
import { hmac, hmacKey } from '#runtime';
import type { HmacKey } from '#runtime';
import { base64url, errors, jwtVerify } from 'jose';
import type { CryptoKey } from 'jose';
import { z } from 'zod';
import { isCanonicalJws } from './canonical-jws.js';
import { SignerError } from '../errors.js';
import type { Upload } from '../storage/storage.js';
import { vouchWith } from '../names/vouch.js';
import type { Vouch } from '../names/vouch.js';

/** Distinguishes the token from every other JWS under the same secret (RFC 8725 §3.11). */
const TYP = 'upload-token+jwt';

const HEADER = base64url.encode(JSON.stringify({ alg: 'HS256', typ: TYP }));

/** HS256 wants a key at least as long as its hash (RFC 7518 §3.2). */
const MIN_SECRET_BYTES = 32;

/** Short names keep a batch of a thousand completions under the body cap. Times are seconds. */
const claims = z.object({
  jti: z.string(),
  sub: z.string(),
  iat: z.number().int(),
  exp: z.number().int(),
  /** With `{random}` in it: the rest is known with the content. */
  kp: z.string().includes('{random}'),
  size: z.number().int(),
  type: z.string(),
  name: z.string(),
  ps: z.number().int(),
  pc: z.number().int(),
  h: z.string(),
  pol: z.string().exactOptional(),
  sn: z.literal(true).exactOptional(),
  st: z.string().exactOptional(),
});

/** What a token carries of an upload. */
export type SealedUpload = Omit<Upload, 'vouch'>;

/** Makes and checks tokens under one secret. */
export interface UploadTokens {
  /** The token for an upload. */
  seal(upload: SealedUpload): string;
  /** What {@link seal} and {@link open} say of the upload of this id with the secret that seals. */
  vouchFor(uploadId: string): Vouch;
  /**
   * The upload behind a token.
   *
   * @throws SignerError `invalid-token` if it was not made here, was changed, or belongs to another subject;
   *   `token-expired` if its time is over.
   */
  open(token: string, subject: string, now: number): Promise<Upload>;
}

/** What tokens are sealed with. */
type Secret = string | Uint8Array;

/**
 * @param secret - seals and opens
 * @param accepted - others that open: the one before, or the one to come
 * @throws SignerError `invalid-option` if one is shorter than 32 bytes.
 */
export function uploadTokens(secret: Secret, accepted: readonly Secret[] = []): UploadTokens {
  const key = secretKey(secret);
  const sealing = hmacKey(key);
  const opening = [key, ...accepted.map(secretKey)].map(openingKey);
  return {
    seal: (upload) => seal(upload, sealing),
    vouchFor: vouchWith(key),
    open: async (token, subject, now) => {
      const upload = await verifyWith(opening, token, now);
      if (upload.subject !== subject) {
        throw new SignerError('invalid-token', 'This upload was begun by someone else.');
      }
      return upload;
    },
  };
}

/**
 * RFC 7515 §7.1 by hand, for every mint waits for it: jose goes through another thread, and reads the key anew, for each
 * token (measured: a fifth of what a mint costs). What comes back is verified by jose.
 */
function seal(upload: SealedUpload, key: HmacKey): string {
  const payload: z.infer<typeof claims> = {
    kp: upload.keyPattern,
    size: upload.size,
    type: upload.contentType,
    name: upload.name,
    ps: upload.partSize,
    pc: upload.partCount,
    h: upload.handle,
    ...(upload.policy !== undefined && { pol: upload.policy }),
    ...(upload.sniff && { sn: upload.sniff }),
    ...(upload.storedType !== undefined && { st: upload.storedType }),
    jti: upload.id,
    sub: upload.subject,
    iat: upload.issuedAt,
    exp: upload.expiresAt,
  };
  const text = `${HEADER}.${base64url.encode(JSON.stringify(payload))}`;
  return `${text}.${hmac('sha256', key, text, 'base64url')}`;
}

function secretKey(secret: Secret): Uint8Array {
  const key = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  if (key.byteLength >= MIN_SECRET_BYTES) return key;
  throw new SignerError(
    'invalid-option',
    `The signer secret has ${key.byteLength} bytes; use at least ${MIN_SECRET_BYTES} random ones ` +
      '(direct-upload-signer keys prints a fresh one).',
  );
}

/** One secret. */
interface OpeningKey {
  readonly verifying: () => Promise<CryptoKey>;
  /** The secret that made a token also makes the names and marks of its upload, whichever seals by now. */
  readonly vouchFor: (uploadId: string) => Vouch;
}

/** Imported once: jose would do that for each token, on another thread. */
function openingKey(secret: Uint8Array): OpeningKey {
  let key: Promise<CryptoKey> | undefined;
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return {
    verifying: () =>
      (key ??= crypto.subtle.importKey('raw', secret.slice(), algorithm, false, ['verify'])),
    vouchFor: vouchWith(secret),
  };
}

/** By the first key that made the token. Tokens have no key id: it would tell callers when secrets change. */
async function verifyWith(
  [key, ...others]: readonly OpeningKey[],
  token: string,
  now: number,
): Promise<Upload> {
  if (!key) throw invalid();
  try {
    return await verify(token, key, now);
  } catch (error) {
    const mayBeAnothers = error instanceof SignerError && error.code === 'invalid-token';
    if (mayBeAnothers && others.length > 0) return verifyWith(others, token, now);
    throw error;
  }
}

async function verify(token: string, key: OpeningKey, now: number): Promise<Upload> {
  if (!isCanonicalJws(token)) throw invalid();
  try {
    const { payload } = await jwtVerify(token, await key.verifying(), {
      algorithms: ['HS256'],
      typ: TYP,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'iat', 'sub', 'jti'],
    });
    const claimed = claims.parse(payload);
    const { jti, sub, iat, exp, kp, type, ps, pc, h, pol, sn, st, ...same } = claimed;
    return {
      ...same,
      id: jti,
      subject: sub,
      issuedAt: iat,
      expiresAt: exp,
      keyPattern: kp,
      contentType: type,
      partSize: ps,
      partCount: pc,
      handle: h,
      vouch: key.vouchFor(jti),
      ...(pol !== undefined && { policy: pol }),
      ...(sn && { sniff: sn }),
      ...(st !== undefined && { storedType: st }),
    };
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) {
      throw new SignerError(
        'token-expired',
        'The time for this upload is over. Start it again with a new grant.',
        { cause },
      );
    }
    throw invalid(cause);
  }
}

function invalid(cause?: unknown): SignerError {
  return new SignerError(
    'invalid-token',
    'This upload token was not made by this signer, or was changed on the way.',
    { cause },
  );
}
