import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import { carrying, drag } from '../testing/drops.js';
import { file } from '../testing/fakes.js';
import { mount, part } from '../testing/mount.js';
import { waitUntil } from '../testing/wait-until.js';

const HOOK = 'data-direct-upload-dragging';
const load = (): DataTransfer => carrying(file('a.txt'));
const isDragging = (field: DirectUpload): boolean => field.matches(':state(dragging)');

async function aimedAt(
  dropTarget: string | Element,
  more: Partial<DirectUpload> = {},
): Promise<DirectUpload> {
  const { field } = await mount({ ...(more as object), dropTarget, multiple: true });
  await import('./drop-target.js');
  await aTimeout(0);
  return field;
}

/** Enters, hovers over and drops on an element; true if the browser would have left the page. */
function drop(target: Element): boolean {
  drag(target, 'dragenter', load());
  const over = drag(target, 'dragover', load()).defaultPrevented;
  return !(over && drag(target, 'drop', load()).defaultPrevented);
}

// The first test need not wait for the server.
before(() => Promise.all([import('./intake.js'), import('../list/upload-list.js')]));

describe('a drop target', () => {
  it('takes drops, shows that it does, and lets go with the field', async () => {
    const panel = await fixture(html`<section id="panel"><p>here</p></section>`);
    const field = await aimedAt('#panel');
    const inside = panel.querySelector('p')!;
    drag(inside, 'dragenter', load());
    await field.updateComplete;
    expect([isDragging(field), panel.hasAttribute(HOOK)]).to.deep.equal([true, true]);
    drag(inside, 'dragleave', load());
    await field.updateComplete;
    expect([isDragging(field), panel.hasAttribute(HOOK)]).to.deep.equal([false, false]);
    expect(drop(inside)).to.equal(false);
    await waitUntil(() => field.uploads.length === 1);
    drag(inside, 'dragenter', load());
    await field.updateComplete;
    field.remove();
    expect(panel.hasAttribute(HOOK)).to.equal(false);
    expect(drop(inside)).to.equal(true);
  });

  it('may be an element, come later, or be rendered anew', async () => {
    const element = await fixture(html`<section></section>`);
    const direct = await aimedAt(element);
    drop(element);
    await waitUntil(() => direct.uploads.length === 1);
    const later = await aimedAt('.later');
    for (const round of [1, 2]) {
      const panel = await fixture(html`<section class="later"></section>`);
      drop(panel);
      await waitUntil(() => later.uploads.length >= 1);
      expect(later.uploads.length).to.equal(1);
      later.clear();
      expect(round).to.be.lessThan(3);
      panel.remove();
    }
    direct.dropTarget = null;
    await direct.updateComplete;
    expect(drop(element)).to.equal(true);
  });

  it('leaves to an inner field, and to whoever has taken a drop already, what is theirs', async () => {
    const outer = await fixture(
      html`<section class="o">
        <div class="i"><p>x</p></div>
      </section>`,
    );
    const one = await aimedAt('.o');
    const other = await aimedAt('.i');
    drag(outer, 'dragenter', load());
    await one.updateComplete;
    expect(isDragging(one)).to.equal(true);
    drop(outer.querySelector('p')!);
    await waitUntil(() => other.uploads.length === 1);
    await one.updateComplete;
    expect([one.uploads.length, isDragging(one)]).to.deep.equal([0, false]);
    const editor = outer.appendChild(document.createElement('div'));
    editor.addEventListener('drop', (event) => {
      event.preventDefault();
    });
    drag(editor, 'drop', load());
    await aTimeout(20);
    expect(one.uploads).to.be.empty;
  });

  it('takes nothing that was dropped into the zone of another field', async () => {
    const everywhere = await aimedAt('body');
    const { field } = await mount();
    drop(part(field, 'dropzone'));
    await waitUntil(() => field.uploads.length === 1);
    drop(part(everywhere, 'dropzone'));
    await waitUntil(() => everywhere.uploads.length === 1);
    await aTimeout(20);
    expect([everywhere.uploads.length, field.uploads.length]).to.deep.equal([1, 1]);
  });

  it('never lets the browser leave the page for a file, not even while the field is disabled', async () => {
    const field = await aimedAt('body');
    expect(drop(document.documentElement)).to.equal(false);
    await waitUntil(() => field.uploads.length === 1);
    field.disabled = true;
    await field.updateComplete;
    const transfer = load();
    drag(document.body, 'dragenter', transfer);
    const over = drag(document.body, 'dragover', transfer);
    expect([over.defaultPrevented, over.dataTransfer?.dropEffect]).to.deep.equal([true, 'none']);
    expect(drop(document.body)).to.equal(false);
    expect(isDragging(field)).to.equal(false);
    const { field: second } = await mount({ dropTarget: 'body', multiple: true });
    await aTimeout(20);
    drop(document.body);
    await waitUntil(() => second.uploads.length === 1);
    expect(field.uploads).to.have.length(1);
  });
});
