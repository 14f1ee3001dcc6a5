import { expect } from '@open-wc/testing';
import type { DirectUpload } from './direct-upload.js';
import { file } from './testing/fakes.js';
import { mount, part, parts } from './testing/mount.js';
import { waitUntil } from './testing/wait-until.js';

function slotted(field: DirectUpload, name: string, text: string): HTMLElement {
  const content = document.createElement('span');
  Object.assign(content, { slot: name, textContent: text });
  field.append(content);
  return content;
}
const isShown = (element: Element): boolean => element.getClientRects().length > 0;
const opened = (field: DirectUpload): { count: number } => {
  const clicks = { count: 0 };
  field.shadowRoot!.querySelector('input')!.click = () => (clicks.count += 1);
  return clicks;
};

describe('slots', () => {
  it('have the field’s own content where the page has none', async () => {
    const { field } = await mount({ accept: 'image/*' });
    expect(part(field, 'button').textContent.trim()).to.equal('Choose file');
    expect(part(field, 'hint').textContent).to.equal('Images');
    expect(isShown(part(field, 'icon'))).to.equal(true);
  });

  it('take the place of the zone, whenever they come; the keyboard still finds the button', async () => {
    const { field } = await mount({ accept: 'image/*' });
    const content = slotted(field, 'zone', 'Drop your photos, dear');
    await waitUntil(() => parts(field, 'icon').length === 0);
    const button = part(field, 'button');
    expect([isShown(content), isShown(part(field, 'hint'))]).to.deep.equal([true, false]);
    const prompt = part(field, 'prompt');
    expect(prompt.getBoundingClientRect().width).to.be.lessThan(2);
    const clicks = opened(field);
    content.click();
    expect(clicks.count).to.equal(1);
    field.focus();
    expect(field.shadowRoot!.activeElement).to.equal(button);
    expect(prompt.getBoundingClientRect().width).to.be.greaterThan(20);
    content.remove();
    await waitUntil(() => parts(field, 'icon').length === 1);
  });

  it('label and describe the button', async () => {
    const { field } = await mount();
    expect(isShown(part(field, 'hint'))).to.equal(false);
    const label = slotted(field, 'button', 'Photos …');
    slotted(field, 'hint', 'Only pretty ones');
    await waitUntil(() => isShown(part(field, 'hint')));
    const button = part(field, 'button');
    expect(button.getAttribute('aria-describedby')).to.equal(part(field, 'hint').id);
    const slot = button.querySelector('slot')!;
    expect(slot.assignedElements()).to.deep.equal([label]);
    const clicks = opened(field);
    label.click();
    expect(clicks.count).to.equal(1);
  });

  it('show what is to be seen while there are no files', async () => {
    const { field } = await mount();
    const content = slotted(field, 'empty', 'Nothing here yet');
    await field.updateComplete;
    expect(isShown(content)).to.equal(true);
    field.addFiles([file('a.txt')]);
    await field.updateComplete;
    expect(isShown(content)).to.equal(false);
    const clicks = opened(field);
    field.clear();
    await field.updateComplete;
    content.click();
    expect(clicks.count).to.equal(0);
  });
});
