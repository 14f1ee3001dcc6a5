import { expect } from '@open-wc/testing';
import { assertReadable } from './readable.js';

const never = new AbortController().signal;

/** A file whose first reads fail, and of which only so many bytes are left. */
function fileOf(size: number, { left = size, failing = 0 } = {}): Blob {
  let reads = 0;
  const read = (start: number, end: number): Promise<ArrayBuffer> => {
    reads += 1;
    if (reads <= failing) return Promise.reject(new DOMException('ended', 'NotReadableError'));
    return Promise.resolve(new ArrayBuffer(Math.max(0, Math.min(end, left) - start)));
  };
  const slice = (start: number, end: number): Blob =>
    ({ size: Math.min(end, size) - start, arrayBuffer: () => read(start, end) }) as Blob;
  return { size, slice } as Blob;
}

const nameOf = (result: Promise<unknown>): Promise<string> =>
  result.then(
    () => 'none',
    (error: unknown) => (error as Error).name,
  );

describe('assertReadable', () => {
  it('takes bytes that are there, and none where there are none', async () => {
    expect(await nameOf(assertReadable(new Blob(['abc']), never))).to.equal('none');
    expect(await nameOf(assertReadable(new Blob([]), never))).to.equal('none');
  });

  it('sees that the beginning is there and the end is not', async () => {
    expect(await nameOf(assertReadable(fileOf(100, { left: 99 }), never))).to.equal(
      'NotReadableError',
    );
    expect(await nameOf(assertReadable(fileOf(100, { left: 100 }), never))).to.equal('none');
  });

  it('asks once more where the browser reads again', async () => {
    expect(await nameOf(assertReadable(fileOf(100, { failing: 1 }), never))).to.equal('none');
    expect(await nameOf(assertReadable(fileOf(100, { failing: 2 }), never))).to.equal(
      'NotReadableError',
    );
  });

  it('waits while the browser reads nothing at all', async () => {
    let asked = 0;
    const readsAtAll = (): Promise<boolean> => Promise.resolve((asked += 1) > 2);
    const file = fileOf(100, { failing: 3 });
    expect(await nameOf(assertReadable(file, never, readsAtAll))).to.equal('none');
    expect(asked).to.equal(3);
  });

  it('stops waiting when it is told to', async () => {
    const readsAtAll = (): Promise<boolean> => Promise.resolve(false);
    const signal = AbortSignal.timeout(20);
    const file = fileOf(100, { failing: Infinity });
    expect(await nameOf(assertReadable(file, signal, readsAtAll))).to.equal('TimeoutError');
  });
});
