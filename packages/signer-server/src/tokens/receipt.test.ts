import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, webcrypto } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { SignJWT } from 'jose';
import { receiptIssuer } from './receipt-issuer.js';
import { generateReceiptKey, importReceiptKey } from './receipt-key.js';
import { ReceiptError, verifyReceipt } from './receipt.js';
import type { VerifyReceiptOptions } from './receipt.js';
import type { StoredObject, Upload } from '../storage/storage.js';
import { RECEIPT_KEY, SECRET, testVouch } from '../testing/harness.js';
import { uploadTokens } from './upload-token.js';

const STORED_AT = 1_800_000_000;
const UPLOAD: Upload = {
  id: '1'.repeat(32),
  subject: 'user-7',
  keyPattern: 'a{random}',
  size: 5,
  contentType: 'image/png',
  name: 'résumé.png',
  partSize: 5,
  partCount: 1,
  issuedAt: STORED_AT - 10,
  expiresAt: STORED_AT + 60,
  handle: 'copy',
  vouch: testVouch('1'.repeat(32)),
};
const STORED: StoredObject = {
  container: 'uploads',
  key: 'abc.png',
  size: 5,
  etag: '5d41402abc4b2a76b9719d911017c592',
  md5: '5d41402abc4b2a76b9719d911017c592',
  contentType: 'image/png',
  parts: 1,
  finalized: 'copy',
  storedAt: STORED_AT,
};
const issuer = receiptIssuer({ key: RECEIPT_KEY, issuer: 'signer', audience: 'app' });
const ABOUT = { storage: 'swift', ttl: 3600, now: STORED_AT * 1000 };
const jwks = { keys: [issuer.publicJwk] };
const options = { jwks, audience: 'app', now: STORED_AT * 1000 } satisfies VerifyReceiptOptions;
const issue = (): Promise<string> => issuer.issue(UPLOAD, STORED, ABOUT);
const code = (expected: string) => (error: unknown) =>
  error instanceof ReceiptError && error.code === expected;

