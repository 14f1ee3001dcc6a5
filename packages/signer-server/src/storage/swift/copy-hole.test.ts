import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { httpClient } from '../../runtime/node.js';
import { noSignal, startStorage, testSigner } from '../../testing/harness.js';
import type { TestStorage } from '../../testing/harness.js';
import type { CheckResult } from '../storage.js';
import type { Fetch } from './http.js';
import { swift } from './swift.js';

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

const real = httpClient();

/** Storage that answers a copy by URL in its own way, and how often it was asked for one. */
function answering(status: number | Error | undefined): { readonly fetch: Fetch; asked: number } {
  const seen = {
    asked: 0,
    fetch: async (url: string, init: RequestInit) => {
      if (!new Headers(init.headers).has('x-copy-from')) return real(url, init);
      seen.asked += 1;
      assert.match(new URL(url).search, /temp_url_sig/);
      if (status instanceof Error) throw status;
      return status === undefined ? real(url, init) : new Response(null, { status });
    },
  };
  return seen;
}

/** What the look at the start finds wrong. */
async function failures(
  options: 'withCredentials' | 'keyOnly',
  status: number,
): Promise<readonly CheckResult[]> {
  const { fetch } = answering(status);
  const { signer } = testSigner(swift({ ...storage[options], fetch }));
  return (await signer.check(noSignal())).filter(({ ok }) => !ok);
}

describe('a storage whose PUT URLs copy other objects', () => {
  for (const options of ['withCredentials', 'keyOnly'] as const) {
    it(`is not taken at the start (${options})`, async () => {
      const failed = await failures(options, 404);
      assert.deepEqual(
        failed.map(({ name }) => name),
        ['copy by URL'],
      );
      assert.match(failed[0]?.message ?? '', /CVE-2026-97149.*with 404/);
    });
  }

  for (const status of [201, 202, 400]) {
    it(`is told from one that copies nothing (${status})`, async () => {
      assert.deepEqual(await failures('withCredentials', status), []);
    });
  }

  for (const status of [401, 403, 405, 413, 429, 498, 503]) {
    it(`is not taken for one that copies nothing where nothing was learned (${status})`, async () => {
      const failed = await failures('withCredentials', status);
      assert.deepEqual(
        failed.map(({ name, unknown }) => [name, unknown]),
        [['copy by URL', true]],
      );
      assert.match(failed[0]?.message ?? '', new RegExp(`could not be found out: .*${status}`));
    });
  }

  it('is not taken for one that copies nothing where there is no answer', async () => {
    const { fetch } = answering(new Error('cut'));
    const { signer } = testSigner(swift({ ...storage.withCredentials, fetch }));
    const failed = (await signer.check(noSignal())).filter(({ ok }) => !ok);
    assert.deepEqual(
      failed.map(({ unknown }) => unknown),
      [true],
    );
  });

  it('is told from one that refuses', async () => {
    const seen = answering(undefined);
    const { signer } = testSigner(swift({ ...storage.withCredentials, fetch: seen.fetch }));
    assert.ok((await signer.check(noSignal())).every(({ ok }) => ok));
    assert.equal(seen.asked, 1);
  });

  it('is looked for at the start, and not by each probe', async () => {
    const seen = answering(404);
    const { signer } = testSigner(swift({ ...storage.withCredentials, fetch: seen.fetch }));
    assert.ok((await signer.ready(noSignal())).every(({ ok }) => ok));
    assert.equal(seen.asked, 0);
  });
});
