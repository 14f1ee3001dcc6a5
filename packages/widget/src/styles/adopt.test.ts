import { expect } from '@open-wc/testing';
import { mount, part } from '../testing/mount.js';
import { everyState, stillUploader } from '../testing/stills.js';

/** What tells whether the styles of the field and of its list are in force. */
function look(field: HTMLElement): readonly string[] {
  const { defaultView } = field.ownerDocument;
  return ['dropzone', 'list', 'row', 'action'].map((name) => {
    const shown = field.shadowRoot!.querySelector(`[part~='${name}']`)!;
    const { display, borderTopStyle, listStyleType } = defaultView!.getComputedStyle(shown);
    return `${display} ${borderTopStyle} ${listStyleType}`;
  });
}

describe('a field that moves to another document', () => {
  it('keeps its look, there and back', async () => {
    const frame = document.createElement('iframe');
    frame.width = '800';
    document.body.append(frame);
    const { form, field } = await mount({ multiple: true, uploader: stillUploader(everyState()) });
    const before = look(field);
    const there = frame.contentDocument!;
    there.body.append(there.adoptNode(field));
    await field.updateComplete;
    expect(look(field)).to.deep.equal(before);
    form.append(document.adoptNode(field));
    await field.updateComplete;
    expect(look(field)).to.deep.equal(before);
    frame.remove();
  });

  it('has its look where it is first shown', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const other = document.createElement('direct-upload');
    frame.contentDocument!.body.append(other);
    await other.updateComplete;
    const { borderTopStyle } = frame.contentWindow!.getComputedStyle(part(other, 'dropzone'));
    expect(borderTopStyle).to.equal('dashed');
    frame.remove();
  });
});
