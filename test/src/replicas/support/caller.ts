/**
 * The one caller of these tests. A signer takes no call by way of a proxy unless it knows who calls; here the proxy itself adds
 * the token that an application would have given to the page.
 *
 * @module
 */
import { createHmac } from 'node:crypto';

const SECRET = 'a secret that application and signers share';
const AUDIENCE = 'signer';

/** Settings of the signers behind the proxy. */
export const callerSettings = {
  AUTH: 'jwt',
  AUTH_JWT_SECRET: SECRET,
  AUTH_AUDIENCE: AUDIENCE,
};

/** `Authorization` of every call: a JWT (RFC 7519) that lasts as long as a test. */
export function callerToken(): string {
  const encode = (value: object): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const now = Math.floor(Date.now() / 1000);
  const claims = { sub: 'ada', aud: AUDIENCE, iat: now, exp: now + 3600 };
  const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `Bearer ${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`;
}
