/**
 * What a receipt must have to be one, claim by claim, and what is said of one that is not; as the application sees it, and
 * as the signer does that is shown its own.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { SignJWT, errors } from 'jose';
import { receiptIssuer } from './receipt-issuer.js';
import { generateReceiptKey, importReceiptKey } from './receipt-key.js';
import { ReceiptError, verifyReceipt } from './receipt.js';
import type { VerifyReceiptOptions } from './receipt.js';
import type { StoredObject, Upload } from '../storage/storage.js';

const KEY = generateReceiptKey();
const { privateKey, publicJwk } = importReceiptKey(KEY);
const NOW = 1_800_000_000;
const ETAG = '5d41402abc4b2a76b9719d911017c592';
const UPLOAD = {
  ...{ storage: 'swift', container: 'uploads', key: 'a.png', size: 5, etag: ETAG },
  ...{ contentType: 'image/png', name: 'a.png', parts: 1, finalized: 'copy' },
};
const CLAIMS = {
  ...{ iss: 'signer', aud: 'app', sub: 'anna', jti: 'j', iat: NOW, exp: NOW + 60 },
  upload: UPLOAD,
};
const options = {
  jwks: { keys: [publicJwk] },
  audience: 'app',
  now: NOW * 1000,
} satisfies VerifyReceiptOptions;

/** Rightly signed, whatever it says. */
function signed(changes: object, header: object = {}): Promise<string> {
  return new SignJWT({ ...CLAIMS, ...changes })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'upload-receipt+jwt', kid: publicJwk.kid, ...header })
    .sign(privateKey);
}
const verify = async (changes: object, more: Partial<VerifyReceiptOptions> = {}) =>
  verifyReceipt(await signed(changes), { ...options, ...more });
const told = (code: string, message: string) => (error: unknown) => {
  assert.ok(error instanceof ReceiptError);
  assert.deepEqual([error.name, error.code, error.message], ['ReceiptError', code, message]);
  return true;
};
const NONE = 'This is not a receipt of this signer.';
const CHANGED = 'The receipt was changed, or another key signed it.';
const LACKS = 'The receipt lacks claims.';

describe('a receipt', () => {
  it('is taken with all its claims, and with hashes that are there', async () => {
    assert.deepEqual(await verify({}), CLAIMS);
    const hashes = { ...UPLOAD, md5: ETAG, sha256: 'ab'.repeat(32), policy: 'avatar' };
    assert.deepEqual((await verify({ upload: hashes })).upload, hashes);
    assert.deepEqual((await verify({ aud: ['x', 'app'] })).aud, ['x', 'app']);
    for (const finalized of ['copy', 'manifest', 'multipart', 'in-place']) {
      assert.equal(
        (await verify({ upload: { ...UPLOAD, finalized } })).upload.finalized,
        finalized,
      );
    }
    assert.equal((await verify({ upload: { ...UPLOAD, size: 0 } })).upload.size, 0);
  });

  for (const name of ['iss', 'sub', 'jti', 'iat', 'exp']) {
    it(`is none without ${name}`, async () => {
      await assert.rejects(verify({ [name]: undefined }), (error: unknown) => {
        assert.ok(error instanceof ReceiptError && error.cause instanceof errors.JOSEError);
        return error.code === (name === 'iss' ? 'wrong-audience' : 'invalid');
      });
    });
  }

  it('is none for nobody', async () => {
    await assert.rejects(verify({ aud: undefined }), { code: 'wrong-audience' });
  });

  for (const [name, value] of [
    ...Object.keys(UPLOAD).map((each) => [each, undefined] as const),
    ...Object.keys(UPLOAD).map((each) => [each, []] as const),
    ...(['md5', 'sha256', 'policy'] as const).map((each) => [each, 7] as const),
    ...([-1, 0.5] as const).map((each) => ['size', each] as const),
    ...([0, -1, 1.5] as const).map((each) => ['parts', each] as const),
    ['finalized', 'never'],
  ] as const) {
    it(`is none where ${name} of the upload is ${JSON.stringify(value)}`, async () => {
      const upload = { ...UPLOAD, [name]: value };
      await assert.rejects(verify({ upload }), told('invalid', LACKS));
    });
  }

  it('is none without an upload, or with claims of other kinds', async () => {
    await assert.rejects(verify({ upload: undefined }), told('invalid', LACKS));
    await assert.rejects(verify({ sub: 7 }), told('invalid', LACKS));
    await assert.rejects(verify({ jti: {} }), told('invalid', LACKS));
  });

  it('is over five seconds after its end, or later where clocks may differ more', async () => {
    const at = (seconds: number) => ({ now: (NOW + 60 + seconds) * 1000 });
    await verify({}, at(4));
    const over = told('expired', 'The receipt is over. Upload the file again.');
    await assert.rejects(verify({}, at(5)), over);
    await verify({}, { ...at(59), clockTolerance: 60 });
    await assert.rejects(verify({}, { ...at(0), clockTolerance: 0 }), over);
  });

  it('is judged by the clock where no time is said', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { jwks, audience } = options;
    await verifyReceipt(await signed({ iat: now, exp: now + 600 }), { jwks, audience });
    const old = signed({ iat: now - 900, exp: now - 600 });
    await assert.rejects(verifyReceipt(await old, { jwks, audience }), { code: 'expired' });
  });

  it('is for others where it names another application, signer or policy', async () => {
    const elsewhere = told(
      'wrong-audience',
      'The receipt is for another application, or from another signer.',
    );
    await assert.rejects(verify({ aud: 'other' }), elsewhere);
    await assert.rejects(verify({}, { audience: ['x', 'y'] }), elsewhere);
    await assert.rejects(verify({}, { issuer: 'other' }), elsewhere);
    await verify({ iss: 'other' });
    await assert.rejects(
      verify({}, { policy: 'avatar' }),
      told('wrong-policy', 'The file was not uploaded as avatar.'),
    );
  });

  it('is none of another kind, or by another key, or with a header that wants more', async () => {
    const check = async (receipt: Promise<string>) => verifyReceipt(await receipt, options);
    await assert.rejects(check(signed({}, { typ: 'upload-token+jwt' })), told('invalid', NONE));
    await assert.rejects(check(signed({}, { typ: undefined })), told('invalid', NONE));
    await assert.rejects(check(signed({}, { kid: undefined })), told('invalid', NONE));
    await assert.rejects(check(signed({}, { kid: 'other' })), told('invalid', CHANGED));
    for (const text of ['', 'x', 'a.b', undefined, null, 7, {}, ['a.b.c']]) {
      const receipt = verifyReceipt(text as string, options);
      await assert.rejects(receipt, told('invalid', NONE));
    }
  });

  it('is not blamed for keys that cannot be had', async (t) => {
    const receipt = await signed({});
    const broken = { ...options, jwks: { keys: 'none' } } as unknown as VerifyReceiptOptions;
    await assert.rejects(verifyReceipt(receipt, broken), errors.JWKSInvalid);
    const failing = createServer((_, response) => response.writeHead(500).end());
    t.after(() => failing.close());
    await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve));
    const { port } = failing.address() as AddressInfo;
    const away = { ...options, jwks: new URL(`http://127.0.0.1:${port}/`) };
    await assert.rejects(verifyReceipt(receipt, away), { code: 'ERR_JOSE_GENERIC' });
    const unreachable = { audience: 'app', now: NOW * 1000, jwks: new URL('http://127.0.0.1:1/') };
    await assert.rejects(verifyReceipt(receipt, unreachable), (error: unknown) => {
      return error instanceof Error && !(error instanceof ReceiptError);
    });
  });
});

