import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SignerError } from '../../errors.js';
import { noSignal, startStorage } from '../../testing/harness.js';
import type { TestStorage } from '../../testing/harness.js';
import { sentUpload, textOf } from '../../testing/sent-upload.js';
import type { Inspection } from '../storage.js';
import type { Fetch } from './http.js';
import { swift } from './swift.js';

const PLAN = { bytes: Buffer.from('onetwothree'), handle: 'manifest', partSize: 3 };

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

/** Looks at everything. */
function lookingAt(look: Inspection['look']): Inspection {
  return { extent: PLAN.bytes.length, look };
}

type Init = Parameters<Fetch>[1];

/** One copy that storage was asked for. */
interface Copy {
  readonly url: string;
  readonly init: Init;
}

/** Keeps the requests for copies. */
function watchingCopies(): { readonly fetch: Fetch; readonly copies: Copy[] } {
  const copies: Copy[] = [];
  const watching: Fetch = (url, init) => {
    if (new Headers(init.headers).has('x-copy-from')) copies.push({ url, init });
    return fetch(url, init);
  };
  return { fetch: watching, copies };
}

describe('an inspected upload in parts', () => {
  for (const missing of [[4], [1, 3]]) {
    it(`is not copied as long as storage lacks part ${missing.join(' and ')}`, async () => {
      const { fetch: watching, copies } = watchingCopies();
      const at = swift({ ...storage.withCredentials, fetch: watching });
      const { upload, parts } = await sentUpload(at, PLAN, (part) => !missing.includes(part));
      const inspection = lookingAt(() => Promise.reject(new Error('nothing is looked at')));
      await assert.rejects(at.complete(upload, parts, noSignal(), inspection), (error) => {
        assert.ok(error instanceof SignerError, String(error));
        assert.equal(error.code, 'part-missing');
        for (const part of missing) assert.match(error.message, new RegExp(`\\b${part}\\b`));
        return true;
      });
      assert.deepEqual(copies, []);
    });
  }

  it('is completed though a sealed copy that its manifest names is gone', async () => {
    const { fetch: watching, copies } = watchingCopies();
    const down = { isDown: true };
    const look = (): Promise<void> =>
      down.isDown ? Promise.reject(new Error('the scanner is down')) : Promise.resolve();
    const at = swift({ ...storage.withCredentials, fetch: watching });
    const { upload, parts } = await sentUpload(at, PLAN);
    await assert.rejects(at.complete(upload, parts, noSignal(), lookingAt(look)), /scanner/);
    const { url, init } = copies[0]!;
    const token = new Headers(init.headers).get('x-auth-token') ?? '';
    const gone = await fetch(url, { method: 'DELETE', headers: { 'x-auth-token': token } });
    assert.equal(gone.status, 204);
    down.isDown = false;
    const { key } = await at.complete(upload, parts, noSignal(), lookingAt(look));
    assert.equal(await textOf(at, key), PLAN.bytes.toString());
  });
});
