import { expect, fixture, html } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import '../define.js';
import { fakeNetwork, file, type FakeNetwork } from '../testing/fakes.js';
import { part } from '../testing/mount.js';
import { waitUntil } from '../testing/wait-until.js';

interface Pair {
  readonly form: HTMLFormElement;
  readonly own: DirectUpload;
  readonly native: HTMLInputElement;
  readonly net: FakeNetwork;
  /** Puts the same files into both. */
  readonly give: (...names: readonly string[]) => Promise<void>;
}

/** The field and `<input type=file required multiple>`, between text fields in one form. */
async function pair(): Promise<Pair> {
  const net = fakeNetwork();
  const form = await fixture<HTMLFormElement>(
    html`<form>
      <input name="first" value="1" />
      <label id="own-label" for="own">Own</label>
      <direct-upload
        id="own"
        name="own"
        required
        multiple
        .uploader=${net.uploader}
      ></direct-upload>
      <label for="native">Native</label>
      <input id="native" name="native" type="file" required multiple />
      <input name="last" value="2" />
    </form>`,
  );
  const own = form.querySelector('direct-upload')!;
  const native = form.querySelector<HTMLInputElement>('[type=file]')!;
  await own.updateComplete;
  const give = async (...names: readonly string[]): Promise<void> => {
    const transfer = new DataTransfer();
    for (const name of names) transfer.items.add(file(name));
    native.files = transfer.files;
    own.addFiles(names.map((name) => file(name)));
    await waitUntil(() => own.receipts.length === names.length);
  };
  return { form, own, native, net, give };
}

/** What holds for both, as one word each. */
const both = <T>({ own, native }: Pair, ask: (field: HTMLInputElement) => T): T[] => [
  ask(own as unknown as HTMLInputElement),
  ask(native),
];

