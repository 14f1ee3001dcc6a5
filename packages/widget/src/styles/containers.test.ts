import { expect, fixture, html } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import '../define.js';
import { file } from '../testing/fakes.js';
import { part, parts, pick } from '../testing/mount.js';
import { everyState, interrupted, still, stillUploader } from '../testing/stills.js';
import { waitUntil } from '../testing/wait-until.js';

const LONG = 'WhatsApp Image 2026-11-30 at 11.43.07 (1).jpeg';
const LONGER = `${'x'.repeat(300)}.jpeg`;

const containers: Readonly<Record<string, string>> = {
  'a block': '<div class="place"></div>',
  'a fieldset': '<fieldset><legend>Files</legend><div class="place"></div></fieldset>',
  'a fieldset itself': '<fieldset class="place"></fieldset>',
  'a grid of 1fr': '<div style="display: grid; grid-template-columns: 1fr" class="place"></div>',
  'a grid beside a label':
    '<div style="display: grid; grid-template-columns: auto 1fr" class="place"><b>Files</b></div>',
  'a flex row': '<div style="display: flex" class="place"></div>',
  'a flex item that grows':
    '<div style="display: flex"><div style="flex: 1" class="place"></div></div>',
  'a flex column': '<div style="display: flex; flex-direction: column" class="place"></div>',
  'a table cell': '<table><tbody><tr><td>Files</td><td class="place"></td></tr></tbody></table>',
  'a table as wide as the page':
    '<table style="width: 100%"><tbody><tr><td class="place"></td></tr></tbody></table>',
  'a dialog': '<dialog open class="place"></dialog>',
  'an inline block': '<span style="display: inline-block" class="place"></span>',
  'a float': '<div style="float: left" class="place"></div>',
};

/** A field in a container, on a page that is 304 pixels wide: 320 with the margins of the body. */
async function fieldIn(markup: string, field: DirectUpload): Promise<HTMLElement> {
  const page = await fixture<HTMLElement>(html`<div></div>`);
  page.style.cssText = 'inline-size: 304px; position: relative; overflow: auto';
  page.innerHTML = markup;
  const place = page.querySelector('.place');
  place?.append(field);
  await field.updateComplete;
  return page;
}

describe('a long name', () => {
  for (const [what, markup] of Object.entries(containers)) {
    for (const layout of ['list', 'compact', 'grid'] as const) {
      it(`does not widen ${what}, ${layout}`, async () => {
        const named = [...everyState(), ...interrupted()].map((upload, id) =>
          still(id, upload.state.status, id % 2 ? LONG : LONGER),
        );
        const field = document.createElement('direct-upload');
        Object.assign(field, { multiple: true, layout, uploader: stillUploader(named) });
        const page = await fieldIn(markup, field);
        expect(page.scrollWidth).to.be.at.most(304);
        const { right, left } = page.getBoundingClientRect();
        for (const button of parts(field, 'action')) {
          const box = button.getBoundingClientRect();
          expect(box.width).to.be.above(20);
          expect(box.right).to.be.at.most(right);
          expect(box.left).to.be.at.least(left);
        }
        expect(part(field, 'list').clientWidth).to.be.above(150);
      });
    }
  }

  it('does not widen a fieldset by what is said of it', async () => {
    const field = document.createElement('direct-upload');
    field.multiple = true;
    const page = await fieldIn('<fieldset class="place"></fieldset>', field);
    pick(field, file(LONGER), file(LONGER));
    await waitUntil(() => part(field, 'notice').textContent !== '');
    expect(page.scrollWidth).to.be.at.most(304);
  });
});
