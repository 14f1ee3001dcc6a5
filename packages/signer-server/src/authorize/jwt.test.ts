import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { CryptoKey, JWTPayload } from 'jose';
import { SignerError } from '../errors.js';
import { jwtAuthorize } from './jwt.js';
import type { JwtOptions } from './jwt.js';

const SECRET = 'an app secret of at least thirty-two bytes';
const secretKey = new TextEncoder().encode(SECRET);
const AUDIENCE = 'uploads';
const NOW = Date.parse('2026-01-01T12:00:00Z');
const SECONDS = NOW / 1000;

const shared = (options: Partial<JwtOptions> = {}) =>
  jwtAuthorize({ keys: { secret: SECRET }, audience: AUDIENCE, now: () => NOW, ...options });

function request(headers: Record<string, string>): Request {
  return new Request('https://signer.example/uploads', { method: 'POST', headers });
}

function token(
  claims: JWTPayload = {},
  key: CryptoKey | Uint8Array = secretKey,
  header: { alg: string; kid?: string } = { alg: 'HS256' },
): Promise<string> {
  const all = { sub: 'user-7', aud: AUDIENCE, exp: SECONDS + 60, ...claims };
  return new SignJWT(all).setProtectedHeader(header).sign(key);
}

const bearer = async (...args: Parameters<typeof token>) =>
  request({ authorization: `Bearer ${await token(...args)}` });

describe('callers with a JWT', () => {
  it('are known by the subject', async () => {
    assert.deepEqual(await shared()(await bearer()), { subject: 'user-7', limits: {} });
  });

  it('are nobody without a token, or with one that does not hold', async () => {
    const authorize = shared({ issuer: 'https://app.example' });
    const issued = { iss: 'https://app.example' };
    const refused = [
      request({}),
      request({ authorization: 'Basic dXNlcjpwYXNz' }),
      request({ authorization: 'Bearer nonsense' }),
      await bearer({ ...issued, exp: SECONDS - 31 }),
      await bearer({ ...issued, nbf: SECONDS + 31 }),
      await bearer({ ...issued, aud: 'another-service' }),
      await bearer({ iss: 'https://evil.example' }),
      await bearer({ ...issued, sub: '' }),
      await bearer(issued, new TextEncoder().encode('another secret of thirty-two bytes!!')),
      await bearer(issued, secretKey, { alg: 'HS512' }),
      request({
        authorization: `Bearer ${new UnsecuredJWT({ ...issued, sub: 'user-7' })
          .setAudience(AUDIENCE)
          .setExpirationTime(SECONDS + 60)
          .encode()}`,
      }),
    ];
    for (const each of refused) assert.equal(await authorize(each), null);
    assert.ok(await authorize(await bearer(issued)), 'and is somebody with one that does');
  });

  it('need an end: a token without exp would never die', async () => {
    const eternal = await new SignJWT({ sub: 'user-7', aud: AUDIENCE })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(secretKey);
    assert.equal(await shared()(request({ authorization: `Bearer ${eternal}` })), null);
  });

  it('may come by cookie, if one was named, and by another claim', async () => {
    const cookie = `theme=dark; session=${await token({ email: 'a@b.example' })}; x=y`;
    assert.equal(await shared()(request({ cookie })), null);
    const named = shared({ cookie: 'session', subjectClaim: 'email' });
    assert.equal((await named(request({ cookie })))?.subject, 'a@b.example');
  });

  it('bring limits of their own', async () => {
    const authorize = shared();
    const claims = { upload: { maxSize: '5MB', accept: ['image/*'], maxFiles: 3 } };
    assert.deepEqual(await authorize(await bearer(claims)), {
      subject: 'user-7',
      limits: { maxSize: 5_000_000, accept: ['image/*'], maxFiles: 3 },
    });
    await assert.rejects(
      authorize(await bearer({ upload: { maxSize: 'a lot' } })),
      (error) => error instanceof SignerError && error.code === 'forbidden',
      'limits that cannot be read are not "no limits"',
    );
  });

  it('refuses a secret that is too short for HS256', () => {
    assert.throws(() => shared({ keys: { secret: 'short' } }), /5 bytes; HS256 needs at least 32/);
    assert.throws(() => shared({ keys: { jwksUrl: 'ftp://keys' } }), /no http\(s\) URL/);
  });
});

describe('callers with a JWT signed by a key of a JWKS', () => {
  let url: string;
  let privateKey: CryptoKey;
  let status = 200;
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  let body = '';

  before(async () => {
    const pair = await generateKeyPair('ES256');
    privateKey = pair.privateKey;
    body = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k1' }] });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  });
  after(() => server.close());

  const remote = (jwksUrl = url) =>
    jwtAuthorize({ keys: { jwksUrl }, audience: AUDIENCE, now: () => NOW });

  it('are known', async () => {
    const signed = await bearer({}, privateKey, { alg: 'ES256', kid: 'k1' });
    assert.equal((await remote()(signed))?.subject, 'user-7');
  });

  it('are nobody under another key, or where the public key plays the secret', async () => {
    const other = await generateKeyPair('ES256');
    const header = { alg: 'ES256', kid: 'k1' };
    assert.equal(await remote()(await bearer({}, other.privateKey, header)), null);
    const confused = await bearer({}, new TextEncoder().encode(body), { alg: 'HS256', kid: 'k1' });
    assert.equal(await remote()(confused), null);
    const unknown = await bearer({}, privateKey, { alg: 'ES256', kid: 'k2' });
    assert.equal(await remote()(unknown), null);
  });

  it('are nobody with key ids of their own making, and do not have the keys fetched for each', async () => {
    const authorize = remote();
    asked = 0;
    for (let count = 0; count < 50; count += 1) {
      const kid = ['../../keys', "' OR 1=1 --", '\0', `made-up-${count}`][count % 4] ?? '';
      assert.equal(await authorize(await bearer({}, privateKey, { alg: 'ES256', kid })), null);
    }
    assert.ok(asked <= 2, `${asked} times`);
    const known = await bearer({}, privateKey, { alg: 'ES256', kid: 'k1' });
    assert.equal((await authorize(known))?.subject, 'user-7');
  });

  it('are nobody by a secret, though one be among the published keys', async () => {
    const published = body;
    const oct = { kty: 'oct', kid: 'shared', k: Buffer.from(secretKey).toString('base64url') };
    body = JSON.stringify({ keys: [oct] });
    const signed = await bearer({}, secretKey, { alg: 'HS256', kid: 'shared' });
    assert.equal(await remote()(signed), null);
    body = published;
  });

  it('are asked to try again while the keys cannot be had', async () => {
    const signed = await bearer({}, privateKey, { alg: 'ES256', kid: 'k1' });
    const isOutage = (error: unknown): boolean =>
      error instanceof SignerError && error.code === 'internal' && error.status === 503;
    await assert.rejects(remote('http://127.0.0.1:1/jwks.json')(signed.clone()), isOutage);
    status = 500;
    await assert.rejects(remote()(signed.clone()), isOutage);
    status = 200;
    const published = body;
    body = 'no JSON';
    await assert.rejects(remote()(signed.clone()), isOutage);
    // Longer than keys are.
    body = published + ' '.repeat(200_000);
    await assert.rejects(remote()(signed.clone()), isOutage);
    body = published + ' '.repeat(100_000);
    assert.equal((await remote()(signed.clone()))?.subject, 'user-7');
  });
});