describe('beside a native file field', () => {
  it('has its place in the form’s elements and data', async () => {
    const all = await pair();
    const { form, own, native, give } = all;
    const controls = [...form.elements].map((each) => each.getAttribute('name'));
    expect(controls).to.deep.equal(['first', 'own', 'native', 'last']);
    expect(form.elements.namedItem('own')).to.equal(own);
    await give('a.txt', 'b.txt');
    const order = ['first', 'own', 'own', 'native', 'native', 'last'];
    expect([...new FormData(form).keys()]).to.deep.equal(order);
    own.name = 'x';
    native.name = 'y';
    expect([...new FormData(form).keys()].join()).to.equal('first,x,x,y,y,last');
    let seen: string[] = [];
    form.addEventListener('formdata', ({ formData }) => (seen = [...formData.keys()]));
    new FormData(form);
    expect(seen.join()).to.equal('first,x,x,y,y,last');
    own.setAttribute('name', '');
    native.name = '';
    expect([...new FormData(form).keys()].join()).to.equal('first,last');
  });

  it('is required in the same moments', async () => {
    const all = await pair();
    const valid = (): unknown[] =>
      both(all, (field) => [field.validity.valueMissing, field.matches(':invalid')].join());
    expect(valid()).to.deep.equal(['true,true', 'true,true']);
    for (const field of [all.own, all.native]) field.required = false;
    expect(valid()).to.deep.equal(['false,false', 'false,false']);
    expect(all.form.checkValidity()).to.equal(true);
    for (const field of [all.own, all.native]) field.required = true;
    expect(all.form.checkValidity()).to.equal(false);
    await all.give('a.txt');
    expect(valid()).to.deep.equal(['false,false', 'false,false']);
    all.form.reset();
    expect(valid()).to.deep.equal(['true,true', 'true,true']);
    expect(both(all, ({ value }) => value)).to.deep.equal(['', '']);
  });

  it('is required from the moment it is in the form', async () => {
    const { form } = await pair();
    form.replaceChildren();
    const [own, native] = [
      document.createElement('direct-upload'),
      document.createElement('input'),
    ];
    native.type = 'file';
    for (const field of [own, native]) {
      field.required = true;
      form.append(field);
      expect([form.checkValidity(), field.willValidate]).to.deep.equal([false, true]);
      field.remove();
      expect(form.checkValidity()).to.equal(true);
    }
  });

  it('is :state(user-invalid) after the person has tried to submit', async () => {
    const all = await pair();
    all.form.requestSubmit();
    await all.own.updateComplete;
    // Not `:user-invalid`: no custom element has that in Chromium, and in Firefox every invalid one has it at once.
    expect(all.own.matches(':state(user-invalid)')).to.equal(true);
    expect(all.native.matches(':user-invalid')).to.equal(true);
    await all.give('a.txt');
    await all.own.updateComplete;
    expect(all.own.matches(':state(user-invalid)')).to.equal(false);
  });

  it('reports where people look, in a sentence', async () => {
    const all = await pair();
    for (const field of [all.own, all.native]) {
      expect(field.reportValidity()).to.equal(false);
      expect(document.activeElement).to.equal(field);
      expect(field.validationMessage).to.not.equal('');
    }
    expect(all.own.validationMessage).to.equal('Choose at least one file.');
  });

  it('is reset in the middle of an upload: nothing comes after that', async () => {
    const { form, own, net } = await pair();
    net.stuck = true;
    own.addFiles([file('a.txt')]);
    await waitUntil(() => own.uploads[0]?.state.status === 'uploading');
    form.reset();
    expect(own.uploads).to.be.empty;
    net.release();
    await own.updateComplete;
    expect([own.receipts.length, net.aborted.length]).to.deep.equal([0, 1]);
  });

  it('is barred by a disabled fieldset; what was begun goes on and counts when that is over', async () => {
    const all = await pair();
    const { form, own, native, net } = all;
    const fieldset = form.appendChild(document.createElement('fieldset'));
    fieldset.append(own, native);
    net.stuck = true;
    own.addFiles([file('a.txt')]);
    await waitUntil(() => own.uploads[0]?.state.status === 'uploading');
    fieldset.disabled = true;
    expect(both(all, (field) => field.willValidate)).to.deep.equal([false, false]);
    expect(both(all, (field) => field.matches(':disabled'))).to.deep.equal([true, true]);
    net.release();
    await waitUntil(() => own.receipts.length === 1);
    expect(new FormData(form).has('own')).to.equal(false);
    fieldset.disabled = false;
    expect(new FormData(form).has('own')).to.equal(true);
  });

  it('is out of the data in the moment it is disabled itself', async () => {
    const all = await pair();
    await all.give('a.txt');
    for (const field of [all.own, all.native]) field.disabled = true;
    expect([...new FormData(all.form).keys()].join()).to.equal('first,last');
    expect(both(all, (field) => field.willValidate)).to.deep.equal([false, false]);
  });

  it('is what its label leads to', async () => {
    const all = await pair();
    const { form, own, native } = all;
    expect(both(all, ({ labels }) => labels?.[0]?.textContent)).to.deep.equal(['Own', 'Native']);
    let clicks = 0;
    own.shadowRoot!.querySelector('input')!.click = () => (clicks += 1);
    form.querySelector<HTMLElement>('#own-label')!.click();
    expect(clicks).to.equal(1);
    own.focus();
    expect(own.shadowRoot!.activeElement).to.equal(part(own, 'button'));
    own.blur();
    native.focus();
    expect(document.activeElement).to.equal(native);
  });

  it('explains itself when the form is submitted during an upload', async () => {
    const { form, own, native, net } = await pair();
    native.required = false;
    net.stuck = true;
    own.addFiles([file('a.txt')]);
    let submits = 0;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      submits += 1;
    });
    form.requestSubmit();
    expect([submits, document.activeElement]).to.deep.equal([0, own]);
    expect(own.validationMessage).to.equal('Wait until 1 file is uploaded.');
    net.release();
    await waitUntil(() => form.checkValidity());
    form.requestSubmit();
    expect(submits).to.equal(1);
  });
});
