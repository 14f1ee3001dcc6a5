import { expect } from '@open-wc/testing';
import { cut } from './cut.js';

describe('cutting', () => {
  it('takes what was asked for', async () => {
    const file = new File(['0123456789'], 'a.txt');
    expect(await cut(file, 0, 4).text()).to.equal('0123');
    expect(await cut(file, 4, 99).text()).to.equal('456789');
    expect(await cut(file, 1, 10).text()).to.equal('123456789');
  });

  it('leaves a small file that is wanted whole as it is', async () => {
    for (const content of ['', '0123', new Uint8Array(1 << 20)]) {
      const file = new File([content], 'a.txt');
      expect(cut(file, 0, file.size)).to.equal(file);
    }
  });

  it('never hands out a large file itself', () => {
    const size = (1 << 20) + 1;
    const file = new File([new Uint8Array(size)], 'a.bin');
    const all = cut(file, 0, size);
    expect(all).not.to.be.instanceOf(File);
    expect(all.size).to.equal(size);
  });
});
