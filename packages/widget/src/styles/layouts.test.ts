import { expect, nextFrame } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import { UploadError, type UploadStatus } from '../engine/index.js';
import { mount, part, parts } from '../testing/mount.js';
import { everyState, still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

const layouts = ['list', 'compact', 'grid'] as const;

async function mountLayout(
  layout: DirectUpload['layout'],
  properties: Partial<Omit<DirectUpload, 'style'>> = {},
): Promise<DirectUpload> {
  const uploader = stillUploader(everyState());
  return (await mount({ uploader, multiple: true, layout, ...properties })).field;
}

describe('the layouts', () => {
  for (const layout of layouts) {
    for (const dir of ['ltr', 'rtl'] as const) {
      it(`fit 240 pixels: ${layout}, ${dir}`, async () => {
        const field = await mountLayout(layout, { dir });
        field.style.inlineSize = '240px';
        await nextFrame();
        const list = part(field, 'list');
        expect(list.scrollWidth).to.be.at.most(list.clientWidth);
        const box = field.getBoundingClientRect();
        for (const button of list.querySelectorAll('button')) {
          const { left, right } = button.getBoundingClientRect();
          expect(left).to.be.at.least(box.left - 1);
          expect(right).to.be.at.most(box.right + 1);
        }
      });
    }

    it(`show every status in words: ${layout}`, async () => {
      const field = await mountLayout(layout);
      for (const status of parts(field, 'status')) {
        expect(status.textContent.trim()).to.not.equal('');
        expect(status.checkVisibility()).to.equal(true);
      }
    });
  }

  it('are an attribute, too, and an unknown one is a list', async () => {
    const { field } = await mount({ uploader: stillUploader(everyState()), multiple: true });
    expect([field.layout, field.hasAttribute('layout')]).to.deep.equal(['list', false]);
    field.setAttribute('layout', 'grid');
    expect(field.layout).to.equal('grid');
    await field.updateComplete;
    expect(getComputedStyle(part(field, 'list')).display).to.equal('grid');
    field.layout = 'compact';
    await field.updateComplete;
    expect(field.getAttribute('layout')).to.equal('compact');
    field.setAttribute('layout', 'nonsense');
    await field.updateComplete;
    expect(getComputedStyle(part(field, 'list')).display).to.equal('block');
  });

  it('have one line per file where it is compact', async () => {
    const field = await mountLayout('compact');
    for (const row of parts(field, 'row')) {
      const name = row.querySelector("[part='name']")!.getBoundingClientRect();
      const status = row.querySelector("[part='status']")!.getBoundingClientRect();
      if (row.dataset['status'] === 'failed') continue;
      expect(status.top).to.be.below(name.bottom);
      expect(row.offsetHeight).to.be.below(42);
    }
  });

  it('stand still while an upload goes through its states', async () => {
    for (const layout of ['list', 'compact'] as const) {
      const heights = new Set<number>();
      for (const status of ['queued', 'preparing', 'uploading', 'completing', 'done'] as const) {
        const uploads = [still(1, 'queued'), still(2, status satisfies UploadStatus, 'a.jpg')];
        const { field } = await mount({ uploader: stillUploader(uploads), multiple: true, layout });
        heights.add(parts(field, 'row')[1]!.getBoundingClientRect().height);
      }
      expect([...heights], layout).to.have.length(1);
    }
  });

  it('scroll thousands of tiles', async () => {
    const long = new UploadError('quota', 'There is no room left for this file. '.repeat(3));
    const uploads = Array.from({ length: 3000 }, (_, id) =>
      still(id, id % 7 === 0 ? 'failed' : 'done', `${id}.jpg`, 1, long),
    );
    const { field } = await mount({
      ...{ uploader: stillUploader(uploads), multiple: true, layout: 'grid' },
    });
    await nextFrame();
    await nextFrame();
    const list = part(field, 'list');
    const columns = getComputedStyle(list).gridTemplateColumns.split(' ').length;
    expect(columns).to.be.above(2);
    for (const share of [0.5, 0.9, 0.1, 1]) {
      list.scrollTop = list.scrollHeight * share;
      await waitUntil(() => {
        const { top, bottom } = list.getBoundingClientRect();
        const seen = parts(field, 'row').filter((row) => {
          const box = row.getBoundingClientRect();
          return box.bottom > top + 20 && box.top < bottom - 20;
        });
        const places = seen.map((row) => Number(row.getAttribute('aria-posinset')));
        const [first = 0] = places;
        return (
          places.length >= columns * 2 &&
          places.every((place, at) => place === first + at) &&
          (first - 1) % columns === 0 &&
          Math.abs(first - 3000 * share) < 450
        );
      }, `at ${share}`);
      expect(parts(field, 'row').length).to.be.below(columns * 24);
    }
  });
});

describe('the slot for a row’s actions', () => {
  it('takes the page’s buttons, keeps them over scrolling, and lets them be', async () => {
    const uploads = Array.from({ length: 400 }, (_, id) => still(id, 'done', `${id}.jpg`));
    const { field } = await mount({ uploader: stillUploader(uploads), multiple: true });
    const button = document.createElement('button');
    Object.assign(button, { slot: 'row-actions-still-2', type: 'button', textContent: 'Rename' });
    // Stimulus, for one, uses the same attribute.
    button.dataset['action'] = 'remove';
    let [pressed, removed] = [0, 0];
    button.addEventListener('click', () => (pressed += 1));
    field.uploader.clear = () => void (removed += 1);
    field.append(button);
    await nextFrame();
    const row = (): Element | null | undefined => button.assignedSlot?.closest('li');
    expect(row()?.getAttribute('aria-posinset')).to.equal('3');
    expect(button.assignedSlot?.parentElement?.getAttribute('part')).to.equal('actions');
    button.click();
    expect([pressed, removed]).to.deep.equal([1, 0]);
    const list = part(field, 'list');
    list.scrollTop = list.scrollHeight;
    await waitUntil(() => row() === undefined);
    expect(button.checkVisibility()).to.equal(false);
    list.scrollTop = 0;
    await waitUntil(() => row()?.getAttribute('aria-posinset') === '3');
    button.focus();
    await nextFrame();
    list.scrollTop = list.scrollHeight;
    await waitUntil(() => Number(parts(field, 'row').at(-3)?.getAttribute('aria-posinset')) > 390);
    expect(row()?.getAttribute('aria-posinset')).to.equal('3');
    expect(document.activeElement).to.equal(button);
  });
});
