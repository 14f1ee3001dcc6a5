import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assertSameUpload } from './same-upload.js';

describe('a final name', () => {
  const stored = { etag: 'a'.repeat(32), size: 5 };

  it('may be completed again with the same bytes', () => {
    assertSameUpload(stored, { ...stored });
  });

  for (const [what, other] of [
    ['another hash', { ...stored, etag: 'b'.repeat(32) }],
    ['another size', { ...stored, size: 6 }],
  ] as const) {
    it(`keeps what it has where there is ${what}`, () => {
      assert.throws(
        () => {
          assertSameUpload(stored, other);
        },
        {
          code: 'already-completed',
          message:
            'This upload was completed before, with other bytes; those are kept. Start it again with a new grant.',
        },
      );
    });
  }
});
