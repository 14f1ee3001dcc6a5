/**
 * A person with nothing but a keyboard: chooses files, removes one, chooses again and sends the form, with the real keys of
 * the real browser. Only the system's file dialog is played by the test.
 *
 * @module
 */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { openForm, randomFile, verified, type StoryPage } from './page.browser.js';
import { waitUntil } from '../../../packages/widget/src/testing/wait-until.js';

/** More Tabs than any of the pages has stops. */
const ENOUGH = 30;

describe('with the keyboard alone', () => {
  let page: StoryPage;
  let dialog: readonly File[];

  beforeEach(async () => {
    page = await openForm();
    playDialog(page, () => dialog);
    page.document.querySelector('a')!.focus();
  });
  afterEach(() => {
    page.frame.remove();
  });

  it('uploads, removes, uploads again and sends', async () => {
    const { field, form } = page;
    await tabTo(page, 'Choose files');
    dialog = [randomFile('first.txt')];
    await sendKeys({ press: 'Enter' });
    await verified(field, 1);
    expect(focused(page), 'the keyboard stays where it was').to.equal('Add files');

    await tabTo(page, 'Remove first.txt');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => field.uploads.length === 0);
    await field.updateComplete;
    expect(focused(page), 'the row is gone, the focus is not').to.equal('Choose files');
    expect(form.checkValidity()).to.equal(false);

    dialog = [randomFile('second.txt'), randomFile('third.txt')];
    await sendKeys({ type: ' ' });
    await verified(field, 2);
    const sent = new Promise<FormData>((resolve) => {
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        resolve(new FormData(form));
      });
    });
    await tabTo(page, 'Send');
    await sendKeys({ press: 'Enter' });
    const names = (await sent).getAll('photos').map(nameIn);
    expect(names.toSorted()).to.deep.equal(['second.txt', 'third.txt']);
  });

  it('is led to the field by a form that cannot be sent yet', async () => {
    await tabTo(page, 'Send');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused(page) === 'Choose files');
  });

  it('leaves and comes back without a trap', async () => {
    const stops: string[] = [];
    for (let step = 0; step < ENOUGH && stops.at(-1) !== 'Reset'; step += 1) {
      await sendKeys({ press: 'Tab' });
      stops.push(focused(page));
    }
    expect(stops).to.include('Choose files');
    expect(stops.at(-1)).to.equal('Reset');
  });
});

/** The native input's dialog: what is "chosen" arrives as it does from the system. */
function playDialog({ frame }: StoryPage, choose: () => readonly File[]): void {
  const page = frame.contentWindow as Window & typeof globalThis;
  Object.assign(page, { showOpenFilePicker: undefined });
  page.HTMLInputElement.prototype.click = function (this: HTMLInputElement) {
    const transfer = new DataTransfer();
    for (const file of choose()) transfer.items.add(file);
    this.files = transfer.files;
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new Event('change', { bubbles: true }));
  };
}

/** Presses Tab until this is focused; fails with the stops on the way. */
async function tabTo(page: StoryPage, name: string): Promise<void> {
  const stops: string[] = [];
  for (let step = 0; step < ENOUGH; step += 1) {
    if (focused(page) === name) return;
    await sendKeys({ press: 'Tab' });
    stops.push(focused(page));
  }
  throw new Error(`Tab never came to "${name}", only to: ${stops.join(', ')}`);
}

/** The name or text of what has the focus, through the field's shadow root. */
function focused({ document }: StoryPage): string {
  const outer = document.activeElement;
  const inner = outer?.shadowRoot?.activeElement ?? outer;
  return inner?.getAttribute('aria-label') ?? inner?.textContent.trim() ?? '';
}

/** The file name in a receipt, as an app server reads it after it has checked the signature. */
function nameIn(receipt: FormDataEntryValue): string {
  if (receipt instanceof File) throw new TypeError('a receipt is text');
  const payload = receipt.split('.')[1] ?? '';
  const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
  return (JSON.parse(json) as { readonly upload: { readonly name: string } }).upload.name;
}
