import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SignerError } from '../../errors.js';
import { noSignal } from '../../testing/harness.js';
import { containerKey } from './signing-key.js';
import type { SigningKey } from './signing-key.js';

/** A container whose key and mood can be changed, and a clock. */
function scene(cache = 60): {
  readonly key: SigningKey;
  readonly at: { seconds: number; key: string | null; status: number; asked: number };
} {
  const at = { seconds: 0, key: 'one' as string | null, status: 204, asked: 0 };
  const key = containerKey({
    container: 'über box',
    cache,
    now: () => at.seconds * 1000,
    account: {
      send: (path, { method }) => {
        at.asked += 1;
        assert.deepEqual([method, path], ['HEAD', '/%C3%BCber%20box']);
        const headers = new Headers(
          at.key === null ? {} : { 'X-Container-Meta-Temp-Url-Key': at.key },
        );
        return Promise.resolve({ status: at.status, headers, body: '', bytes: new Uint8Array() });
      },
    },
  });
  return { key, at };
}

describe('the key of the container', () => {
  it('is asked for once by all who wait, and again at half its age', async () => {
    const { key, at } = scene();
    assert.deepEqual(await Promise.all([key(noSignal()), key(noSignal())]), ['one', 'one']);
    Object.assign(at, { key: 'two', seconds: 29 });
    assert.deepEqual([await key(noSignal()), at.asked], ['one', 1]);
    at.seconds = 30;
    assert.deepEqual([await key(noSignal()), at.asked], ['two', 2]);
  });

  it('is used while storage fails, and never beyond its age', async () => {
    const { key, at } = scene(10);
    await key(noSignal());
    Object.assign(at, { status: 503, seconds: 9 });
    assert.equal(await key(noSignal()), 'one');
    at.seconds = 10;
    await assert.rejects(
      key(noSignal()),
      (error: SignerError) => error.code === 'storage-unavailable',
    );
    Object.assign(at, { status: 204, key: 'two' });
    assert.equal(await key(noSignal()), 'two');
  });

  it('is missed with a sentence that says how to get one', async () => {
    const { key, at } = scene();
    at.key = null;
    await assert.rejects(key(noSignal()), /has no Temp-URL-Key.*direct-upload-signer init/);
    at.status = 404;
    await assert.rejects(key(noSignal()), /refused to show the container "über box".*404/);
  });
});
