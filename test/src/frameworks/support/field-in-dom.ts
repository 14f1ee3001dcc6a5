/**
 * Uses the element in an imitation of a browser, in which people test the components that they build around it. The global scope has
 * what a page has by then.
 *
 * @module
 */
import assert from 'node:assert/strict';

interface Field extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
  readonly uploads: readonly { readonly file: { readonly name: string } }[];
  addFiles(files: readonly unknown[]): void;
  checkValidity(): boolean;
  clear(): void;
}

/** It renders, validates, lists files and lets them go. */
export async function tryField(document: Document, makeFile: typeof File): Promise<void> {
  await import('@direct-upload/widget/define');
  const field = document.createElement('direct-upload') as Field;
  for (const name of ['multiple', 'required']) field.setAttribute(name, '');
  field.setAttribute('autostart', 'false');
  const form = document.createElement('form');
  document.body.append(form);
  form.append(field);
  await field.updateComplete;
  const shown = (part: string): readonly Element[] => [
    ...(field.shadowRoot?.querySelectorAll(`[part~=${part}]`) ?? []),
  ];
  assert.equal(shown('button')[0]?.textContent.trim(), 'Choose files');
  assert.equal(field.checkValidity(), false);
  field.addFiles([new makeFile(['a'], 'a.txt'), new makeFile(['b'], 'b.txt')]);
  await field.updateComplete;
  assert.deepEqual(
    field.uploads.map(({ file }) => file.name),
    ['a.txt', 'b.txt'],
  );
  assert.equal(shown('row').length, 2);
  assert.equal(field.checkValidity(), false);
  field.clear();
  await field.updateComplete;
  assert.equal(field.uploads.length, 0);
  field.remove();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
}
