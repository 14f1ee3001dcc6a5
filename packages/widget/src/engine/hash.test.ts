import { expect } from '@open-wc/testing';
import { md5 as reference } from 'js-md5';
import { createBlobHasher } from './hash.js';

const never = new AbortController().signal;

/** RFC 1321 §A.5. */
const vectors: readonly (readonly [string, string])[] = [
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a', '0cc175b9c0f1b6a831c399e269772661'],
  ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
];

function noise(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  // `getRandomValues` gives 64 KiB at a time (Web Cryptography §10.1.1).
  for (let at = 0; at < size; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  }
  return bytes;
}

for (const kind of ['wasm', 'plain'] as const) {
  describe(`createBlobHasher, MD5, ${kind}`, () => {
    for (const [text, digest] of vectors) {
      it(`hashes ${JSON.stringify(text)}`, async () => {
        expect(await createBlobHasher(kind)(new Blob([text]), 'md5', never)).to.equal(digest);
      });
    }

    for (const size of [55, 56, 63, 64, 65, 262_143, 262_144, 262_145, 1_048_577]) {
      it(`is right at an edge of what is hashed or read at a time: ${size} bytes`, async () => {
        const bytes = noise(size);
        const digest = await createBlobHasher(kind)(new Blob([bytes]), 'md5', never);
        expect(digest).to.equal(reference(bytes));
      });
    }

    it('keeps running hashes apart, one after the other and side by side', async () => {
      const hash = createBlobHasher(kind);
      const many = Array.from({ length: 9 }, (_, index) => noise(index * 150_001));
      const digests = await Promise.all(many.map((bytes) => hash(new Blob([bytes]), 'md5', never)));
      expect(digests).to.deep.equal(many.map((bytes) => reference(bytes)));
      expect(await hash(new Blob(['abc']), 'md5', never)).to.equal(reference('abc'));
    });

    it('stops when it is told to', async () => {
      const stopped = AbortSignal.abort(new Error('enough'));
      const error: unknown = await createBlobHasher(kind)(new Blob(['abc']), 'md5', stopped).catch(
        (e: unknown) => e,
      );
      expect(error).to.have.property('message', 'enough');
    });
  });
}

describe('createBlobHasher', () => {
  it('does with plain JavaScript where WebAssembly cannot be had', async () => {
    const { instantiate } = WebAssembly;
    const refuse = (): never => {
      throw new WebAssembly.CompileError('blocked by CSP');
    };
    Object.assign(WebAssembly, { instantiate: refuse });
    try {
      const digest = await createBlobHasher('wasm')(new Blob(['abc']), 'md5', never);
      expect(digest).to.equal('900150983cd24fb0d6963f7d28e17f72');
    } finally {
      Object.assign(WebAssembly, { instantiate });
    }
  });
});
