import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { describe, it } from 'node:test';
import { SignJWT, UnsecuredJWT, base64url } from 'jose';
import { SignerError } from '../errors.js';
import { contentName } from '../names/final-name.js';
import { SECRET } from '../testing/harness.js';
import { uploadTokens } from './upload-token.js';
import type { SealedUpload, UploadTokens } from './upload-token.js';

const NOW = 1_800_000_000_000;
const UPLOAD: SealedUpload = {
  id: '0'.repeat(32),
  subject: 'user-7',
  keyPattern: '{random}.png',
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

/** What a token gives back, without what was never in it. */
async function opened({ open }: Pick<UploadTokens, 'open'>, token: string): Promise<SealedUpload> {
  const { vouch: _, ...upload } = await open(token, 'user-7', NOW);
  return upload;
}

/** A token with the right secret and another header or payload. */
async function forge(header: object, claims: object = {}): Promise<string> {
  const [, payload = ''] = tokens.seal(UPLOAD).split('.');
  const body = JSON.parse(new TextDecoder().decode(base64url.decode(payload))) as object;
  return new SignJWT({ ...body, ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'upload-token+jwt', ...header })
    .sign(new TextEncoder().encode(SECRET));
}

describe('upload token', () => {
  it('gives back what was sealed', async () => {
    assert.deepEqual(await opened(tokens, tokens.seal(UPLOAD)), UPLOAD);
    assert.deepEqual(await opened(tokens, await forge({})), UPLOAD);
  });

  it('keeps the policy, and what the file was declared as', async () => {
    const named = { ...UPLOAD, policy: 'avatar' };
    assert.deepEqual(await opened(tokens, tokens.seal(named)), named);
    const [head = '', payload = ''] = tokens.seal(named).split('.');
    const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString()) as object;
    assert.deepEqual(read(head), { alg: 'HS256', typ: 'upload-token+jwt' });
    assert.deepEqual(read(payload), {
      ...{ jti: UPLOAD.id, sub: 'user-7', iat: NOW / 1000, exp: NOW / 1000 + 60 },
      ...{ kp: '{random}.png', size: 5, type: 'image/png', name: 'résumé.png' },
      ...{ ps: 5, pc: 1, h: 'copy', pol: 'avatar' },
    });
  });

  it('is opened by every secret that is accepted, and sealed by the first', async () => {
    const [before, after, other] = ['before', 'after', 'other'].map((name) => name.padEnd(32, '!'));
    assert.ok(before && after && other);
    const changing = uploadTokens(after, [other, before]);
    for (const secret of [before, after, other]) {
      const token = uploadTokens(secret).seal(UPLOAD);
      assert.deepEqual(await opened(changing, token), UPLOAD);
      await assert.rejects(changing.open(token, 'user-8', NOW), code('invalid-token'));
      await assert.rejects(changing.open(token, 'user-7', NOW + 61_000), code('token-expired'));
    }
    await assert.rejects(changing.open(tokens.seal(UPLOAD), 'user-7', NOW), code('invalid-token'));
    const sealed = changing.seal(UPLOAD);
    await uploadTokens(after).open(sealed, 'user-7', NOW);
    await assert.rejects(uploadTokens(before).open(sealed, 'user-7', NOW), code('invalid-token'));
  });

  it('names objects by the secret that made it, whichever seals by now', async () => {
    const [before = '', after = ''] = ['before', 'after'].map((name) => name.padEnd(32, '!'));
    const token = uploadTokens(before).seal(UPLOAD);
    const names = async (tokens_: UploadTokens): Promise<string> =>
      contentName(await tokens_.open(token, 'user-7', NOW), 'the hash of the content');
    const first = await names(uploadTokens(before));
    assert.equal(await names(uploadTokens(after, [before])), first);
    assert.equal(await names(uploadTokens(before, [after])), first);
    const vouch = uploadTokens(before).vouchFor(UPLOAD.id);
    assert.equal(contentName({ ...UPLOAD, vouch }, 'the hash of the content'), first);
  });

  it('is compared by the platform, which takes as long for a near miss as for any other', async (t) => {
    const verify = t.mock.method(webcrypto.subtle, 'verify');
    const token = tokens.seal(UPLOAD);
    await tokens.open(token, 'user-7', NOW);
    const [text, signature = ''] = [token.slice(0, token.lastIndexOf('.')), token.split('.')[2]];
    const near = Buffer.from(signature, 'base64url');
    near[31] = (near[31] ?? 0) ^ 1;
    const changed = `${text}.${near.toString('base64url')}`;
    await assert.rejects(tokens.open(changed, 'user-7', NOW), code('invalid-token'));
    const judged = verify.mock.calls.map(({ result }): unknown => result);
    assert.deepEqual(await Promise.all(judged), [true, false]);
  });

  it('is refused with any character changed to any other of the alphabet', async () => {
    const token = tokens.seal(UPLOAD);
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
    const token = tokens.seal(UPLOAD);
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
      ...(await Promise.all(
        ['jti', 'sub', 'iat', 'exp', 'kp', 'size', 'type', 'name', 'ps', 'pc', 'h'].flatMap(
          (name) => [forge({}, { [name]: undefined }), forge({}, { [name]: [] })],
        ),
      )),
      ...(await Promise.all(
        ['size', 'iat', 'exp', 'ps', 'pc'].map((name) => forge({}, { [name]: 4e9 + 0.5 })),
      )),
      await forge({}, { pol: 7 }),
      await forge({}, { kp: 'no random part' }),
      uploadTokens(`${SECRET}!`).seal(UPLOAD),
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
    const token = tokens.seal(UPLOAD);
    await assert.rejects(tokens.open(token, 'user-8', NOW), {
      code: 'invalid-token',
      message: 'This upload was begun by someone else.',
    });
    await assert.rejects(tokens.open('QQ.QQ.QQ', 'user-7', NOW), (error: unknown) => {
      return error instanceof SignerError && error.cause instanceof Error;
    });
    await assert.rejects(tokens.open('x', 'user-7', NOW), {
      code: 'invalid-token',
      message: 'This upload token was not made by this signer, or was changed on the way.',
    });
    await tokens.open(token, 'user-7', NOW + 59_000);
    await assert.rejects(tokens.open(token, 'user-7', NOW + 61_000), (error: unknown) => {
      assert.ok(error instanceof SignerError && error.cause instanceof Error);
      assert.equal(error.code, 'token-expired');
      assert.equal(
        error.message,
        'The time for this upload is over. Start it again with a new grant.',
      );
      return true;
    });
  });

  it('needs a secret of 32 bytes', () => {
    assert.throws(() => uploadTokens('x'.repeat(31)), code('invalid-option'));
    assert.throws(
      () => uploadTokens(new Uint8Array(31)),
      /31 bytes; use at least 32 random ones \(direct-upload-signer keys prints a fresh one\)\.$/,
    );
    assert.throws(() => uploadTokens('é'.repeat(15)), /30 bytes/);
    uploadTokens('é'.repeat(16));
    uploadTokens(new Uint8Array(32));
  });
});
