import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contentName, uploadName } from './final-name.js';
import { isVouched, vouchWith } from './vouch.js';

const one = vouchWith(Buffer.from('a secret of at least thirty-two bytes'));
const other = vouchWith(Buffer.from('another secret of thirty-two bytes'));

describe('what the signer vouches for', () => {
  it('is another for every secret, upload, purpose and fact', () => {
    const all = [
      one('a')('completed', 'x'),
      other('a')('completed', 'x'),
      one('b')('completed', 'x'),
      one('a')('inspected', 'x'),
      one('a')('completed', 'y'),
      one('a')('completed', 'x', ''),
      one('a')('completed', 'x', 'y'),
      one('a')('completed', 'xy'),
      one('a')('completed', 'x","y'),
      one('ax')('completed'),
      one('a')('completed'),
    ];
    assert.equal(new Set(all).size, all.length);
    for (const each of all) assert.match(each, /^[0-9a-f]{32}$/);
    assert.equal(one('a')('completed', 'x'), all[0]);
  });

  it('is compared whole', () => {
    const right = one('a')('completed', 'x');
    assert.equal(isVouched(right, right), true);
    const near = right.slice(0, -1) + (right.endsWith('0') ? '1' : '0');
    for (const wrong of [undefined, '', right.slice(1), `${right}0`, near]) {
      assert.equal(isVouched(wrong, right), false, wrong);
    }
  });
});

describe('a final name', () => {
  const upload = { keyPattern: 'in/{random}.png', vouch: one('a') };

  it('commits to the content, and is another where that is not known yet', () => {
    const names = [
      contentName(upload, 'x'),
      contentName(upload, 'y'),
      contentName({ ...upload, vouch: one('b') }, 'x'),
      uploadName(upload),
    ];
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^in\/[0-9a-f]{32}\.png$/);
  });
});
