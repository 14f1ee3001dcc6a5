import { expect } from '@open-wc/testing';
import { md5 as reference } from 'js-md5';
import { createHash, hashOfBlob } from './hash.js';

const never = new AbortController().signal;

/** RFC 1321 §A.5. */
const vectors: readonly (readonly [string, string])[] = [
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a', '0cc175b9c0f1b6a831c399e269772661'],
  ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
];

for (const kind of ['wasm', 'plain'] as const) {
  describe(`hashOfBlob, MD5, ${kind}`, () => {
    const algorithm = 'md5';

    for (const [text, digest] of vectors) {
      it(`hashes ${JSON.stringify(text)}`, async () => {
        expect(
          await hashOfBlob(new Blob([text]), { algorithm, kind, sliceSize: 1024 }, never),
        ).to.equal(digest);
        expect(
          await hashOfBlob(new Blob([text]), { algorithm, kind, sliceSize: 1 }, never),
        ).to.equal(digest);
      });
    }

    for (const size of [63, 64, 65, 4095, 4096, 4097, 8191, 8192, 8193]) {
      it(`is right at a slice border: ${size} bytes in slices of 4096`, async () => {
        const bytes = crypto.getRandomValues(new Uint8Array(size));
        expect(
          await hashOfBlob(new Blob([bytes]), { algorithm, kind, sliceSize: 4096 }, never),
        ).to.equal(reference(bytes));
      });
    }

    it('reads one slice ahead and no further', async () => {
      let open = 0;
      let peak = 0;
      const blob = new Blob([new Uint8Array(10_000)]);
      const counting = {
        size: blob.size,
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
      await hashOfBlob(counting, { algorithm, kind, sliceSize: 1000 }, never);
      expect(peak).to.be.at.most(2);
    });

    it('stops when it is told to', async () => {
      const stopped = AbortSignal.abort(new Error('enough'));
      const error: unknown = await hashOfBlob(
        new Blob(['abc']),
        { algorithm, kind, sliceSize: 1 },
        stopped,
      ).catch((e: unknown) => e);
      expect(error).to.have.property('message', 'enough');
    });
  });
}

describe('createHash', () => {
  it('falls back to plain JavaScript where WebAssembly cannot be had', async () => {
    const { compile, instantiate } = WebAssembly;
    const refuse = (): never => {
      throw new WebAssembly.CompileError('blocked by CSP');
    };
    Object.assign(WebAssembly, { compile: refuse, instantiate: refuse });
    try {
      const md5 = await createHash('md5', 'wasm');
      md5.update(new TextEncoder().encode('abc'));
      expect(md5.digest()).to.equal('900150983cd24fb0d6963f7d28e17f72');
    } finally {
      Object.assign(WebAssembly, { compile, instantiate });
    }
  });

  it('keeps running hashes apart', async () => {
    const [one, two] = [await createHash('md5', 'wasm'), await createHash('md5', 'wasm')];
    one.update(new TextEncoder().encode('ab'));
    two.update(new TextEncoder().encode('message '));
    one.update(new TextEncoder().encode('c'));
    two.update(new TextEncoder().encode('digest'));
    expect(one.digest()).to.equal('900150983cd24fb0d6963f7d28e17f72');
    expect(two.digest()).to.equal('f96b697d7cb7938d525a2f31aaf161d0');
  });
});
