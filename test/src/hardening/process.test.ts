/**
 * The signer's process and its environment: how it stops, what it counts, and whom it believes.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../setup/ports.js';
import {
  completionOf,
  createStand,
  grantFor,
  post,
  put,
  receiptIn,
  type SignerStand,
} from './support/signer-stand.js';

const BYTES = new TextEncoder().encode('some bytes');
const FILES = { files: [{ name: 'a', size: 1, type: '' }] };

let stand: SignerStand;
before(async () => {
  stand = await createStand();
});
after(() => stand[Symbol.asyncDispose]());

const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

/** Until it holds; a test's own time limit ends it otherwise. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

describe('SIGTERM', () => {
  test('readyz says 503 first, what was taken is finished, and the end is 0', async () => {
    await using signer = await stand.run({ SHUTDOWN_DELAY: '5s', SHUTDOWN_TIMEOUT: '60s' });
    const endpoint = `${signer.url}/uploads`;
    const grant = await grantFor(endpoint, BYTES);
    await put(grant, BYTES);
    const match = { path: '*/parts/*' };
    stand.storage.faults.add({ kind: 'delay', milliseconds: 7_000, match, times: 1 });
    const pending = post(`${endpoint}/complete`, completionOf(grant, BYTES));
    await until(() => Promise.resolve(stand.storage.faults.list().some(({ fired }) => fired > 0)));
    let ended = false;
    const exit = signer.terminate().finally(() => (ended = true));
    await until(async () => (await statusOf(`${signer.url}/readyz`)) === 503);
    assert.equal(await statusOf(`${signer.url}/healthz`), 200, 'it still answers');
    assert.ok(!ended);
    const { status, body } = await pending;
    assert.equal(status, 200);
    assert.match(receiptIn(body), /^eyJ/);
    assert.equal(await exit, 0);
    await assert.rejects(fetch(`${signer.url}/healthz`));
    stand.storage.faults.clear();
  });

  test('what does not end is cut off after SHUTDOWN_TIMEOUT', async () => {
    await using signer = await stand.run({ SHUTDOWN_TIMEOUT: '1s' });
    const grant = await grantFor(`${signer.url}/uploads`, BYTES);
    stand.storage.faults.add({ kind: 'hang', match: { path: '*/parts/*' } });
    const pending = assert.rejects(
      post(`${signer.url}/uploads/complete`, completionOf(grant, BYTES)),
    );
    await until(() => Promise.resolve(stand.storage.faults.list().some(({ fired }) => fired > 0)));
    const exit = signer.terminate();
    await pending;
    // Nor does it wait for storage, which may take half a minute to be given up.
    assert.equal(await exit, 0);
    stand.storage.faults.clear();
  });
});

describe('figures', () => {
  const counted = /^direct_upload_uploads_granted_total 1$/m;

  test('are on the path that METRICS names, and count', async () => {
    await using signer = await stand.run({ METRICS: '/figures' });
    await grantFor(`${signer.url}/uploads`, BYTES);
    assert.match(await (await fetch(`${signer.url}/figures`)).text(), counted);
    assert.equal(await statusOf(`${signer.url}/metrics`), 404);
  });

  test('or on a port of their own, and then not on the other', async () => {
    const [port] = await freePorts(1);
    await using signer = await stand.run({ METRICS: String(port) });
    await grantFor(`${signer.url}/uploads`, BYTES);
    assert.match(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text(), counted);
    assert.equal(await statusOf(`${signer.url}/metrics`), 404);
    assert.equal(await statusOf(`http://127.0.0.1:${port}/uploads`), 404);
  });
});

describe('a limit per address', () => {
  /** Calls with an `X-Forwarded-For` each; how many were not refused for their number. */
  const admitted = async (url: string, claims: readonly string[]): Promise<number> => {
    let count = 0;
    for (const claim of claims) {
      const headers = claim === '' ? {} : { 'x-forwarded-for': claim };
      const { status } = await post(`${url}/uploads`, FILES, headers);
      if (status !== 429) count += 1;
    }
    return count;
  };
  const made = Array.from({ length: 12 }, (_, i) => `192.0.2.${i}`);
  // Without somebody who knows the callers, no call by way of a proxy is taken. These have no token, and are counted all the same.
  const auth = {
    ...{ AUTH: 'jwt', AUTH_AUDIENCE: 'signer' },
    AUTH_JWT_SECRET: 'a secret of the application, long enough',
  };

  test('is not escaped by a made-up X-Forwarded-For', async () => {
    await using signer = await stand.run({ ...auth, LIMIT_REQUESTS_PER_ADDRESS: '5/1h' });
    assert.equal(await admitted(signer.url, made), 5);
    assert.equal(await admitted(signer.url, ['127.0.0.1', '::1, 127.0.0.1', '']), 0);
  });

  test('nor by one before what a trusted proxy has added', async () => {
    const settings = { ...auth, LIMIT_REQUESTS_PER_ADDRESS: '5/1h', TRUST_PROXY: 'loopback' };
    await using signer = await stand.run(settings);
    const behind = (client: string) => made.map((claim) => `${claim}, ${client}`);
    assert.equal(await admitted(signer.url, behind('203.0.113.9')), 5);
    // Somebody else has a limit of their own; so has a network of IPv6, however many addresses it uses.
    assert.equal(await admitted(signer.url, behind('203.0.113.10')), 5);
    const network = made.map((_, i) => `2001:db8:1:2::${(i + 1).toString(16)}`);
    assert.equal(await admitted(signer.url, network), 5);
    // What no proxy could have written: the proxy itself is counted.
    assert.equal(
      await admitted(
        signer.url,
        made.map((claim) => `${claim}, unknown`),
      ),
      5,
    );
  });
});
