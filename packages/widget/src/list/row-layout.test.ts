import { expect } from '@open-wc/testing';
import { mount, part, parts } from '../testing/mount.js';
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

describe('the list', () => {
  it('hands scrolling on to the page at its ends: a finger is never caught in it', async () => {
    const { field } = await mount({ uploader: stillUploader([still(1, 'done', 'report.pdf')]) });
    for (const each of field.shadowRoot?.querySelectorAll('*') ?? []) {
      expect(getComputedStyle(each).overscrollBehavior, each.localName).to.equal('auto');
    }
  });
});

describe('a row in a narrow list', () => {
  it('breaks its facts at any dot, where text is large', async () => {
    const uploads = [still(1, 'uploading', 'a.png'), still(2, 'done', 'b.png')];
    const { field } = await mount({ multiple: true, uploader: stillUploader(uploads) });
    Object.assign(field.style, { inlineSize: '176px', fontSize: '32px' });
    await field.updateComplete;
    const { right } = field.getBoundingClientRect();
    for (const name of ['summary-text', 'speed', 'meta'] as const) {
      for (const each of parts(field, name)) {
        expect(each.getBoundingClientRect().right, name).to.be.at.most(right + 1);
      }
    }
  });

  for (const width of ['224px', '288px', '320px']) {
    it(`has its buttons beside the name, and cuts no name that has room, ${width}`, async () => {
      const uploads = [
        still(1, 'uploading', 'Lighthouse.png'),
        still(2, 'uploading', 'a-rather-long-name-of-a-photo.jpeg'),
      ];
      const { field } = await mount({ multiple: true, uploader: stillUploader(uploads) });
      field.style.inlineSize = width;
      await field.updateComplete;
      for (const row of parts(field, 'row')) {
        const name = row.querySelector('[part=name]')!.getBoundingClientRect();
        const meta = row.querySelector('[part=meta]')!.getBoundingClientRect();
        for (const button of row.querySelectorAll('button')) {
          const { top, bottom, left, right } = button.getBoundingClientRect();
          expect(top).to.be.below(name.bottom);
          expect(bottom).to.be.above(name.top);
          expect(left).to.be.at.least(name.right);
          expect(right).to.be.at.most(row.getBoundingClientRect().right);
        }
        expect(meta.top).to.be.at.least(name.bottom - 1);
      }
      const stem = part(field, 'name').querySelector('span')!;
      if (width !== '224px') expect(stem.scrollWidth).to.be.at.most(stem.clientWidth + 1);
    });
  }

  it('stands still when the bar for all goes', async () => {
    const source = stillUploader([still(1, 'uploading', 'a.txt'), still(2, 'done', 'b.txt')]);
    const { field } = await mount({ multiple: true, uploader: source });
    const topOfList = (): number => part(field, 'list').getBoundingClientRect().top;
    const before = topOfList();
    source.show([still(1, 'done', 'a.txt'), still(2, 'done', 'b.txt')]);
    await field.updateComplete;
    expect(parts(field, 'total-progress')).to.be.empty;
    expect(Math.abs(topOfList() - before)).to.be.below(1);
  });

  it('shows in which folder its file lay', async () => {
    const upload = still(1, 'done', 'a.jpg');
    const path = 'album/summer/a.jpg';
    const uploader = stillUploader([{ ...upload, file: { ...upload.file, path } }]);
    const { field } = await mount({ multiple: true, uploader });
    expect(part(field, 'path').textContent).to.equal('album/summer');
  });
});
