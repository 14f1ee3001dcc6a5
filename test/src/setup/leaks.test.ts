import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { leaksIn, secretsOf } from './leaks.js';

const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
const environment = {
  PATH: '/bin',
  SIGNER_SECRET: 'a secret of some length',
  RECEIPT_KEY: pem.toString(),
  ST_KEY: 'testing',
  ST_USER: 'test:tester',
  SWIFT_TEMP_URL_KEY: 'key of the container',
  REDIS_URL: 'redis://cache:hunter2@127.0.0.1:1',
};
const secrets = secretsOf(environment);

test('secrets are found by value and by form, and told by name', () => {
  const [, line = ''] = environment.RECEIPT_KEY.split('\n');
  for (const [name, text] of [
    ['SIGNER_SECRET', 'x a secret of some length y'],
    ['RECEIPT_KEY', `x${line}y`],
    ['ST_KEY', 'x-auth-key: testing'],
    ['SWIFT_TEMP_URL_KEY', 'key of the container'],
    ['REDIS_URL', 'hunter2'],
    ['a signature', `PUT /x?temp_url_sig=${'0a'.repeat(32)}&temp_url_expires=1`],
    ['a signature', `temp_url_sig=sha512:${'aB-_'.repeat(20)}`],
    ['a signature', `?X-Amz-Signature=${'0a'.repeat(32)}`],
    ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0x.'],
    ['a token of Swift', 'AUTH_tk0123456789abcdef'],
    ['a private key', `-----BEGIN PRIVATE KEY-----\n${'M'.repeat(20)}`],
    ['a password in a URL', 'https://user:pass@host/'],
  ] as const) {
    assert.deepEqual(leaksIn(text, secrets), [name]);
  }
});

test('what is no secret is none', () => {
  const line = JSON.stringify({
    requestId: crypto.randomUUID(),
    key: '0a'.repeat(16),
    detail: 'temp_url_sig=[redacted] and redis://user:[redacted]@host, test:tester, tests',
  });
  assert.deepEqual(leaksIn(line, secrets), []);
  assert.equal(secretsOf({ REDIS_URL: 'redis://127.0.0.1:1' }).get('REDIS_URL')?.length, 0);
});
