/**
 * Puts a field on the page and looks at it as a person does.
 *
 * @module
 */
import { fixture, html } from '@open-wc/testing';
import type { DirectUpload } from '../direct-upload.js';
import '../define.js';
import { fakeNetwork, type FakeNetwork } from './fakes.js';

/** A field in a form. */
export interface Mounted {
  readonly form: HTMLFormElement;
  readonly field: DirectUpload;
  readonly net: FakeNetwork;
}

/** A labelled field on a fake network, in a form. `properties` are set before it is attached. */
export async function mount(
  properties: Partial<Omit<DirectUpload, 'style'>> = {},
  options: { readonly autostart?: boolean } = {},
): Promise<Mounted> {
  const net = fakeNetwork(options);
  const field = document.createElement('direct-upload');
  Object.assign(field, { name: 'photos', id: 'field', uploader: net.uploader, ...properties });
  const form = await fixture<HTMLFormElement>(
    html`<form><label for="field">Holiday photos</label>${field}<button>Send</button></form>`,
  );
  await field.updateComplete;
  return { form, field, net };
}

/** The elements that carry a part name, in order. */
export function parts(field: DirectUpload, name: string): HTMLElement[] {
  return [...(field.shadowRoot?.querySelectorAll<HTMLElement>(`[part~='${name}']`) ?? [])];
}

/** The first one, which must be there. */
export function part(field: DirectUpload, name: string): HTMLElement {
  const [first] = parts(field, name);
  if (!first) throw new Error(`the field shows no part "${name}"`);
  return first;
}

/** A row's texts, as shown: `a.txt | 1 kB | Uploaded`. */
export function rows(field: DirectUpload): string[] {
  return parts(field, 'row').map((row) =>
    ['name', 'size', 'status']
      .map((name) => row.querySelector(`[part='${name}']`)?.textContent.trim())
      .join(' | '),
  );
}

/** The texts or labels of all buttons. */
export function buttons(root: Element | ShadowRoot): string[] {
  return [...root.querySelectorAll('button')].map(
    (button) => button.getAttribute('aria-label') ?? button.textContent.trim(),
  );
}

/** Presses the button with this label or text. */
export function press(field: DirectUpload, label: string): void {
  const all = [...(field.shadowRoot?.querySelectorAll('button') ?? [])];
  const button = all.find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent.trim()) === label,
  );
  if (!button) throw new Error(`there is no button "${label}", only ${all.length} others`);
  button.click();
}

/** What the form would submit under a name. */
export function submitted(form: HTMLFormElement, name = 'photos'): FormDataEntryValue[] {
  return new FormData(form).getAll(name);
}

/** Has a person choose these in the native dialog. */
export function pick(field: DirectUpload, ...files: readonly File[]): void {
  const input = field.shadowRoot?.querySelector('input');
  if (!input) throw new Error('the field has no native input');
  const picked = new DataTransfer();
  for (const each of files) picked.items.add(each);
  input.files = picked.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
