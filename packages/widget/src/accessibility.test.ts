import { expect } from '@open-wc/testing';
import { UploadError } from './engine/index.js';
import { file } from './testing/fakes.js';
import { mount, part, parts, press, rows } from './testing/mount.js';
import { everyState, interrupted, still, stillUploader } from './testing/stills.js';
import { waitUntil } from './testing/wait-until.js';

describe('accessibility', () => {
  it('gives buttons a target of 24 pixels and more', async () => {
    const states = [...everyState(), ...interrupted()].map((upload, index) => ({
      ...upload,
      id: `${index}`,
    }));
    const { field } = await mount({ uploader: stillUploader(states), multiple: true });
    for (const button of field.shadowRoot!.querySelectorAll('button')) {
      const { width, height } = button.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(24);
    }
  });

  it('announces what was added, what failed and the end, and no progress', async () => {
    const { field, net } = await mount({ multiple: true });
    const said: string[] = [];
    const region = field.shadowRoot!.querySelector('[part=announcement]')!;
    const observer = new MutationObserver(() => said.push(region.textContent));
    observer.observe(region, { childList: true, characterData: true, subtree: true });
    net.refuse.add('b.txt');
    net.stuck = true;
    field.addFiles([file('a.txt'), file('b.txt'), file('c.txt')]);
    await waitUntil(() => said.length === 2);
    net.release();
    await waitUntil(() => said.length === 3);
    observer.disconnect();
    expect(said).to.deep.equal([
      '3 files added.',
      'b.txt: The service said no.',
      '2 files uploaded.',
    ]);
  });

  it('says the same thing twice where it happens twice', async () => {
    const { field } = await mount({ multiple: true });
    const texts: string[] = [];
    for (const name of ['a.txt', 'b.txt']) {
      field.addFiles([file(name)]);
      await field.updateComplete;
      texts.push(field.shadowRoot!.querySelector('[part=announcement]')!.textContent);
    }
    expect(texts[0]).to.not.equal(texts[1]);
    expect(texts.map((text) => text.trim())).to.deep.equal(['1 file added.', '1 file added.']);
  });
});

describe('focus', () => {
  const focused = (field: Element): string | null | undefined =>
    field.shadowRoot?.activeElement?.getAttribute('aria-label') ??
    field.shadowRoot?.activeElement?.textContent.trim();

  it('goes to the button when the field gets it', async () => {
    const { field } = await mount();
    field.focus();
    expect(focused(field)).to.equal('Choose file');
  });

  it('moves to the next row when a row goes, at the end to the one before, then home', async () => {
    const { field } = await mount({ multiple: true });
    field.addFiles([file('a.txt'), file('b.txt'), file('c.txt')]);
    await waitUntil(() => rows(field).filter((row) => row.endsWith('Uploaded')).length === 3);
    const steps: unknown[] = [];
    for (const name of ['b.txt', 'c.txt', 'a.txt']) {
      parts(field, 'remove')
        .find((button) => button.getAttribute('aria-label') === `Remove ${name}`)!
        .focus();
      press(field, `Remove ${name}`);
      await field.updateComplete;
      const row = field.shadowRoot!.activeElement?.closest('li');
      steps.push(row?.querySelector('[part=name]')?.textContent.trim() ?? focused(field));
      // A second Enter does nothing there.
      expect(field.shadowRoot!.activeElement?.matches('li, [data-home]')).to.equal(true);
    }
    expect(steps).to.deep.equal(['c.txt', 'a.txt', 'Choose files']);
  });

  it('stays in the row when its pause button goes, and not on the button that removes', async () => {
    const source = stillUploader([still(1, 'uploading', 'a.txt')]);
    const { field } = await mount({ uploader: source });
    part(field, 'pause').focus();
    source.show([still(1, 'done', 'a.txt')]);
    await field.updateComplete;
    expect(field.shadowRoot!.activeElement).to.equal(part(field, 'row'));
  });

  it('does not stay on a button that became another one', async () => {
    const failed = still(2, 'failed', 'b', 1, new UploadError('too-large', 'No.'));
    const source = stillUploader([still(1, 'uploading'), failed]);
    const { field } = await mount({ uploader: source, multiple: true });
    part(field, 'dismiss').focus();
    source.show([still(1, 'uploading')]);
    source.show([still(1, 'uploading'), still(3, 'uploading')]);
    await field.updateComplete;
    expect(focused(field)).to.equal('Add files');
    part(field, 'summary-action').focus();
    source.show([still(1, 'paused'), still(3, 'paused')]);
    await field.updateComplete;
    expect(focused(field)).to.equal('Resume all');
  });

  it('goes home when the button for all goes', async () => {
    const source = stillUploader([still(1, 'failed'), still(2, 'done')]);
    const { field } = await mount({ uploader: source, multiple: true });
    part(field, 'summary-action').focus();
    source.show([still(2, 'done')]);
    await field.updateComplete;
    expect(focused(field)).to.equal('Add files');
  });

  it('is left alone when it is elsewhere', async () => {
    const source = stillUploader([still(1, 'failed', 'a', 1, new UploadError('cors', 'No.'))]);
    const { field, form } = await mount({ uploader: source });
    form.querySelector('button')!.focus();
    source.show([]);
    await field.updateComplete;
    expect(document.activeElement).to.equal(form.querySelector('button'));
  });
});
