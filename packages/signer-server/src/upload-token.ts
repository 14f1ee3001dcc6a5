/**
 * The upload token: all that the signer would otherwise have to remember about an upload, as a JWS (HS256,
 * `typ: upload-token+jwt`) that only it can make. There is no database, and any replica with the same secret answers
 * any call. The content is readable by the browser, so nothing secret is in it.
 *
 * @module
 */
import { SignJWT, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { isCanonicalJws } from './canonical-jws.js';
import { SignerError } from './errors.js';
import type { Upload } from './storage/storage.js';

/** Distinguishes the token from every other JWS under the same secret (RFC 8725 §3.11). */
const TYP = 'upload-token+jwt';

/** HS256 wants a key at least as long as its hash (RFC 7518 §3.2). */
const MIN_SECRET_BYTES = 32;

/** Short names keep a batch of a thousand completions under the body cap. Times are seconds. */
const claims = z.object({
  jti: z.string(),
  sub: z.string(),
  iat: z.number().int(),
  exp: z.number().int(),
  key: z.string(),
  size: z.number().int(),
  type: z.string(),
  name: z.string(),
  ps: z.number().int(),
  pc: z.number().int(),
  h: z.string(),
});

/** Makes and checks tokens under one secret. */
export interface UploadTokens {
  /** The token for an upload. */
  seal(upload: Upload): Promise<string>;
  /**
   * The upload behind a token.
   *
   * @throws SignerError `invalid-token` if it was not made here, was changed, or belongs to another subject;
   *   `token-expired` if its time is over.
   */
  open(token: string, subject: string, now: number): Promise<Upload>;
}

/** @throws SignerError `invalid-option` if the secret is shorter than 32 bytes. */
export function uploadTokens(secret: string | Uint8Array): UploadTokens {
  const key = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  if (key.byteLength < MIN_SECRET_BYTES) {
    throw new SignerError(
      'invalid-option',
      `The signer secret has ${key.byteLength} bytes; use at least ${MIN_SECRET_BYTES} random ones ` +
        '(direct-upload-signer keys prints a fresh one).',
    );
  }
  return {
    seal: (upload) =>
      new SignJWT({
        key: upload.key,
        size: upload.size,
        type: upload.contentType,
        name: upload.name,
        ps: upload.partSize,
        pc: upload.partCount,
        h: upload.handle,
      })
        .setProtectedHeader({ alg: 'HS256', typ: TYP })
        .setJti(upload.id)
        .setSubject(upload.subject)
        .setIssuedAt(upload.issuedAt)
        .setExpirationTime(upload.expiresAt)
        .sign(key),
    open: async (token, subject, now) => {
      const upload = await verify(token, key, now);
      if (upload.subject !== subject) {
        throw new SignerError('invalid-token', 'This upload was begun by someone else.');
      }
      return upload;
    },
  };
}

async function verify(token: string, key: Uint8Array, now: number): Promise<Upload> {
  if (!isCanonicalJws(token)) throw invalid();
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      typ: TYP,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'iat', 'sub', 'jti'],
    });
    const { jti, sub, iat, exp, type, ps, pc, h, ...same } = claims.parse(payload);
    return {
      ...same,
      id: jti,
      subject: sub,
      issuedAt: iat,
      expiresAt: exp,
      contentType: type,
      partSize: ps,
      partCount: pc,
      handle: h,
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
