import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import { UploadError } from '../engine/index.js';
import { mount, part, parts } from '../testing/mount.js';
import { still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

const COUNT = 3000;

type Source = ReturnType<typeof stillUploader>;

function source(count = COUNT): Source {
  return stillUploader(Array.from({ length: count }, (_, id) => still(id, 'done', `${id}.jpg`)));
}

async function mountMany(
  height = '400px',
  uploader = source(),
): Promise<{ field: DirectUpload; list: HTMLElement; uploader: Source }> {
  const { field } = await mount({ uploader, multiple: true });
  field.style.setProperty('--direct-upload-list-height', height);
  await settle();
  return { field, list: part(field, 'list'), uploader };
}

/** Two frames: one to look, one to have rendered. */
async function settle(): Promise<void> {
  await nextFrame();
  await nextFrame();
}

/** Positions of the rendered rows, from 1. */
function places(field: DirectUpload): readonly number[] {
  return parts(field, 'row').map((row) => Number(row.getAttribute('aria-posinset')));
}

/** Positions of the rows that are in the box, even if only in part. */
function seen(field: DirectUpload, box: { top: number; bottom: number }): readonly number[] {
  return parts(field, 'row')
    .filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > box.top + 1 && top < box.bottom - 1;
    })
    .map((row) => Number(row.getAttribute('aria-posinset')));
}

/** Whether rows cover the box without a hole. */
function isCovered(field: DirectUpload, box: { top: number; bottom: number }): boolean {
  const numbers = seen(field, box);
  const rects = parts(field, 'row').map((row) => row.getBoundingClientRect());
  const inBox = rects.filter(({ top, bottom }) => bottom > box.top + 1 && top < box.bottom - 1);

  return (
    numbers.length > 1 &&
    numbers.every((position, at) => position === numbers[0]! + at) &&
    inBox[0]!.top <= box.top + 2 &&
    inBox.at(-1)!.bottom >= box.bottom - 2
  );
}

function labelOfFocus(field: DirectUpload): string | null | undefined {
  return field.shadowRoot?.activeElement?.getAttribute('aria-label');
}

