/**
 * Callers known by a JSON Web Token (RFC 7519) that the application gave them: signed with a shared secret (HS256), or
 * with a key whose public half is at a JWKS URL.
 *
 * @module
 */
import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { SignerError } from '../errors.js';
import { isHttpUrl } from '../http-url.js';
import { remoteKeySet } from '../key-set.js';
import { readLimits } from '../policy/file-limits.js';
import type { Authorize, Authorized } from './authorize.js';
import { cookieNamed } from './cookie.js';

/** Where the tokens come from and what they must say. */
export interface JwtOptions {
  /** A shared secret of at least 32 bytes (HS256), or the address of the issuer's public keys. */
  readonly keys: { readonly secret: string | Uint8Array } | { readonly jwksUrl: string };
  /** `aud` that a token must have. Without it a token made for another service would do here. */
  readonly audience: string;
  /** `iss` that a token must have. Default: any. */
  readonly issuer?: string;
  /** Claim that names the caller. Default: `sub`. */
  readonly subjectClaim?: string;
  /** Claim with {@link FileLimits}. Default: `upload`. */
  readonly limitsClaim?: string;
  /** Cookie to look in where there is no `Authorization: Bearer`. Default: none. */
  readonly cookie?: string;
  /** Milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

/** Public-key algorithms only: with a secret among them a public key could pass for it (RFC 8725 §3.1). */
const PUBLIC_KEY_ALGORITHMS = ['EdDSA', 'ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512'];
const ACCEPTED = [...PUBLIC_KEY_ALGORITHMS, 'RS256', 'RS384', 'RS512'];

/** HS256 wants a key at least as long as its hash (RFC 7518 §3.2). */
const MIN_SECRET_BYTES = 32;
/** Clocks of issuer and signer may differ by so many seconds. */
const LEEWAY = 30;

/**
 * Makes an `authorize` for {@link createSigner}.
 *
 * @throws SignerError `invalid-option` for a secret that is too short or a URL that is none.
 */
export function jwtAuthorize(options: JwtOptions): Authorize {
  const { audience, issuer, cookie, subjectClaim = 'sub', limitsClaim = 'upload' } = options;
  const { key, algorithms } = keysOf(options.keys);
  const now = options.now ?? Date.now;
  return async (request): Promise<Authorized | null> => {
    const token = bearerOf(request) ?? (cookie && cookieNamed(request, cookie));
    if (!token) return null;
    const claims = await verify(token, key, {
      algorithms,
      audience,
      ...(issuer !== undefined && { issuer }),
      requiredClaims: ['exp'],
      clockTolerance: LEEWAY,
      currentDate: new Date(now()),
    });
    const subject = claims?.[subjectClaim];
    if (!claims || typeof subject !== 'string' || subject === '') return null;
    return { subject, limits: readLimits(claims[limitsClaim]) };
  };
}

interface Keys {
  readonly key: Uint8Array | JWTVerifyGetKey;
  readonly algorithms: string[];
}

function keysOf(keys: JwtOptions['keys']): Keys {
  if ('jwksUrl' in keys) {
    if (!isHttpUrl(keys.jwksUrl)) {
      throw new SignerError('invalid-option', `${keys.jwksUrl} is no http(s) URL of a JWKS.`);
    }
    return { key: remoteKeySet(new URL(keys.jwksUrl)), algorithms: ACCEPTED };
  }
  const key = typeof keys.secret === 'string' ? new TextEncoder().encode(keys.secret) : keys.secret;
  if (key.byteLength < MIN_SECRET_BYTES) {
    throw new SignerError(
      'invalid-option',
      `The JWT secret has ${key.byteLength} bytes; HS256 needs at least ${MIN_SECRET_BYTES} (RFC 7518 §3.2).`,
    );
  }
  return { key, algorithms: ['HS256'] };
}

/** The claims; `undefined` for a token that does not hold. */
async function verify(
  token: string,
  key: Keys['key'],
  options: Parameters<typeof jwtVerify>[2],
): Promise<JWTPayload | undefined> {
  try {
    // Two overloads of one function; which one is decided by the key alone.
    const verified =
      typeof key === 'function'
        ? await jwtVerify(token, key, options)
        : await jwtVerify(token, key, options);
    return verified.payload;
  } catch (error) {
    if (!isOutage(error)) return undefined;
    throw new SignerError(
      'internal',
      'Who you are cannot be checked just now: the keys of the sign-in service do not answer. Try again.',
      { status: 503, cause: error },
    );
  }
}

/** Whether the keys could not be had, which says nothing about the token. */
function isOutage(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  if (error instanceof TypeError) return true;
  // jose's own word for an answer that is no 200 or no JSON; token errors are subclasses of it.
  return error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC';
}

function bearerOf(request: Request): string | undefined {
  return /^bearer +([\w.~+/-]+=*)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
}
