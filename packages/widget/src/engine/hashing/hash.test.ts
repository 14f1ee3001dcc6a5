import { expect } from '@open-wc/testing';
import { md5 as reference } from 'js-md5';
import { loadFastCode } from './fast-hash-code.js';
import { loadPlainCode, type LoadHashCode } from './hash-code.js';
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

type HashOne = (bytes: BlobPart, signal?: AbortSignal) => Promise<string | undefined>;

/** Of one blob in one piece. */
function hashOne(load: LoadHashCode): HashOne {
  const hasher = createBlobHasher(load);
  return async (bytes, signal = never) => {
    const blob = new Blob([bytes]);
    return (await hasher.hash(blob, [blob.size], 'md5', signal))[0];
  };
}

function noise(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  // `getRandomValues` gives 64 KiB at a time (Web Cryptography §10.1.1).
  for (let at = 0; at < size; at += 65_536) {
    crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  }
  return bytes;
}

for (const [kind, load] of [
  ['wasm', loadFastCode],
  ['plain', loadPlainCode],
] as const) {
  describe(`createBlobHasher, MD5, ${kind}`, () => {
    for (const [text, digest] of vectors) {
      it(`hashes ${JSON.stringify(text)}`, async () => {
        expect(await hashOne(load)(text)).to.equal(digest);
      });
    }

    for (const size of [55, 56, 63, 64, 65, 262_143, 262_144, 262_145, 1_048_577]) {
      it(`is right at an edge of what is hashed or read at a time: ${size} bytes`, async () => {
        const bytes = noise(size);
        const digest = await hashOne(load)(bytes);
        expect(digest).to.equal(reference(bytes));
      });
    }

    it('keeps running hashes apart, one after the other and side by side', async () => {
      const hash = hashOne(load);
      const many = Array.from({ length: 9 }, (_, index) => noise(index * 150_001));
      const digests = await Promise.all(many.map((bytes) => hash(bytes)));
      expect(digests).to.deep.equal(many.map((bytes) => reference(bytes)));
      expect(await hash('abc')).to.equal(reference('abc'));
    });

    it('hashes the pieces of a blob each by itself', async () => {
      const sizes = [0, 1, 64, 262_145, 0, 63, 300_000, 1_048_577, 5, 0];
      const pieces = sizes.map(noise);
      for (const some of [pieces, pieces.slice(0, 3), pieces.slice(0, 1)]) {
        const lengths = some.map(({ length }) => length);
        const hashes = await createBlobHasher(load).hash(new Blob(some), lengths, 'md5', never);
        expect(hashes).to.deep.equal(some.map((bytes) => reference(bytes)));
      }
    });

    it('rejects where the pieces are more than the blob', async () => {
      const error: unknown = await createBlobHasher(load)
        .hash(new Blob(['abc']), [2, 2], 'md5', never)
        .catch((e: unknown) => e);
      expect(error).to.have.property('code', 'file-unreadable');
    });

    it('stops when it is told to', async () => {
      const stopped = AbortSignal.abort(new Error('enough'));
      const error: unknown = await hashOne(load)('abc', stopped).catch((e: unknown) => e);
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
      const digest = await hashOne(loadFastCode)('abc');
      expect(digest).to.equal('900150983cd24fb0d6963f7d28e17f72');
    } finally {
      Object.assign(WebAssembly, { instantiate });
    }
  });
});