describe('a list of thousands', () => {
  it('renders what can be seen, and says how many there are', async () => {
    const { field } = await mountMany();
    const rows = parts(field, 'row');
    expect(rows.length).to.be.within(8, 40);
    expect(rows.map((row) => row.getAttribute('aria-setsize'))).to.deep.equal(
      rows.map(() => String(COUNT)),
    );
    expect(places(field).slice(0, 8)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(places(field).at(-1)).to.equal(COUNT);
  });

  it('is a plain list up to a hundred', async () => {
    const { field } = await mountMany('400px', source(100));
    await waitUntil(() => parts(field, 'row').length === 100);
    expect(parts(field, 'row')[0]!.hasAttribute('aria-setsize')).to.equal(false);
  });

  it('brings no more than some rows at a time, however many are added', async () => {
    const { field, uploader } = await mountMany('400px', source(5));
    const added: number[] = [];
    const isRow = (node: Node): boolean => node instanceof HTMLLIElement;
    new MutationObserver((records) => {
      added.push(records.flatMap((it) => [...it.addedNodes]).filter(isRow).length);
    }).observe(part(field, 'list'), { childList: true });
    const height = (): number => part(field, 'list').scrollHeight;
    const before = height();
    uploader.show(source(95).uploads);
    await waitUntil(() => parts(field, 'row').length > 5);
    // The space of those that are to come is there.
    expect(height()).to.be.greaterThan(10 * before);
    await waitUntil(() => parts(field, 'row').length === 95);
    expect(Math.max(...added)).to.be.lessThan(20);
    const positions = parts(field, 'row').map(({ dataset }) => dataset['id']);
    expect(positions).to.deep.equal(uploader.uploads.map(({ id }) => id));
  });

  it('shows the right rows wherever it is scrolled to, and stays as high as all rows', async () => {
    const { field, list } = await mountMany();
    const height = parts(field, 'row')[1]!.offsetHeight;
    expect(list.scrollHeight).to.be.within(height * COUNT * 0.98, height * COUNT * 1.02);
    for (const share of [0.5, 0.501, 0.25, 1, 0]) {
      list.scrollTop = (list.scrollHeight - list.clientHeight) * share;
      await settle();
      expect(isCovered(field, list.getBoundingClientRect())).to.equal(true, `at ${share}`);
      expect(parts(field, 'row').length).to.be.below(45);
      const [first] = seen(field, list.getBoundingClientRect());
      expect(first).to.be.within(share * (COUNT - 10) - 30, share * COUNT + 30);
    }
  });

  it('is scrolled by the page where it has no height of its own', async () => {
    const { field, list } = await mountMany('none');
    expect(list.scrollHeight).to.equal(list.clientHeight);
    window.scrollTo(0, document.documentElement.scrollHeight / 2);
    await settle();
    expect(isCovered(field, { top: 0, bottom: innerHeight })).to.equal(true);
    expect(parts(field, 'row').length).to.be.below(120);
    window.scrollTo(0, 0);
  });

  it('is scrolled by whatever it is in, also in a shadow tree of its own', async () => {
    const { field } = await mountMany('none');
    const host = await fixture<HTMLElement>(html`<div></div>`);
    const root = host.attachShadow({ mode: 'open' });
    const panel = document.createElement('div');
    panel.append(document.createElement('slot'));
    Object.assign(panel.style, { overflow: 'auto', height: '300px' });
    root.append(panel);
    host.append(field);
    await settle();
    expect(parts(field, 'row').length).to.be.below(60);
    panel.scrollTop = panel.scrollHeight / 3;
    await settle();
    expect(isCovered(field, panel.getBoundingClientRect())).to.equal(true);
  });

  it('is not cut by boxes that do not contain it', async () => {
    const { field } = await mountMany('none');
    const outer = await fixture<HTMLElement>(html`<div><div></div></div>`);
    Object.assign(outer.style, { overflow: 'hidden', height: '10px' });
    Object.assign((outer.firstElementChild as HTMLElement).style, {
      ...{ position: 'absolute', top: '0', left: '0', width: '100%' },
    });
    outer.firstElementChild!.append(field);
    await settle();
    const box = part(field, 'list').getBoundingClientRect();
    expect(isCovered(field, { top: Math.max(0, box.top), bottom: innerHeight })).to.equal(true);
  });

  it('stands still under the eye when rows above turn out higher', async () => {
    const { field, list, uploader } = await mountMany();
    const long = new UploadError('quota', 'There is no room left for this file. '.repeat(12));
    list.scrollTop = list.scrollHeight / 2;
    await settle();
    const top = list.getBoundingClientRect().top;
    const uploads = uploader.uploads.map((upload, index) =>
      index < 1490 ? still(index, 'failed', `${index}.jpg`, 1, long) : upload,
    );
    uploader.show(uploads);
    await field.updateComplete;
    await settle();
    for (let step = 0; step < 12; step += 1) {
      list.scrollTop -= 150;
      await settle();
      expect(isCovered(field, list.getBoundingClientRect())).to.equal(true, `after ${step}`);
    }
    expect(list.getBoundingClientRect().top).to.equal(top);
  });

  it('keeps the focused row and its neighbours while it is scrolled away', async () => {
    const { field, list } = await mountMany();
    parts(field, 'row')[3]!.querySelector('button')!.focus();
    // WebKit scrolls to what is focused a moment later.
    await settle();
    list.scrollTop = list.scrollHeight / 2;
    await waitUntil(() => places(field).slice(0, 4).join() === '1,3,4,5');
    expect(labelOfFocus(field)).to.equal('Remove 3.jpg');
    (field.shadowRoot!.activeElement as HTMLElement).blur();
    list.scrollTop += 1;
    await waitUntil(() => places(field)[1]! > 1000);
  });

  it('passes the focus on, row by row, through rows that were not there', async () => {
    const { field } = await mountMany();
    parts(field, 'row')[0]!.querySelector('button')!.focus();
    for (let step = 1; step <= 60; step += 1) {
      const row = field.shadowRoot!.activeElement!.closest('li')!;
      // What Tab would reach next: the button of the next row in the tree.
      (row.nextElementSibling!.querySelector('button') as HTMLElement).focus();
      await settle();
      expect(labelOfFocus(field)).to.equal(`Remove ${step}.jpg`);
    }
    for (let step = 59; step >= 20; step -= 1) {
      const row = field.shadowRoot!.activeElement!.closest('li')!;
      (row.previousElementSibling!.querySelector('button') as HTMLElement).focus();
      await settle();
      expect(labelOfFocus(field)).to.equal(`Remove ${step}.jpg`);
    }
  });

  it('gives the focus of a removed row to the next, and of all rows to the zone', async () => {
    const { field, list, uploader } = await mountMany();
    parts(field, 'row')[5]!.querySelector('button')!.focus();
    await settle();
    list.scrollTop = list.scrollHeight / 2;
    await settle();
    uploader.show(uploader.uploads.filter((_, index) => index !== 5));
    await field.updateComplete;
    // The row and none of its buttons: a second Enter must not remove it, too.
    const focused = field.shadowRoot!.activeElement!;
    expect(focused.part.contains('row')).to.equal(true);
    expect(focused.textContent).to.contain('6.jpg');
    uploader.show([]);
    await field.updateComplete;
    expect(field.shadowRoot!.activeElement).to.equal(part(field, 'button'));
  });

  it('follows the list as it grows and shrinks', async () => {
    const { field, list, uploader } = await mountMany('400px', source(90));
    await waitUntil(() => parts(field, 'row').length === 90);
    list.scrollTop = list.scrollHeight;
    uploader.show(source(COUNT).uploads);
    await field.updateComplete;
    await settle();
    expect(isCovered(field, list.getBoundingClientRect())).to.equal(true);
    list.scrollTop = list.scrollHeight;
    await settle();
    uploader.show(source(150).uploads);
    await field.updateComplete;
    await settle();
    expect(isCovered(field, list.getBoundingClientRect())).to.equal(true);
    expect(seen(field, list.getBoundingClientRect()).at(-1)).to.equal(150);
  });

  it('measures anew where lines break otherwise', async () => {
    const { field, list } = await mountMany();
    list.scrollTop = list.scrollHeight / 2;
    await settle();
    field.style.inlineSize = '150px';
    await settle();
    await settle();
    expect(isCovered(field, list.getBoundingClientRect())).to.equal(true);
  });

  it('goes on after a move within the page, and listens to nothing out of it', async () => {
    const { field } = await mountMany();
    const form = field.parentElement!;
    const other = await fixture<HTMLElement>(html`<div></div>`);
    other.append(field);
    await settle();
    const list = part(field, 'list');
    list.scrollTop = list.scrollHeight / 2;
    await settle();
    expect(isCovered(field, list.getBoundingClientRect())).to.equal(true);
    field.remove();
    await settle();
    form.prepend(field);
    await settle();
    expect(isCovered(field, list.getBoundingClientRect())).to.equal(true);
  });

  it('renders when it comes into view without a scroll', async () => {
    const details = await fixture<HTMLDetailsElement>(html`<details></details>`);
    const { field } = await mountMany('none');
    details.append(field);
    await settle();
    details.open = true;
    const { top } = part(field, 'list').getBoundingClientRect();
    await waitUntil(() => isCovered(field, { top, bottom: innerHeight }));
  });
});
