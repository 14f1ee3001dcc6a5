import { expect } from '@open-wc/testing';
import type { Hasher } from '../ports.js';
import { fileOf, impatient, plainHasher } from '../testing/fakes.js';
import { createPartHash, type PartHash } from './part-hash.js';

const never = new AbortController().signal;

/** A hasher whose first reads break off, and how often it was asked. */
function breaking(times: number): { readonly hasher: Hasher; readonly reads: () => number } {
  const { md5, ...others } = plainHasher();
  let reads = 0;
  return {
    reads: () => reads,
    hasher: {
      ...others,
      md5: (blob, signal) => {
        reads += 1;
        if (reads > times) return md5(blob, signal);
        return Promise.reject(new DOMException('the read was ended', 'NotReadableError'));
      },
    },
  };
}

const hashOf = (bytes: Blob, hasher: Hasher): PartHash =>
  createPartHash(bytes, undefined, { hasher, integrity: 'md5-etag', retry: impatient }, never);

const codeOf = (hash: Promise<unknown>): Promise<unknown> =>
  hash.then(
    () => 'none',
    (error: unknown) => (error as { code: unknown }).code,
  );

/** A file of which no byte, or only the first ones, can be read. */
function cutShort(left: number): Blob {
  const { size } = fileOf(100);
  const slice = (start: number, end: number): Blob =>
    ({
      size: end - start,
      arrayBuffer: () => Promise.resolve(new ArrayBuffer(Math.max(0, Math.min(end, left) - start))),
    }) as Blob;
  return { size, slice } as Blob;
}

describe('createPartHash', () => {
  it('reads again where a read was ended and the file is as readable as before', async () => {
    const { hasher, reads } = breaking(1);
    expect(await hashOf(fileOf(100), hasher).start()).to.match(/^[0-9a-f]{32}$/);
    expect(reads()).to.equal(2);
  });

  it('does not read without end', async () => {
    const { hasher, reads } = breaking(Infinity);
    expect(await codeOf(hashOf(fileOf(100), hasher).start())).to.equal('file-unreadable');
    expect(reads()).to.equal(3);
  });

  it('does not read again what was cut short', async () => {
    const { hasher, reads } = breaking(Infinity);
    expect(await codeOf(hashOf(cutShort(10), hasher).start())).to.equal('file-unreadable');
    expect(reads()).to.equal(1);
  });

  it('says whether the bytes are still there', async () => {
    const { hasher } = breaking(0);
    expect(await codeOf(hashOf(cutShort(100), hasher).checkReadable())).to.equal('none');
    expect(await codeOf(hashOf(cutShort(99), hasher).checkReadable())).to.equal('file-unreadable');
  });
});
