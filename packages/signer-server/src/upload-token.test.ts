import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignJWT, UnsecuredJWT, base64url } from 'jose';
import { SignerError } from './errors.js';
import type { Upload } from './storage/storage.js';
import { SECRET } from './testing/harness.js';
import { uploadTokens } from './upload-token.js';

const NOW = 1_800_000_000_000;
const UPLOAD: Upload = {
  id: '0'.repeat(32),
  subject: 'user-7',
  key: 'abc.png',
  size: 5,
  contentType: 'image/png',
  name: 'résumé.png',
  partSize: 5,
  partCount: 1,
  issuedAt: NOW / 1000,
  expiresAt: NOW / 1000 + 60,
  handle: 'copy',
};
const tokens = uploadTokens(SECRET);
const code = (expected: string) => (error: unknown) =>
  error instanceof SignerError && error.code === expected;

/** A token with the right secret and another header or payload. */
async function forge(header: object, claims: object = {}): Promise<string> {
  const [, payload = ''] = (await tokens.seal(UPLOAD)).split('.');
  const body = JSON.parse(new TextDecoder().decode(base64url.decode(payload))) as object;
  return new SignJWT({ ...body, ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'upload-token+jwt', ...header })
    .sign(new TextEncoder().encode(SECRET));
}

describe('upload token', () => {
  it('gives back what was sealed', async () => {
    assert.deepEqual(await tokens.open(await tokens.seal(UPLOAD), 'user-7', NOW), UPLOAD);
    assert.deepEqual(await tokens.open(await forge({}), 'user-7', NOW), UPLOAD);
  });

  it('is refused with any character changed to any other of the alphabet', async () => {
    const token = await tokens.seal(UPLOAD);
    for (let i = 0; i < token.length; i++) {
      for (const other of ['A', 'B', 'z', '9', '-', '_', '.', '=', ' ']) {
        if (token[i] === other) continue;
        const changed = token.slice(0, i) + other + token.slice(i + 1);
        await assert.rejects(tokens.open(changed, 'user-7', NOW), code('invalid-token'), changed);
      }
    }
  });

  it('is refused in a second spelling of the same signature', async () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const token = await tokens.seal(UPLOAD);
    const last = alphabet.indexOf(token.at(-1) ?? '');
    // 43 characters carry 258 bits for 256: the lowest two of the last one are ignored by decoders.
    const twin = token.slice(0, -1) + alphabet.charAt(last ^ 1);
    assert.deepEqual(
      base64url.decode(twin.split('.')[2] ?? ''),
      base64url.decode(token.split('.')[2] ?? ''),
    );
    await assert.rejects(tokens.open(twin, 'user-7', NOW), code('invalid-token'));
  });

  it('is refused with another type, algorithm, secret or without signature', async () => {
    const others = [
      await forge({ typ: 'upload-receipt+jwt' }),
      await forge({ typ: 'JWT' }),
      await forge({}, { size: 'big' }),
      await uploadTokens(`${SECRET}!`).seal(UPLOAD),
      new UnsecuredJWT({ ...UPLOAD }).encode(),
      await new SignJWT({ sub: 'user-7' })
        .setProtectedHeader({ alg: 'HS512', typ: 'upload-token+jwt' })
        .sign(new TextEncoder().encode(SECRET.repeat(2))),
      '',
      'a.b.c',
    ];
    for (const token of others) {
      await assert.rejects(tokens.open(token, 'user-7', NOW), code('invalid-token'), token);
    }
  });

  it('is refused to anybody else, and after its time', async () => {
    const token = await tokens.seal(UPLOAD);
    await assert.rejects(tokens.open(token, 'user-8', NOW), code('invalid-token'));
    await tokens.open(token, 'user-7', NOW + 59_000);
    await assert.rejects(tokens.open(token, 'user-7', NOW + 61_000), code('token-expired'));
  });

  it('needs a secret of 32 bytes', () => {
    assert.throws(() => uploadTokens('x'.repeat(31)), code('invalid-option'));
    assert.throws(() => uploadTokens(new Uint8Array(31)), /31 bytes/);
    uploadTokens(new Uint8Array(32));
  });
});
