import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSealed, partName, partNumberOf, partPrefix, sealedName } from './part-name.js';
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

  it('of sealed copies are fresh, in the folder of their upload, and no names of parts', () => {
    const [one, other] = [sealedName(upload, 7), sealedName(upload, 7)];
    assert.notEqual(one, other);
    assert.match(one, /^parts\/0123456789abcdef\/00000007-[0-9a-f]{32}$/);
    assert.deepEqual([isSealed(one), partNumberOf(one)], [true, undefined]);
    for (const name of [partName(upload, 7), `${one}0`, `${one}/x`, 'completed'])
      assert.equal(isSealed(name), false, name);
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
