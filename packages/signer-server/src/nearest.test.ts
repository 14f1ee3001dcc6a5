import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSigner } from './create-signer.js';
import type { SignerOptions } from './options.js';
import { misspeltFaults } from './settings/misspelt.js';
import { SETTINGS } from './settings/settings.js';
import { RECEIPT_KEY, SECRET } from './testing/harness.js';
import { memorySwift } from './testing/memory-swift.js';
import { swift } from './storage/swift/swift.js';

describe('a variable that looks like a setting', () => {
  for (const [name, meant] of [
    ['MAXSIZE', 'MAX_SIZE'],
    ['MAX_SZIE', 'MAX_SIZE'],
    ['max_size', 'MAX_SIZE'],
    ['ALLOWED_ORIGIN', 'ALLOWED_ORIGINS'],
    ['ALOWED_ORIGINS', 'ALLOWED_ORIGINS'],
    ['ALLOWED_HOST', 'ALLOWED_HOSTS'],
    ['S3_BUCKETS', 'S3_BUCKET'],
    ['S3BUCKET', 'S3_BUCKET'],
    ['SWIFT_CONTAINERS', 'SWIFT_CONTAINER'],
    ['LIMIT_BYTE', 'LIMIT_BYTES'],
    ['AUTH_AUDIANCE', 'AUTH_AUDIENCE'],
    ['RECEIPTKEY', 'RECEIPT_KEY'],
  ] as const) {
    it(`stops the start: ${name} for ${meant}`, () => {
      const [fault = '', ...more] = misspeltFaults({ [name]: 'hunter2-hunter2' });
      assert.deepEqual(more, []);
      assert.ok(fault.startsWith(`${name} is no setting: ${meant} is probably meant.`), fault);
      assert.ok(!fault.includes('hunter2'));
    });
  }

  it('is left alone where the one that it looks like is set as well, be it to nothing', () => {
    assert.deepEqual(misspeltFaults({ MAXSIZE: '1', MAX_SIZE: '' }), []);
  });

  it('is none where it is another program’s', () => {
    const others =
      'PATH HOME HOSTNAME USER SHELL LANG PWD TERM NODE_ENV NODE_OPTIONS PORTS POST AWS_PROFILE AWS_DEFAULT_REGION ' +
      'AWS_SECURITY_TOKEN OS_TOKEN OS_CACERT OS_REGION OS_ENDPOINT_TYPE OS_IDENTITY_API_VERSION OS_CLOUD ' +
      'OS_VOLUME_API_VERSION SIGNER_PORT SIGNER_SERVICE_HOST REDIS_HOST KUBERNETES_SERVICE_HOST INVOCATION_ID AUTHOR ' +
      'DEMO_PORT STORAGE_PORT STORAGE_HOST CONTAINER ORIGINS TEMP_URL_KEY npm_config_cache ST_AUTH_VERSION ';
    for (const name of others.split(' ')) assert.deepEqual(misspeltFaults({ [name]: 'x' }), []);
    const ours = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, 'x']));
    assert.deepEqual(misspeltFaults(ours), []);
    for (const name of Object.keys(SETTINGS)) assert.deepEqual(misspeltFaults({ [name]: 'x' }), []);
  });
});

it('an option that is misspelt in JavaScript is an error that names the right one', () => {
  const good: SignerOptions = {
    storage: swift(memorySwift().options),
    secret: SECRET,
    receiptKey: RECEIPT_KEY,
  };
  for (const [wrong, message] of [
    [{ policys: {} }, /createSigner has no option "policys"/],
    [{ allowedOrigin: [] }, /"allowedOrigin"; allowedOrigins is probably meant/],
    [{ authorise: () => null }, /authorize is probably meant/],
    [{ policy: { maxsize: 1 } }, /policy has no option "maxsize"; maxSize is probably meant/],
    [{ policy: { accepts: [] } }, /policy has no option "accepts"; accept is probably meant/],
    [{ policies: { a: { maxFile: 1 } } }, /policies\.a has no option "maxFile"; maxFiles/],
    [{ limits: { byte: false } }, /limits has no option "byte"/],
    [{ limits: { whatever: 1 } }, /it knows requests, requestsPerAddress/],
  ] as const) {
    assert.throws(() => createSigner({ ...good, ...(wrong as object) }), message);
  }
  const undefinedIsNothing = { ...good, ...({ policys: undefined } as object) };
  assert.doesNotThrow(() => createSigner(undefinedIsNothing));
});
