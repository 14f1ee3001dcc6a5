import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../settings/config.js';
import { RECEIPT_KEY, SECRET } from '../testing/harness.js';

const BASE = {
  SWIFT_STORAGE_URL: 'https://storage.example/v1/AUTH_a',
  SWIFT_CONTAINER: 'uploads',
  SWIFT_TEMP_URL_KEY: 'k',
  SIGNER_SECRET: SECRET,
  RECEIPT_KEY,
};

describe('settings of limits', () => {
  it('are read as rates, and are none by themselves', () => {
    assert.deepEqual(readConfig(BASE).signer.limits, {});
    const { signer, redisUrl } = readConfig({
      ...BASE,
      LIMIT_REQUESTS: '600/1m',
      LIMIT_REQUESTS_PER_ADDRESS: '1200/1m',
      LIMIT_FILES: '1000/1h',
      LIMIT_BYTES: '10GB/1d',
      TRUST_PROXY: 'loopback, 10.0.0.0/8',
      REDIS_URL: 'redis://cache:6379',
    });
    assert.deepEqual(signer.limits, {
      requests: { amount: 600, window: 60 },
      requestsPerAddress: { amount: 1200, window: 60 },
      files: { amount: 1000, window: 3600 },
      bytes: { amount: 1e10, window: 86_400 },
    });
    assert.deepEqual(signer.trustProxy, ['loopback', '10.0.0.0/8']);
    assert.equal(redisUrl, 'redis://cache:6379');
  });

  it('are told what is wrong with them, without a password', () => {
    const wrong = {
      LIMIT_REQUESTS: '600',
      LIMIT_BYTES: '10 apples/1d',
      TRUST_PROXY: 'everybody',
      REDIS_URL: 'http://user:pass-word@cache',
    };
    const told = (error: Error): boolean => {
      for (const name of Object.keys(wrong))
        assert.match(error.message, new RegExp(`^${name} `, 'm'));
      return !error.message.includes('pass-word');
    };
    assert.throws(() => readConfig({ ...BASE, ...wrong }), told);
  });
});
