import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { md5 as reference } from 'js-md5';
import { createMd5Lanes } from './md5-lanes.js';

const never = new AbortController().signal;
const bytesOf = (size: number, seed: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, index) => (index * 31 + seed * 17) >> (seed % 5));

/** In chunks of `size`, each after a moment of its own. */
async function* inChunks(
  bytes: Uint8Array,
  size: number,
  wait: () => Promise<unknown> = () => Promise.resolve(),
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await wait();
    yield bytes.subarray(at, at + size);
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('createMd5Lanes', () => {
  it('is right whoever shares the lanes, whatever the chunks', async () => {
    const lanes = await createMd5Lanes();
    const stream = fc.record({
      chunk: fc.constantFrom(64, 128, 4096, 65_536, 65_600, 131_072),
      chunks: fc.nat(5),
      rest: fc.nat(130),
      seed: fc.nat(1000),
    });
    const property = fc.asyncProperty(
      fc.array(stream, { minLength: 1, maxLength: 9 }),
      async (streams) => {
        const all = streams.map(({ chunk, chunks, rest, seed }) =>
          bytesOf(chunk * chunks + rest, seed),
        );
        const digests = await Promise.all(
          all.map((bytes, index) =>
            lanes.hash(
              inChunks(bytes, streams[index]!.chunk, () => pause(0)),
              never,
            ),
          ),
        );
        expect(digests).to.deep.equal(all.map((bytes) => reference(bytes)));
      },
    );
    await fc.assert(property, { numRuns: 20 });
  });

  for (const count of [1, 2, 3, 4, 5]) {
    it(`goes on with ${count} at once, of which one is slow`, async () => {
      const lanes = await createMd5Lanes();
      const all = Array.from({ length: count }, (_, index) => bytesOf(200_000, index));
      let slow = true;
      const hashing = all.map((bytes, index) =>
        lanes.hash(
          inChunks(bytes, 65_536, () => (index === 0 && slow ? until(() => !slow) : pause(0))),
          never,
        ),
      );
      // The others do not need it.
      await Promise.all(hashing.slice(1));
      slow = false;
      expect(await Promise.all(hashing)).to.deep.equal(all.map((bytes) => reference(bytes)));
    });
  }

  it('waits for a slow one once, not again and again', async () => {
    const lanes = await createMd5Lanes();
    const { setTimeout: real } = globalThis;
    let waits = 0;
    const counting = (run: () => void, delay?: number): unknown =>
      real(() => {
        if (delay === 20) waits += 1;
        run();
      }, delay);
    let held = true;
    const slow = lanes.hash(
      inChunks(bytesOf(64, 0), 64, () => until(() => !held)),
      never,
    );
    Object.assign(globalThis, { setTimeout: counting });
    try {
      const fast = [1, 2, 3].map((seed) => bytesOf(6400, seed));
      const digests = fast.map((bytes) => lanes.hash(inChunks(bytes, 64), never));
      expect(await Promise.all(digests)).to.deep.equal(fast.map((bytes) => reference(bytes)));
    } finally {
      Object.assign(globalThis, { setTimeout: real });
    }
    // A hundred chunks of each.
    expect(waits).to.equal(1);
    held = false;
    expect(await slow).to.equal(reference(bytesOf(64, 0)));
  });

  it('gives the lane to the next one when reading fails', async () => {
    const lanes = await createMd5Lanes();
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield bytesOf(128, 1);
      await pause(0);
      throw new DOMException('gone', 'NotReadableError');
    };
    const bytes = bytesOf(100_000, 2);
    const results = await Promise.allSettled([
      ...Array.from({ length: 5 }, () => lanes.hash(broken(), never)),
      lanes.hash(inChunks(bytes, 4096), never),
    ]);
    expect(results.map(({ status }) => status)).to.deep.equal([
      ...Array.from({ length: 5 }, () => 'rejected'),
      'fulfilled',
    ]);
    expect(results[5]).to.have.property('value', reference(bytes));
  });

  it('does not wait for a lane once it is told to stop', async () => {
    const lanes = await createMd5Lanes();
    let held = true;
    const holding = Array.from({ length: 4 }, () =>
      lanes.hash(
        inChunks(bytesOf(64, 1), 64, () => until(() => !held)),
        never,
      ),
    );
    const stop = new AbortController();
    const waiting = lanes.hash(inChunks(bytesOf(64, 1), 64), stop.signal);
    stop.abort(new Error('enough'));
    const error: unknown = await waiting.catch((e: unknown) => e);
    expect(error).to.have.property('message', 'enough');
    held = false;
    expect(new Set(await Promise.all(holding)).size).to.equal(1);
  });

  it('is right of more than 2^32 bits', async () => {
    // The length in bits is 64 bits wide. All zeros, so that one buffer is enough.
    const lanes = await createMd5Lanes();
    const zeros = new Uint8Array(1024 * 1024);
    const many = async function* (): AsyncGenerator<Uint8Array> {
      for (let index = 0; index < 513; index += 1) yield await Promise.resolve(zeros);
    };
    // head -c 537919488 /dev/zero | md5sum
    expect(await lanes.hash(many(), never)).to.equal('f3a8799d64129a6fd8a5aa56f199ac54');
  }).timeout(60_000);
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(1);
}
