import { expect } from '@open-wc/testing';
import { createShelf, takeFromShelf } from './receipt-shelf.js';

describe('the shelf for receipts', () => {
  afterEach(() => {
    sessionStorage.clear();
  });

  it('gives back what was put there, under a name of its own', () => {
    const [one, other] = [createShelf()!, createShelf()!];
    expect(one.key).to.not.equal(other.key);
    expect([one.put('a'), other.put('b')]).to.deep.equal([true, true]);
    expect([takeFromShelf(one.key), takeFromShelf(other.key)]).to.deep.equal(['a', 'b']);
  });

  it('knows its names from what is kept itself, and that there is nothing', () => {
    expect(takeFromShelf('[{"name":"a.txt"}]')).to.equal(undefined);
    expect(takeFromShelf('direct-upload:gone')).to.equal('');
  });

  it('makes room by what other pages left, but not by what is not its own', () => {
    const [old, present] = [createShelf()!, createShelf()!];
    sessionStorage.setItem('page', 'mine');
    // Browsers give an origin five million characters, or ten.
    const big = 'x'.repeat(4_000_000);
    old.put(big);
    const second = createShelf()!;
    second.put(big);
    expect(present.put(big)).to.equal(true);
    expect(takeFromShelf(present.key)).to.have.length(big.length);
    expect(sessionStorage.getItem('page')).to.equal('mine');
    expect(present.put('x'.repeat(40_000_000)), 'no room for that').to.equal(false);
  });
});
