import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { settingsFrom } from './settings.js';

const swift = {
  ST_AUTH: 'http://swift.test/auth/v1.0',
  ST_USER: 'test:tester',
  ST_KEY: 'hidden-1',
  SWIFT_CONTAINER: 'uploads',
  SWIFT_TEMP_URL_KEY: 'hidden-2',
};

describe('settingsFrom', () => {
  test('nothing set: the default ports and the embedded storage', () => {
    const settings = settingsFrom({});
    assert.deepEqual(settings.demo, { variable: 'DEMO_PORT', port: 5173 });
    assert.equal('swift' in settings, false);
  });

  test('ports are numbers from 0 to 65535', () => {
    assert.equal(settingsFrom({ DEMO_PORT: '0' }).demo.port, 0);
    for (const wrong of ['http', '-1', '65536', '80.5', '8 0']) {
      assert.throws(() => settingsFrom({ STORAGE_PORT: wrong }), {
        code: 'bad-setting',
        message: /^STORAGE_PORT is ".*", which is no port/,
      });
    }
  });

  test('credentials name a real Swift', () => {
    assert.deepEqual(settingsFrom(swift).swift, {
      auth: { url: swift.ST_AUTH, user: 'test:tester', key: 'hidden-1' },
      container: 'uploads',
      tempUrlKey: 'hidden-2',
    });
  });

  test('so does a storage URL with only a TempURL key', () => {
    const { SWIFT_CONTAINER, SWIFT_TEMP_URL_KEY } = swift;
    const env = { SWIFT_CONTAINER, SWIFT_TEMP_URL_KEY, SWIFT_TEMP_URL_DIGEST: 'sha1' };
    const url = 'http://swift.test/v1/AUTH_test';
    assert.deepEqual(settingsFrom({ ...env, SWIFT_STORAGE_URL: url }).swift, {
      storageUrl: url,
      container: 'uploads',
      tempUrlKey: 'hidden-2',
      tempUrlDigest: 'sha1',
    });
  });

  for (const variable of ['ST_USER', 'ST_KEY', 'SWIFT_CONTAINER', 'SWIFT_TEMP_URL_KEY']) {
    test(`a real Swift without ${variable} is an error that names it and no secret`, () => {
      assert.throws(
        () => settingsFrom({ ...swift, [variable]: '' }),
        ({ message }: Error) =>
          message.startsWith(`${variable} is not set`) && !/hidden/.test(message),
      );
    });
  }
});
