import { expect } from '@open-wc/testing';
import { cut } from './cut.js';

describe('cutting', () => {
  it('takes what was asked for', async () => {
    const file = new File(['0123456789'], 'a.txt');
    expect(await cut(file, 0, 4).text()).to.equal('0123');
    expect(await cut(file, 4, 99).text()).to.equal('456789');
    expect(await cut(file, 1, 10).text()).to.equal('123456789');
  });

  it('leaves what is wanted whole as it is', () => {
    for (const content of ['', '0123', new Uint8Array((1 << 20) + 1)]) {
      const file = new File([content], 'a.txt');
      expect(cut(file, 0, file.size)).to.equal(file);
      expect(cut(file, 0, file.size + 1)).to.equal(file);
    }
  });

  it('leaves nothing out and adds nothing where it is wanted in part', () => {
    const file = new File(['0123456789'], 'a.txt');
    expect(cut(file, 0, 9)).not.to.equal(file);
    expect(cut(file, 1, 10)).not.to.equal(file);
    expect([cut(file, 0, 9).size, cut(file, 1, 10).size]).to.deep.equal([9, 9]);
  });
});
