/**
 * A page gives an upload up while another replica completes it. Whatever the order of their requests: a receipt is for an
 * object that reads back whole, and what was deleted gets none.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mapBounded } from '../concurrency.js';
import { interleave } from '../testing/interleave.js';
import type { Ends } from '../testing/interleave.js';
import { noSignal, startStorage } from '../testing/harness.js';
import type { TestStorage } from '../testing/harness.js';
import { sentUpload, textOf } from '../testing/sent-upload.js';
import { swift } from './swift/swift.js';
import type { Fetch } from './swift/http.js';
import type { SwiftOptions } from './swift/options.js';
import type { Inspection, Storage } from './storage.js';

const PART = 3;

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

/** Ways of completion, each with what an upload of it has. */
const KINDS: readonly Kind[] = [
  { name: 'one part, copied', bytes: Buffer.from('one'), handle: 'copy', most: 6 },
  {
    name: 'two parts under a manifest',
    bytes: Buffer.from('one t'),
    handle: 'manifest',
    most: 18,
  },
  {
    name: 'two inspected parts under a manifest',
    bytes: Buffer.from('one t'),
    handle: 'manifest',
    most: 28,
    stops: [3, Infinity],
    inspection: { extent: 5, look: ({ read }) => read(0, 5).then(() => undefined) },
  },
  { name: 'in place', bytes: Buffer.from('one'), handle: 'in-place+post', most: 10 },
];

interface Kind {
  readonly name: string;
  readonly bytes: Buffer;
  readonly handle: string;
  /** Neither a completion nor an abort has more requests. */
  readonly most: number;
  /** See {@link STOPS}. */
  readonly stops?: readonly number[];
  readonly inspection?: Inspection;
}

function optionsOf({ handle }: Kind): SwiftOptions {
  return handle.startsWith('in-place') ? storage.keyOnly : storage.withCredentials;
}

/** Logged in already, so that the requests that are counted are about the upload. */
async function replica(kind: Kind, fetchOf: Fetch): Promise<Storage> {
  const opened = swift({ ...optionsOf(kind), fetch: fetchOf });
  await opened.limits(noSignal());
  await opened.stat('nothing', noSignal());
  return opened;
}

type Gate = { through: Fetch };

/** One order of requests; undefined if the first of the two has fewer. */
async function race(
  kind: Kind,
  completesFirst: boolean,
  stops: { readonly first: number; readonly second: number },
): Promise<Ends | undefined> {
  const gates: readonly [Gate, Gate] = [{ through: fetch }, { through: fetch }];
  const open = (gate: Gate) => replica(kind, (url, init) => gate.through(url, init));
  const [completing, aborting] = [await open(gates[0]), await open(gates[1])];
  const { upload, parts } = await sentUpload(completing, { ...kind, partSize: PART });
  const complete = (gated: Fetch) => {
    gates[0].through = gated;
    return completing.complete(upload, parts, noSignal(), kind.inspection);
  };
  const abort = (gated: Fetch) => {
    gates[1].through = gated;
    return aborting.abort(upload, noSignal());
  };
  const works = completesFirst ? ([complete, abort] as const) : ([abort, complete] as const);
  const ends = await interleave(fetch, works, stops);
  if (!ends) return undefined;
  gates[0].through = fetch;
  const [completed, gaveUp] = completesFirst
    ? [ends.first, ends.second]
    : [ends.second, ends.first];
  assert.equal(gaveUp.status, 'fulfilled', JSON.stringify(gaveUp));
  const again = await Promise.allSettled([
    completing.complete(upload, parts, noSignal(), kind.inspection),
  ]);
  for (const end of [completed, ...again]) {
    if (end.status === 'rejected') continue;
    const { key } = end.value as { readonly key: string };
    assert.equal(await textOf(completing, key), kind.bytes.toString(), JSON.stringify(stops));
  }
  return ends;
}

/** Before which requests of the second the first goes on to its end: of an abort, around its mark; `Infinity`: after all. */
const STOPS = [2, 3, 5, Infinity];
/** Most of a race is waiting. */
const LANES = 16;

describe('an abort against a completion on another replica', () => {
  for (const kind of KINDS) {
    for (const completesFirst of [true, false]) {
      const who = completesFirst ? 'the completion' : 'the abort';
      it(`gives no receipt for what is deleted: ${kind.name}, ${who} begins`, async () => {
        const orders = (kind.stops ?? STOPS).flatMap((second) =>
          Array.from({ length: kind.most + 1 }, (_, first) => ({ first, second })),
        );
        const ends = await mapBounded(orders, LANES, (stops) => race(kind, completesFirst, stops));
        const outcomes = ends.flatMap((end) =>
          end ? [completesFirst ? end.first.status : end.second.status] : [],
        );
        assert.equal(ends.at(-1), undefined, 'every order was tried');
        assert.deepEqual([...new Set(outcomes)].sort(), ['fulfilled', 'rejected']);
      });
    }
  }
});
