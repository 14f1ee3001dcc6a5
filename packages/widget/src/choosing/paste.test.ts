import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { plainOffer } from './file-offer.js';
import { namePasted } from './pasted-name.js';
import { carrying, paste } from '../testing/drops.js';
import { file } from '../testing/fakes.js';
import { mount, part } from '../testing/mount.js';
import { waitUntil } from '../testing/wait-until.js';

const screenshot = (): File => new File(['pixels'], 'image.png', { type: 'image/png' });
const named = ({ uploads }: { readonly uploads: readonly { readonly file: { name: string } }[] }) =>
  uploads.map((upload) => upload.file.name);

// The first test need not wait for the server.
before(() => Promise.all([import('./intake.js'), import('../list/upload-list.js')]));

describe('pasting', () => {
  it('adds files to the field that has the focus, wherever the browser fires the event', async () => {
    const { field } = await mount({ multiple: true });
    field.focus();
    for (const target of [part(field, 'button'), document.documentElement]) {
      field.clear();
      const event = paste(target, carrying(screenshot()));
      expect(event.defaultPrevented).to.equal(true);
      await waitUntil(() => field.uploads.length === 1);
      expect(named(field)[0]).to.match(/^image \d{4}-\d\d-\d\d \d\d-\d\d-\d\d\.png$/);
    }
  });

  it('is none of its business without the focus, without files, or when somebody else took it', async () => {
    const { field } = await mount();
    expect(paste(document.body, carrying(screenshot())).defaultPrevented).to.equal(false);
    field.focus();
    const text = new DataTransfer();
    text.setData('text/plain', 'hello');
    expect(paste(part(field, 'button'), text).defaultPrevented).to.equal(false);
    const button = part(field, 'button');
    button.addEventListener('paste', (event) => {
      event.preventDefault();
    });
    paste(button, carrying(screenshot()));
    field.disabled = true;
    await field.updateComplete;
    await aTimeout(20);
    expect(field.uploads).to.be.empty;
  });

  it('works on the whole page where that is the drop target, but never in an editor', async () => {
    const { field } = await mount({ dropTarget: 'body', multiple: true });
    await import('./drop-target.js');
    await aTimeout(0);
    const page = await fixture(
      html`<div>
        <input type="text" /><textarea></textarea>
        <div contenteditable="true">x</div>
        <button>b</button>
      </div>`,
    );
    for (const editor of page.querySelectorAll('input, textarea, [contenteditable]')) {
      expect(paste(editor, carrying(screenshot())).defaultPrevented).to.equal(false);
    }
    expect(paste(page.querySelector('button')!, carrying(file('a.txt'))).defaultPrevented).to.equal(
      true,
    );
    await waitUntil(() => field.uploads.length === 1);
    expect(named(field)).to.deep.equal(['a.txt']);
  });
});

describe('the name of a pasted file', () => {
  const now = new Date(2026, 10, 5, 7, 8, 9);
  const after = (...names: readonly string[]): string[] =>
    namePasted(plainOffer(names.map((name) => file(name))), now).files.map(({ name }) => name);

  it('says when, where it says nothing else', () => {
    expect(after('image.png')).to.deep.equal(['image 2026-11-05 07-08-09.png']);
    expect(after('image.png', 'Image.jpeg', 'report.pdf', 'image plan.png')).to.deep.equal([
      ...['image 2026-11-05 07-08-09.png', 'image 2026-11-05 07-08-09 2.jpeg'],
      ...['report.pdf', 'image plan.png'],
    ]);
  });

  it('stays where the file came in a folder', () => {
    const one = file('image.png');
    const paths = new Map([[one, 'album/image.png']]);
    expect(namePasted({ ...plainOffer([one]), paths }, now).files).to.deep.equal([one]);
  });
});
