import { aTimeout, expect, nextFrame } from '@open-wc/testing';
import type { DirectUpload } from './direct-upload.js';
import { fieldScope } from './form/field-scope.js';
import { fakeNetwork, file, type FakeNetwork } from './testing/fakes.js';
import './define.js';
import { waitUntil } from './testing/wait-until.js';

const page = document.createElement('div');
/** All so far: what one test leaves under way must not be offered to the next. */
const shown = new Set<DirectUpload>();

/** Forms of the page, as the server sends them. */
function show(html: string): readonly DirectUpload[] {
  page.innerHTML = html;
  for (const field of fields()) shown.add(field);
  return fields();
}

const fields = (): readonly DirectUpload[] => [...page.querySelectorAll('direct-upload')];
const statuses = (field: DirectUpload | undefined): readonly string[] =>
  (field?.uploads ?? []).map(({ state }) => state.status);

/** Has the field send a file that does not come to an end. */
async function send(field: DirectUpload, name: string): Promise<FakeNetwork> {
  const net = fakeNetwork();
  net.silent = true;
  field.signer = net.signer;
  field.uploader.add([file(name)]);
  await waitUntil(() => statuses(field).length === 1);
  return net;
}

describe('a field that is put in the place of another', () => {
  before(() => {
    document.body.append(page);
  });
  afterEach(() => {
    for (const field of [...shown, ...fields()]) field.clear();
    shown.clear();
    page.replaceChildren();
  });
  after(() => {
    page.remove();
  });

  const FORM = '<form id="a"><direct-upload name="file" endpoint="/none"></direct-upload></form>';

  it('takes over what is being sent, and its form knows', async () => {
    const [old] = show(FORM);
    const { uploader } = old!;
    await send(old!, 'a.txt');
    page.innerHTML = FORM;
    const [field] = fields();
    await waitUntil(() => field?.uploads.length === 1);
    expect(field).to.not.equal(old);
    expect(field!.uploader).to.equal(uploader);
    expect(field!.checkValidity()).to.equal(false);
    expect(old!.uploads).to.have.length(0);
    expect(statuses(field)).to.not.include('paused');
  });

  it('takes it over also when it comes after the field was told that it is gone', async () => {
    const [old] = show(FORM);
    await send(old!, 'a.txt');
    page.replaceChildren();
    // No frame comes between microtasks.
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
    const [field] = show(FORM);
    await waitUntil(() => field?.uploads.length === 1);
    expect(statuses(field)).to.not.include('paused');
    expect(old!.uploads).to.have.length(0);
  });

  it('takes nothing over once the page was drawn without it', async () => {
    const [old] = show(FORM);
    await send(old!, 'a.txt');
    page.replaceChildren();
    await nextFrame();
    await aTimeout(50);
    const [field] = show(FORM);
    await field!.updateComplete;
    expect([statuses(old), statuses(field)]).to.deep.equal([['paused'], []]);
  });

  it('keeps its uploads from nobody once the page was drawn without it, and goes on if it comes back', async () => {
    const [old] = show(FORM);
    await send(old!, 'a.txt');
    let released = 0;
    old!.uploader.release = () => {
      released += 1;
    };
    const form = old!.form!;
    form.remove();
    await waitUntil(() => released === 1);
    expect(statuses(old)).to.deep.equal(['paused']);
    page.append(form);
    await waitUntil(() => statuses(old)[0] !== 'paused');
    form.remove();
    page.append(form);
    await nextFrame();
    await aTimeout(50);
    expect(released).to.equal(1, 'it was only moved');
  });

  it('leaves to each of two forms its own', async () => {
    const two = FORM + FORM.replace('"a"', '"b"');
    const [first, second] = show(two);
    await send(first!, 'a.txt');
    await send(second!, 'b.txt');
    page.innerHTML = two;
    await waitUntil(() => fields().every(({ uploads }) => uploads.length === 1));
    expect(fields().map(({ uploads }) => uploads[0]?.file.name)).to.deep.equal(['a.txt', 'b.txt']);
  });

  it('is not one that is only moved', async () => {
    const [old] = show(FORM);
    await send(old!, 'a.txt');
    const other = document.createElement('form');
    page.append(other);
    other.append(old!);
    await Promise.resolve();
    expect(old!.uploads).to.have.length(1);
    expect(statuses(old)).to.not.include('paused');
  });

  it('is not one of another name, or of another person', async () => {
    const [old] = show(FORM);
    await send(old!, 'a.txt');
    show(FORM.replace('"file"', '"other"') + FORM.replace('name=', 'person="7" name='));
    await waitUntil(() => statuses(old)[0] === 'paused');
    expect(fields().map(({ uploads }) => uploads.length)).to.deep.equal([0, 0]);
  });
});

describe('fieldScope', () => {
  beforeEach(() => {
    document.body.append(page);
  });
  afterEach(() => {
    page.remove();
  });

  it('tells all fields of a page apart, and is the same after a reload', () => {
    const html = `
      <direct-upload name="file"></direct-upload>
      <form><direct-upload name="file"></direct-upload><direct-upload name="file"></direct-upload></form>
      <form><direct-upload name="file"></direct-upload></form>
      <form id="a"><direct-upload name="file"></direct-upload></form>
      <form name="a"><direct-upload name="file"></direct-upload></form>
      <form action="/a"><direct-upload name="file"></direct-upload><input name="id"></form>`;
    const before = show(html).map(fieldScope);
    expect(new Set(before).size).to.equal(7);
    expect(show(html).map(fieldScope)).to.deep.equal(before);
  });
});
