/**
 * Two replicas complete one upload with other hashes at the same moment, and the page gives it up afterwards. What has a receipt
 * stays whole.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mapBounded } from '../concurrency.js';
import { interleave } from '../testing/interleave.js';
import { noSignal, startStorage } from '../testing/harness.js';
import type { TestStorage } from '../testing/harness.js';
import { sentUpload, textOf } from '../testing/sent-upload.js';
import { swift } from './swift/swift.js';
import type { Fetch } from './swift/http.js';
import type { Storage } from './storage.js';

const BYTES = Buffer.from('one t');
/** More requests than a completion has. */
const MOST = 18;
/** Before which requests of the lie the truth goes on to its end: around the write of the record. */
const STOPS = [2, 3, 4, Infinity];
/** Most of a race is waiting. */
const LANES = 16;

type Gate = { through: Fetch };

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

/** Logged in already, so that the requests that are counted are about the upload. */
async function replica(gate: Gate): Promise<Storage> {
  const through: Fetch = (url, init) => gate.through(url, init);
  const opened = swift({ ...storage.withCredentials, fetch: through });
  await opened.limits(noSignal());
  await opened.stat('nothing', noSignal());
  return opened;
}

/** One order of requests; false if the completion with the right hashes has fewer. */
async function contest(stops: {
  readonly first: number;
  readonly second: number;
}): Promise<boolean> {
  const gates: readonly [Gate, Gate] = [{ through: fetch }, { through: fetch }];
  const [right, wrong] = [await replica(gates[0]), await replica(gates[1])];
  const sent = await sentUpload(right, { bytes: BYTES, handle: 'manifest', partSize: 3 });
  const { upload, parts } = sent;
  const lies = parts.map((part) => ({
    ...part,
    etag: part.etag.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
  }));
  const truth = (gated: Fetch) => {
    gates[0].through = gated;
    return right.complete(upload, parts, noSignal(), undefined);
  };
  const lie = (gated: Fetch) => {
    gates[1].through = gated;
    return wrong.complete(upload, lies, noSignal(), undefined);
  };
  const ends = await interleave(fetch, [truth, lie], stops);
  if (!ends) return false;
  for (const gate of gates) gate.through = fetch;
  await right.abort(upload, noSignal());
  if (ends.first.status === 'rejected') return true;
  const { key } = ends.first.value as { readonly key: string };
  assert.equal(await textOf(right, key), BYTES.toString(), JSON.stringify(stops));
  return true;
}

describe('a completion against one with other hashes, and an abort after both', () => {
  it('leaves what has a receipt', async () => {
    const orders = STOPS.flatMap((second) =>
      Array.from({ length: MOST + 1 }, (_, first) => ({ first, second })),
    );
    const tried = await mapBounded(orders, LANES, contest);
    assert.equal(tried.at(-1), false, 'every order was tried');
    assert.ok(tried.filter(Boolean).length > 20);
  });
});
