import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generateReceiptKey } from '../tokens/receipt-key.js';
import { redact } from './redact.js';

describe('redaction', () => {
  const secret = 'S3cr3tValue0123456789';
  for (const text of [
    `https://s/v1/a/c/o?temp_url_sig=${secret}&temp_url_expires=1`,
    `GET /x?a=b&X-Amz-Signature=${secret}`,
    `Authorization: Bearer ${secret}`,
    `{"authorization":"Basic ${secret}"}`,
    `X-Auth-Token: AUTH_tk${secret}`,
    `token AUTH_tk${secret} was refused`,
    `x-auth-key=${secret}`,
    `"x-auth-key": "${secret}"`,
    `X-Container-Meta-Temp-URL-Key-2: ${secret}`,
    `Set-Cookie: sid=${secret}`,
    `SWIFT_TEMP_URL_KEY=${secret}`,
    `OS_PASSWORD=${secret}`,
    `OS_API_KEY=${secret}`,
    `AWS_SECRET_ACCESS_KEY=${secret}`,
    `SIGNER_SECRET_2: ${secret}`,
    `{"RAX-KSKEY:apiKeyCredentials":{"username":"x","apiKey":"${secret}"}}`,
    `X-Subject-Token: ${secret}`,
    `token gAAAAABk${secret}`,
    `{"user":{"name":"x","password":"a\\"${secret}"}}`,
    `{"secret": "${secret}"}`,
    `eyJhbGciOiJIUzI1NiJ9.${secret}.${secret}`,
    `cut off eyJhbGciOiJIUzI1NiJ9${secret}`,
  ]) {
    it(`hides the secret in ${text.slice(0, 30)}…`, () => {
      const clean = redact(text);
      assert.ok(!clean.includes(secret), clean);
      assert.match(clean, /\[redacted\]/);
    });
  }

  it('hides private keys, and leaves the rest alone', () => {
    const pem = generateReceiptKey();
    assert.equal(redact(`before ${pem.trim()} after`), 'before [redacted] after');
    const plain =
      'Storage refused to copy: 404 at https://s/v1/AUTH_test/c/parts/ab?temp_url_expires=1';
    assert.equal(redact(plain), plain);
  });
});