describe('the signer that is shown its own receipt', () => {
  const TOKEN = { id: 'u', subject: 'anna', name: 'a.png' } as Upload;
  const STORED: StoredObject = {
    ...{ container: 'uploads', key: 'a.png', size: 5, etag: ETAG, contentType: 'image/png' },
    ...{ parts: 1, finalized: 'copy', storedAt: NOW },
  };
  const about = { storage: 'swift', ttl: 60, now: NOW * 1000 };
  const who = { issuer: 'signer', audience: 'app' };
  const issuer = receiptIssuer({ key: KEY, ...who });

  it('knows it, also after its key was changed', async () => {
    const receipt = await issuer.issue({ ...TOKEN, policy: 'avatar' }, STORED, about);
    const claims = await issuer.open(receipt, NOW * 1000);
    assert.deepEqual(claims.upload, { ...UPLOAD, policy: 'avatar' });
    // SHA-256 of `receipt:u`, so that it does not tell the id under which parts are.
    assert.equal(claims.jti, 'yLLzmig6tZQsuMklPkV8-L');
    const next = receiptIssuer({ key: generateReceiptKey(), accepted: [KEY], ...who });
    assert.equal((await next.open(receipt, NOW * 1000)).sub, 'anna');
    assert.deepEqual(next.publicJwks[1], publicJwk);
    assert.notDeepEqual(next.publicJwk, publicJwk);
  });

  it('refuses what is over, or not its own, and says which', async () => {
    const receipt = await issuer.issue(TOKEN, STORED, about);
    await assert.rejects(issuer.open(receipt, (NOW + 3600) * 1000), {
      code: 'receipt-expired',
      message: 'The time of this receipt is over.',
    });
    const others = [
      receiptIssuer({ key: generateReceiptKey(), ...who }),
      receiptIssuer({ key: KEY, ...who, issuer: 'other' }),
      receiptIssuer({ key: KEY, ...who, audience: 'other' }),
    ];
    for (const other of others) {
      await assert.rejects(other.open(receipt, NOW * 1000), (error: unknown) => {
        assert.ok(error instanceof Error && error.cause instanceof ReceiptError);
        assert.equal(error.message, 'This signer did not give this receipt.');
        return (error as { code?: string }).code === 'invalid-receipt';
      });
    }
  });

  it('says the checksum of storage where there is one', async () => {
    const crc64nvme = 'ae8b14860a799888';
    const receipt = await issuer.issue(TOKEN, { ...STORED, crc64nvme }, about);
    const { upload } = await issuer.open(receipt, NOW * 1000);
    assert.deepEqual(upload, { ...UPLOAD, crc64nvme });
  });

  it('has the header of the contract', async () => {
    const [header = ''] = (await issuer.issue(TOKEN, STORED, about)).split('.');
    assert.deepEqual(JSON.parse(Buffer.from(header, 'base64url').toString()), {
      alg: 'EdDSA',
      typ: 'upload-receipt+jwt',
      kid: publicJwk.kid,
    });
  });
});