describe('receipt', () => {
  it('names the policy, so that one for another field does not pass', async () => {
    const receipt = await issuer.issue({ ...UPLOAD, policy: 'documents' }, STORED, ABOUT);
    assert.equal((await verifyReceipt(receipt, options)).upload.policy, 'documents');
    await verifyReceipt(receipt, { ...options, policy: 'documents' });
    await assert.rejects(
      verifyReceipt(receipt, { ...options, policy: 'avatar' }),
      code('wrong-policy'),
    );
    await assert.rejects(
      verifyReceipt(await issue(), { ...options, policy: 'avatar' }),
      code('wrong-policy'),
    );
  });

  it('says what was stored, by whom, for whom', async () => {
    const { jti, ...claims } = await verifyReceipt(await issue(), options);
    assert.match(jti, /^[\w-]{22}$/);
    assert.ok(!jti.includes(UPLOAD.id));
    assert.deepEqual(claims, {
      iss: 'signer',
      aud: 'app',
      sub: 'user-7',
      iat: STORED_AT,
      exp: STORED_AT + 3600,
      upload: {
        storage: 'swift',
        container: 'uploads',
        key: 'abc.png',
        size: 5,
        etag: '5d41402abc4b2a76b9719d911017c592',
        md5: '5d41402abc4b2a76b9719d911017c592',
        contentType: 'image/png',
        name: 'résumé.png',
        parts: 1,
        finalized: 'copy',
      },
    });
  });

  it('is the same to the byte when it is issued again', async () => {
    assert.equal(await issue(), await issue());
  });

  it('is refused with any character changed', async () => {
    const receipt = await issue();
    for (let i = 0; i < receipt.length; i++) {
      const other = receipt[i] === 'A' ? 'B' : 'A';
      const changed = receipt.slice(0, i) + other + receipt.slice(i + 1);
      await assert.rejects(verifyReceipt(changed, options), code('invalid'), `at ${i}`);
    }
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const twin = receipt.slice(0, -1) + alphabet.charAt(alphabet.indexOf(receipt.at(-1) ?? '') ^ 1);
    await assert.rejects(verifyReceipt(twin, options), code('invalid'));
  });

  it('is refused for another audience or issuer, by another key, after its time', async () => {
    const receipt = await issue();
    const other = [importReceiptKey(generateReceiptKey()).publicJwk];
    await assert.rejects(
      verifyReceipt(receipt, { ...options, audience: 'other' }),
      code('wrong-audience'),
    );
    await assert.rejects(
      verifyReceipt(receipt, { ...options, issuer: 'other' }),
      code('wrong-audience'),
    );
    await assert.rejects(
      verifyReceipt(receipt, { ...options, jwks: { keys: other } }),
      code('invalid'),
    );
    await assert.rejects(
      verifyReceipt(receipt, { ...options, now: (STORED_AT + 3606) * 1000 }),
      code('expired'),
    );
    await verifyReceipt(receipt, { ...options, issuer: 'signer', audience: ['x', 'app'] });
  });

  it('is not mistaken for a token, nor a token for it', async () => {
    const token = uploadTokens(SECRET).seal(UPLOAD);
    await assert.rejects(verifyReceipt(token, options), code('invalid'));
    const { privateKey } = importReceiptKey(RECEIPT_KEY);
    const forged = await new SignJWT({ upload: STORED })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT', kid: issuer.publicJwk.kid })
      .setAudience('app')
      .sign(privateKey);
    await assert.rejects(verifyReceipt(forged, options), code('invalid'));
    await assert.rejects(
      verifyReceipt(await issue().then((r) => `${r}\n`), options),
      code('invalid'),
    );
  });

  it('takes the public key as PEM, JWK or CryptoKey, and the key set from its URL', async (t) => {
    const receipt = await issue();
    const { audience, now } = options;
    const publicKey = createPublicKey(createPrivateKey(RECEIPT_KEY));
    const pem = publicKey.export({ format: 'pem', type: 'spki' }) as string;
    const key = await webcrypto.subtle.importKey('jwk', issuer.publicJwk, 'Ed25519', true, [
      'verify',
    ]);
    await verifyReceipt(receipt, { publicKey: pem, audience, now });
    await verifyReceipt(receipt, { publicKey: { ...issuer.publicJwk }, audience, now });
    await verifyReceipt(receipt, { publicKey: key, audience, now });
    const server = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
    });
    t.after(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await verifyReceipt(receipt, { jwks: new URL(`http://127.0.0.1:${port}/`), audience, now });
  });
});

describe('receipt key', () => {
  it('is read as PEM, JWK, JWK text and CryptoKey, with one thumbprint', async () => {
    const jwk = createPrivateKey(RECEIPT_KEY).export({ format: 'jwk' });
    const cryptoKey = await webcrypto.subtle.importKey('jwk', jwk, 'Ed25519', true, ['sign']);
    for (const input of [RECEIPT_KEY, jwk, JSON.stringify(jwk), cryptoKey]) {
      assert.deepEqual(importReceiptKey(input).publicJwk, issuer.publicJwk);
    }
  });

  it('has the thumbprint of RFC 8037 appendix A.3', () => {
    const { publicJwk } = importReceiptKey({
      kty: 'OKP',
      crv: 'Ed25519',
      d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
    });
    assert.equal(publicJwk.kid, 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
    assert.ok(!('d' in publicJwk));
  });

  it('is refused in one sentence that does not quote it', () => {
    const rsa = { kty: 'RSA', n: 'AQAB', e: 'AQAB' };
    for (const input of ['', 'secret!', '{"kty":"OKP"}', '{broken', rsa]) {
      assert.throws(
        () => importReceiptKey(input),
        (error: unknown) => {
          assert.ok(error instanceof Error);
          assert.match(error.message, /not an Ed25519 private key/);
          assert.ok(!error.message.includes('secret!') && error.cause === undefined);
          return true;
        },
      );
    }
  });
});
