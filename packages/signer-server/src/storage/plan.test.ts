import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { SignerError } from '../errors.js';
import { assertPartNumbers, matchParts, planParts, sizeOfPart } from './plan.js';
import type { Upload } from './storage.js';

const MIB = 1024 * 1024;
const upload = (size: number, partSize: number, partCount: number): Upload => ({
  id: 'x',
  subject: 's',
  keyPattern: 'k{random}',
  size,
  contentType: 'a/b',
  name: 'n',
  partSize,
  partCount,
  issuedAt: 0,
  expiresAt: 1,
  handle: '',
  vouch: () => '',
});
const part = (partNumber: number, size: number) => ({ partNumber, size, etag: '0'.repeat(32) });
const code = (expected: string) => (error: unknown) =>
  error instanceof SignerError && error.code === expected;

describe('part plan', () => {
  const GIB = 1024 * MIB;
  const limits = { maxSize: Infinity, maxPartSize: 5 * GIB, maxParts: 1000, partSize: 16 * MIB };

  it('is one part where storage puts none together', () => {
    const single = { maxSize: 5e9, maxPartSize: 5e9, maxParts: 1, partSize: 5e9 };
    assert.deepEqual(planParts(0, single), { partSize: 0, partCount: 1 });
    assert.deepEqual(planParts(4e9, single), { partSize: 4e9, partCount: 1 });
    assert.deepEqual(planParts(6e9, single), { partSize: 6e9, partCount: 1 });
  });

  for (const [size, partSize, partCount] of [
    [0, 0, 1],
    [16 * MIB, 16 * MIB, 1],
    [16 * MIB + 1, 16 * MIB, 2],
    [6 * GIB, 16 * MIB, 384],
    // Beyond 1000 parts of 16 MiB they grow, by whole MiB.
    [16_000 * MIB, 16 * MIB, 1000],
    [16_000 * MIB + 1, 17 * MIB, 942],
    [5000 * GIB, 5 * GIB, 1000],
  ] as const) {
    it(`cuts ${size} bytes into ${partCount} of ${partSize}`, () => {
      assert.deepEqual(planParts(size, limits), { partSize, partCount });
    });
  }

  it('knows the bytes of the last part of 6 GiB and one', () => {
    const plan = planParts(6 * GIB + 1, limits);
    const whole = upload(6 * GIB + 1, plan.partSize, plan.partCount);
    assert.deepEqual([plan.partCount, sizeOfPart(whole, 384)], [385, 16 * MIB]);
    assert.equal(sizeOfPart(whole, 385), 1);
  });

  it('covers every byte once and keeps to the limits, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 10_000 }),
        fc.integer({ min: MIB, max: 5 * GIB }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (maxParts, maxPartSize, share, preferred) => {
          const size = Math.floor(maxParts * maxPartSize * share);
          const partSize = Math.max(MIB, Math.floor(maxPartSize * preferred));
          const plan = planParts(size, { maxSize: Infinity, maxPartSize, maxParts, partSize });
          assert.ok(plan.partCount >= 1 && plan.partCount <= maxParts);
          assert.ok(plan.partSize <= maxPartSize);
          assert.ok(plan.partCount === 1 || plan.partSize >= MIB);
          const whole = upload(size, plan.partSize, plan.partCount);
          const last = sizeOfPart(whole, plan.partCount);
          assert.equal((plan.partCount - 1) * plan.partSize + last, size);
          assert.ok(size === 0 || last > 0);
        },
      ),
    );
  });
});

describe('reported parts', () => {
  const three = upload(10, 4, 3);

  it('are put in order', () => {
    const parts = matchParts(three, [part(3, 2), part(1, 4), part(2, 4)]);
    assert.deepEqual(
      parts.map(({ partNumber }) => partNumber),
      [1, 2, 3],
    );
  });

  it('are refused with what is wrong', () => {
    assert.throws(() => matchParts(three, [part(1, 4), part(3, 2)]), /Part 2 is not reported\.$/);
    assert.throws(
      () => matchParts(three, [part(1, 4), part(2, 5), part(3, 2)]),
      /Part 2 has 5 bytes; the grant says 4 bytes\.$/,
    );
    assert.throws(() => matchParts(three, [part(1, 4), part(1, 4)]), /A part is reported twice\.$/);
    assert.throws(
      () => matchParts(three, [part(4, 4)]),
      /Part 4 was asked for; this upload has 3\.$/,
    );
    assertPartNumbers(three, [1, 2, 3, 3]);
    assert.throws(() => {
      assertPartNumbers(three, [1, 4]);
    }, code('invalid-request'));
  });

  it('must be exactly those of the plan', () => {
    assert.throws(() => matchParts(three, [part(1, 4), part(3, 2)]), code('part-missing'));
    assert.throws(
      () => matchParts(three, [part(1, 4), part(2, 5), part(3, 2)]),
      code('size-mismatch'),
    );
    assert.throws(() => matchParts(three, [part(1, 4), part(1, 4)]), code('invalid-request'));
    assert.throws(() => matchParts(three, [part(4, 4)]), code('invalid-request'));
  });
});
