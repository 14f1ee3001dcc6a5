import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignerError } from '../errors.js';
import { noSignal } from '../testing/harness.js';
import type { World } from './command.js';
import { sign } from './sign.js';
import type { SignCommandOptions } from './sign.js';

const NOW = 1_795_157_568_000;
const ENV = {
  SWIFT_STORAGE_URL: 'https://s.example/v1/AUTH_test',
  SWIFT_CONTAINER: 'rest',
  SWIFT_TEMP_URL_KEY: 's3cret',
};

function world(env: Record<string, string>): World {
  return {
    env,
    out: () => undefined,
    err: () => undefined,
    read: () => Promise.resolve(''),
    now: () => NOW,
    signal: noSignal(),
  };
}

async function url(
  method: 'GET' | 'PUT',
  object: string,
  options: SignCommandOptions = {},
  env: Record<string, string> = ENV,
): Promise<string> {
  return (await sign(world(env), method, [object], options)).text.trim();
}

const refusal =
  (sentence: RegExp) =>
  (error: unknown): boolean =>
    error instanceof SignerError && error.code === 'invalid-option' && sentence.test(error.message);

describe('sign', () => {
  it('makes the URL that Swift accepted, of a name, a path or a URL', async () => {
    const query =
      '?temp_url_sig=955c4f6e55938759040c0c293ea7831e2cacbb5d9c9e343faa0e5978f21bf24f' +
      '&temp_url_expires=4102444800';
    const options = { expires: '2100-01-01T00:00:00Z' };
    const path = '/v1/AUTH_test/rest/a.txt';
    assert.equal(await url('GET', 'a.txt', options), `https://s.example${path}${query}`);
    assert.equal(await url('GET', path, options), `https://s.example${path}${query}`);
    assert.equal(
      await url('GET', `https://other.example${path}`, options),
      `https://other.example${path}${query}`,
    );
    const { SWIFT_TEMP_URL_KEY } = ENV;
    assert.equal(await url('GET', path, options, { SWIFT_TEMP_URL_KEY }), `${path}${query}`);
  });

  it('lives for an hour, for as long as told, or until a date', async () => {
    const expires = async (options: SignCommandOptions): Promise<string | null> =>
      new URL(await url('GET', 'a', options)).searchParams.get('temp_url_expires');
    assert.equal(await expires({}), String(NOW / 1000 + 3600));
    assert.equal(await expires({ ttl: '2m' }), String(NOW / 1000 + 120));
    assert.equal(await expires({ expires: '7' }), '7');
    assert.equal(await expires({ ttl: '1d', iso8601: true }), '2026-11-21T06:52:48Z');
  });

  it('names downloads', async () => {
    const { searchParams } = new URL(
      await url('GET', 'a', { filename: 'é "b"&c.txt', inline: true }),
    );
    assert.deepEqual([...searchParams].slice(2), [
      ['filename', 'é "b"&c.txt'],
      ['inline', ''],
    ]);
  });

  it('signs many at once', async () => {
    const { text, data } = await sign(world(ENV), 'PUT', ['a', 'b'], {});
    assert.equal(text.trim().split('\n').length, 2);
    assert.deepEqual(
      (data as { urls: { object: string }[] }).urls.map(({ object }) => object),
      ['a', 'b'],
    );
  });

  for (const [what, object, options, env, sentence] of [
    ['a name no browser can address', 'a/../b', {}, ENV, /"\." or "\.\." segment/],
    ['half a path', '/v1/AUTH_test/rest', {}, ENV, /must be a whole path/],
    ['a duration of nothing', 'a', { ttl: '0' }, ENV, /^--ttl must be a duration/],
    ['a date that is none', 'a', { expires: '2026-13-01T00:00:00Z' }, ENV, /^--expires must be/],
    ['an address that is none', 'a', { ip: '1.2.3.4/33' }, ENV, /must be an IP address/],
    ['a file name for PUT', 'a', { filename: 'b' }, ENV, /make no sense with PUT/],
    ['no container', 'a', {}, { SWIFT_TEMP_URL_KEY: 'k' }, /^SWIFT_CONTAINER is missing/],
    ['no key', '/v1/a/c/o', {}, {}, /^SWIFT_TEMP_URL_KEY is missing/],
    ['a wrong setting', 'a', {}, { ...ENV, SWIFT_STORAGE_URL: 'x' }, /^SWIFT_STORAGE_URL must/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(url('PUT', object, options, { ...env }), refusal(sentence));
    });
  }
});
