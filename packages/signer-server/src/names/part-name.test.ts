import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partName, partNumberOf, partPrefix } from './part-name.js';
import type { Upload } from '../storage/storage.js';

const upload = { id: '0123456789abcdef' } as Upload;

describe('names of parts', () => {
  it('are in a folder of their upload, in the order of their numbers', () => {
    assert.equal(partPrefix(upload), 'parts/0123456789abcdef/');
    const numbers = [1, 2, 10, 999, 10_000];
    const names = numbers.map((partNumber) => partName(upload, partNumber));
    assert.equal(names[0], 'parts/0123456789abcdef/00000001');
    assert.equal(names.at(-1), 'parts/0123456789abcdef/00010000');
    assert.deepEqual(names.toSorted(), names);
    assert.deepEqual(names.map(partNumberOf), numbers);
  });

  it('have a number at their end, and other names none', () => {
    assert.equal(partNumberOf('/v1/AUTH_a/uploads/parts/x/00000012'), 12);
    for (const name of [
      'parts/x',
      'parts/x/0000001',
      'parts/x/000000001',
      '00000001',
      'x/00000001/',
    ])
      assert.equal(partNumberOf(name), undefined, name);
    assert.equal(partNumberOf('x/00000001y'), undefined);
    assert.equal(partNumberOf('x/0000000a'), undefined);
  });
});
