import { expect } from '@open-wc/testing';
import { mount } from '../testing/mount.js';
import { ListLoader, type ListModule } from './list-loader.js';

describe('the code of the list', () => {
  it('is asked for in one series where it cannot be had, and again when the person wants it', async () => {
    const { field } = await mount();
    let asked = 0;
    let isThere = false;
    const load = async (): Promise<ListModule> => {
      asked += 1;
      if (!isThere) throw new TypeError('Failed to fetch dynamically imported module');
      return import('./upload-list.js');
    };
    const list = { render: () => null as never, renderUndo: () => '' };
    const loader = new ListLoader(field, () => list, load);
    for (let times = 0; times < 3; times += 1) {
      expect(loader.need()).to.equal(undefined);
      await loader.settled;
      await field.updateComplete;
    }
    // Three tries, one after the other, are one series.
    expect([asked, loader.hasFailed]).to.deep.equal([3, true]);
    isThere = true;
    loader.retry();
    expect(loader.hasFailed).to.equal(false);
    loader.need();
    await loader.settled;
    expect([asked, loader.need()]).to.deep.equal([4, list]);
  });
});
