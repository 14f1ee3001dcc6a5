import { expect } from '@open-wc/testing';
import { createBlobReader } from './blob-reader.js';

const never = new AbortController().signal;
const MiB = 1024 * 1024;

/** Bytes that tell where they stood. */
function counted(size: number): Uint8Array<ArrayBuffer> {
  const words = Uint32Array.from({ length: Math.ceil(size / 4) }, (_, index) => index);
  return new Uint8Array(words.buffer, 0, size);
}

/** A chunk is gone when the next one is asked for: copied, therefore. */
async function readAll(
  blob: Blob,
  read = createBlobReader(),
  signal = never,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of read(blob, [blob.size], signal)) chunks.push(new Uint8Array(chunk));
  return chunks;
}

async function expectSame(
  chunks: readonly Uint8Array<ArrayBuffer>[],
  bytes: Uint8Array,
): Promise<void> {
  const joined = new Uint8Array(await new Blob([...chunks]).arrayBuffer());
  expect(joined.length).to.equal(bytes.length);
  expect(joined.every((byte, index) => byte === bytes[index])).to.equal(true);
}

const sum = (chunks: readonly Uint8Array[]): number =>
  chunks.reduce((all, { length }) => all + length, 0);

/** A blob whose stream is another. */
function withStream(blob: Blob, stream: () => ReadableStream): Blob {
  return Object.assign(blob, { stream });
}

describe('createBlobReader', () => {
  for (const size of [0, 1, 262_143, 262_144, 262_145, MiB, MiB + 1, 3 * MiB + 17]) {
    it(`reads all of ${size} bytes, in chunks of whole blocks`, async () => {
      const bytes = counted(size);
      const chunks = await readAll(new Blob([bytes]));
      await expectSame(chunks, bytes);
      expect(chunks.slice(0, -1).filter(({ length }) => length % 64 !== 0)).to.deep.equal([]);
    });
  }

  for (const size of [1000, 3 * MiB]) {
    it(`does not take less than ${size} bytes for them: the file was cut short on disk`, async () => {
      const blob = new Blob([counted(size)]);
      const short = (part: Blob): Blob =>
        Object.assign(part, {
          arrayBuffer: () => Promise.resolve(new ArrayBuffer(Math.min(500, part.size))),
          stream: () => new Blob([new Uint8Array(500)]).stream(),
          slice: (start: number, end: number) => short(Blob.prototype.slice.call(part, start, end)),
        });
      const error: unknown = await readAll(short(blob)).catch((e: unknown) => e);
      expect(error).to.have.property('name', 'NotReadableError');
    });
  }

  it('reads several at once, and again', async () => {
    const read = createBlobReader();
    const some = [MiB, 2 * MiB + 5, 700_000].map(counted);
    for (let round = 0; round < 2; round += 1) {
      const all = await Promise.all(some.map((bytes) => readAll(new Blob([bytes]), read)));
      for (const [index, chunks] of all.entries()) await expectSame(chunks, some[index]!);
    }
  });

  it('reads slices where streams cannot read into a buffer', async () => {
    const bytes = counted(2 * MiB + 5);
    const blob = withStream(new Blob([bytes]), () => new ReadableStream());
    await expectSame(await readAll(blob), bytes);
  });

  it('goes on with slices where a stream breaks off', async () => {
    const bytes = counted(2 * MiB + 5);
    const pieces = [bytes.slice(0, 300_000), bytes.slice(300_000, 600_001)];
    const blob = withStream(
      new Blob([bytes]),
      () =>
        new ReadableStream({
          type: 'bytes',
          pull(controller) {
            const piece = pieces.shift();
            if (piece) controller.enqueue(piece);
            else controller.error(new TypeError('network error'));
          },
        }),
    );
    await expectSame(await readAll(blob), bytes);
  });

  it('takes two slices into memory at a time at most', async () => {
    let open = 0;
    let peak = 0;
    const blob = new Blob([new Uint8Array(5 * MiB)]);
    const counting = {
      size: blob.size,
      stream: () => new ReadableStream(),
      slice: (start: number, end: number) => ({
        async arrayBuffer(): Promise<ArrayBuffer> {
          open += 1;
          peak = Math.max(peak, open);
          const bytes = await blob.slice(start, end).arrayBuffer();
          open -= 1;
          return bytes;
        },
      }),
    } as unknown as Blob;
    for await (const chunk of createBlobReader()(counting, [blob.size], never)) {
      // The one that is used, and the one that is read meanwhile.
      expect(chunk.length).to.equal(MiB);
      expect(open).to.be.at.most(1);
    }
    expect(peak).to.equal(1);
  });

  for (const [way, change] of [
    ['a stream', (blob: Blob) => blob],
    ['slices', (blob: Blob) => withStream(blob, () => new ReadableStream())],
  ] as const) {
    it(`keeps pieces apart, from ${way}`, async () => {
      const sizes = [10, 0, 64, MiB + 1, 300_000, 1, 2 * MiB];
      const bytes = counted(sizes.reduce((a, b) => a + b));
      const chunks: Uint8Array<ArrayBuffer>[] = [];
      for await (const chunk of createBlobReader()(change(new Blob([bytes])), sizes, never)) {
        chunks.push(new Uint8Array(chunk));
      }
      await expectSame(chunks, bytes);
      const ends = new Set(chunks.map((_, index) => sum(chunks.slice(0, index + 1))));
      for (const [index] of sizes.entries()) {
        const end = sizes.slice(0, index + 1).reduce((a, b) => a + b);
        expect(ends.has(end), String(end)).to.equal(true);
      }
      const odd = chunks.filter(({ length }) => length % 64 !== 0);
      expect(odd.length, 'only a piece’s last chunk may end within a block').to.be.at.most(4);
    });
  }

  it('rejects with what the browser says of a file that cannot be read', async () => {
    const gone = new DOMException('it was deleted', 'NotFoundError');
    const fail = (): Promise<never> => Promise.reject(gone);
    const blob = new Blob([new Uint8Array(MiB)]);
    const broken = Object.assign(blob, {
      stream: () =>
        new ReadableStream({
          type: 'bytes',
          pull(controller) {
            controller.error(new TypeError('network error'));
          },
        }),
      arrayBuffer: fail,
      slice: () => ({ arrayBuffer: fail }),
    });
    expect(await readAll(broken).catch((error: unknown) => error)).to.equal(gone);
  });

  it('stops when it is told to', async () => {
    for (const size of [10, MiB]) {
      const stop = new AbortController();
      const chunks = createBlobReader()(new Blob([new Uint8Array(size)]), [size], stop.signal);
      stop.abort(new Error('enough'));
      const error: unknown = await (async () => {
        for await (const chunk of chunks) expect(chunk).to.equal(undefined);
      })().catch((e: unknown) => e);
      expect(error).to.have.property('message', 'enough');
    }
  });
});
