import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { combineCrc64 } from './crc64-combine.js';
import { createCrc64 } from './crc64-plain.js';
import { loadFastCode } from './fast-hash-code.js';
import { loadPlainCode, type LoadHashCode } from './hash-code.js';
import { createBlobHasher } from './hash.js';

const never = new AbortController().signal;

/** The CRC of the bytes as they come in pieces of a size. */
async function crcInPieces(load: LoadHashCode, bytes: Uint8Array, size: number): Promise<string> {
  const hash = await load('crc64nvme');
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    await Promise.resolve();
    for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
  };
  return hash(pieces(), never);
}

/**
 * The check value of the NVM Command Set Specification's parameters (reveng catalogue, "CRC-64/NVME"), and those of its
 * §5.2.1.3.5: 4 KiB of zeros, of ones, of 0 to 255 and of 255 to 0.
 */
const vectors: readonly (readonly [string, Uint8Array<ArrayBuffer>, string])[] = [
  ['nothing', new Uint8Array(), '0000000000000000'],
  ['123456789', new TextEncoder().encode('123456789'), 'ae8b14860a799888'],
  ['zeros', new Uint8Array(4096), '6482d367eb22b64e'],
  ['ones', new Uint8Array(4096).fill(255), 'c0ddba7302eca3ac'],
  ['counting up', Uint8Array.from({ length: 4096 }, (_, i) => i & 255), '3e729f5f6750449c'],
  [
    'counting down',
    Uint8Array.from({ length: 4096 }, (_, i) => 255 - (i & 255)),
    '9a2df64b8e9e517e',
  ],
];

/** The textbook's long division, a bit at a time, over all there is. */
function reference(bytes: Uint8Array): string {
  const ones = 2n ** 64n - 1n;
  let crc = ones;
  for (const byte of bytes) {
    crc ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >> 1n) ^ (crc & 1n ? 0x9a6c9329ac4bc9b5n : 0n);
  }
  return (crc ^ ones).toString(16).padStart(16, '0');
}

const crcOf = (bytes: Uint8Array): string => {
  const crc = createCrc64();
  crc.update(bytes);
  return crc.digest();
};

for (const [kind, load] of [
  ['wasm', loadFastCode],
  ['plain', loadPlainCode],
] as const) {
  describe(`createBlobHasher, CRC-64/NVME, ${kind}`, () => {
    for (const [name, bytes, crc] of vectors) {
      it(`is right of ${name}, in pieces of any size`, async () => {
        const blob = new Blob([bytes, bytes]);
        const both = [bytes.length, bytes.length];
        const hashes = await createBlobHasher(load).hash(blob, both, 'crc64nvme', never);
        expect(hashes).to.deep.equal([crc, crc]);
        for (const size of [7, 8, 1001, 8192]) {
          expect(await crcInPieces(load, bytes, size), String(size)).to.equal(crc);
        }
      });
    }
  });
}

describe('createCrc64', () => {
  it('agrees with long division wherever the bytes lie in memory, however they are cut', () => {
    const property = fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.nat(200),
      fc.nat(7),
      (bytes, cut, offset) => {
        const moved = new Uint8Array(bytes.length + offset).subarray(offset);
        moved.set(bytes);
        const crc = createCrc64();
        crc.update(moved.subarray(0, cut));
        crc.update(moved.subarray(cut));
        expect(crc.digest()).to.equal(reference(bytes));
      },
    );
    fc.assert(property, { numRuns: 200 });
  });
});

describe('combineCrc64', () => {
  it('makes of the CRCs of any parts the CRC of the whole', () => {
    const property = fc.property(fc.array(fc.uint8Array({ maxLength: 100 })), (parts) => {
      const whole = Uint8Array.from(parts.flatMap((part) => [...part]));
      const known = parts.map((part) => ({ crc: crcOf(part), size: part.length }));
      expect(combineCrc64(known)).to.equal(crcOf(whole));
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('tells the order of parts, and a part that is another', () => {
    const [one, two] = [new Uint8Array([1, 2]), new Uint8Array([3, 4])].map((bytes) => ({
      crc: crcOf(bytes),
      size: 2,
    })) as [{ crc: string; size: number }, { crc: string; size: number }];
    const whole = crcOf(new Uint8Array([1, 2, 3, 4]));
    expect(combineCrc64([one, two])).to.equal(whole);
    expect(combineCrc64([two, one])).not.to.equal(whole);
    expect(combineCrc64([one, one])).not.to.equal(whole);
  });

  it('is right of sizes beyond 32 bits', () => {
    // Zeros have a CRC that can be put together of halves: 2^33 of them out of one, by doubling.
    let part = { crc: crcOf(new Uint8Array(1)), size: 1 };
    for (let doubled = 0; doubled < 33; doubled += 1) {
      part = { crc: combineCrc64([part, part]), size: part.size * 2 };
    }
    const rest = { crc: crcOf(new Uint8Array(5)), size: 5 };
    const joined = { crc: combineCrc64([part, rest]), size: part.size + 5 };
    expect(combineCrc64([part, rest, part])).to.equal(combineCrc64([joined, part]));
    expect(combineCrc64([rest, part])).to.equal(combineCrc64([part, rest]));
  });
});
