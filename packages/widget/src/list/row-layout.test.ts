import { expect } from '@open-wc/testing';
import { mount, part } from '../testing/mount.js';
import { still, stillUploader } from '../testing/stills.js';

describe('a row', () => {
  for (const dir of ['ltr', 'rtl'] as const) {
    it(`has size and status in one line, in reading order, ${dir}`, async () => {
      const uploader = stillUploader([still(1, 'done', 'report.pdf', 3_000_000)]);
      const { field } = await mount({ uploader, dir, lang: 'en' });
      const name = part(field, 'name').getBoundingClientRect();
      const size = part(field, 'size').getBoundingClientRect();
      const status = part(field, 'status').getBoundingClientRect();
      expect(size.top).to.be.at.least(name.bottom - 1);
      expect(Math.abs(size.bottom - status.bottom)).to.be.below(size.height / 2);
      if (dir === 'ltr') expect(size.right).to.be.at.most(status.left + 1);
      else expect(status.right).to.be.at.most(size.left + 1);
      expect(part(field, 'meta').getBoundingClientRect().height).to.be.below(size.height * 2);
    });

    it(`keeps "3 MB" in order, ${dir}`, async () => {
      const uploader = stillUploader([still(1, 'done', 'report.pdf', 3_000_000)]);
      const { field } = await mount({ uploader, dir, lang: 'en' });
      const text = part(field, 'size').querySelector('bdi');
      if (!text) throw new Error('the size is not isolated');
      expect(text.textContent).to.equal('3 MB');
      expect(getComputedStyle(text).direction).to.equal('ltr');
    });
  }
});
