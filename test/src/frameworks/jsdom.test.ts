/**
 * The element in jsdom, in which people test the components that they build around it: it has no form-associated internals, no
 * constructed style sheets, no observers and no media queries.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JSDOM, VirtualConsole } from 'jsdom';

interface Field extends HTMLElement {
  readonly updateComplete: Promise<boolean>;
  readonly uploads: readonly { readonly file: { readonly name: string } }[];
  addFiles(files: readonly unknown[]): void;
  checkValidity(): boolean;
  clear(): void;
}

/** Puts what a page has into the global scope, as test runners do. */
function enter(onError: (error: unknown) => void): Window & typeof globalThis {
  const virtualConsole = new VirtualConsole();
  virtualConsole.on('jsdomError', onError);
  const { window } = new JSDOM('<!doctype html><form></form>', {
    url: 'https://page.test/',
    virtualConsole,
    pretendToBeVisual: true,
  });
  for (const key of Object.getOwnPropertyNames(window)) {
    if (key in globalThis && !/^(?:Abort|Event|Blob|File|FormData)/.test(key)) continue;
    const descriptor = Object.getOwnPropertyDescriptor(window, key);
    if (descriptor) Object.defineProperty(globalThis, key, { ...descriptor, configurable: true });
  }
  for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent'] as const) {
    Object.defineProperty(globalThis, name, {
      value: window[name].bind(window),
      configurable: true,
    });
  }
  return window as unknown as Window & typeof globalThis;
}

test('the element renders, lists and validates in jsdom', async () => {
  const failures: unknown[] = [];
  process.on('unhandledRejection', (reason) => failures.push(reason));
  const { document, File } = enter((error) => failures.push(error));
  await import('@direct-upload/widget/define');
  const field = document.createElement('direct-upload') as Field;
  for (const name of ['multiple', 'required']) field.setAttribute(name, '');
  field.setAttribute('autostart', 'false');
  document.querySelector('form')?.append(field);
  await field.updateComplete;
  const shown = (part: string): readonly Element[] => [
    ...(field.shadowRoot?.querySelectorAll(`[part~=${part}]`) ?? []),
  ];
  assert.equal(shown('button')[0]?.textContent.trim(), 'Choose files');
  assert.equal(field.checkValidity(), false);
  field.addFiles([new File(['a'], 'a.txt'), new File(['b'], 'b.txt')]);
  await field.updateComplete;
  assert.equal(shown('row').length, 2);
  assert.equal(field.checkValidity(), false);
  field.clear();
  await field.updateComplete;
  assert.equal(field.uploads.length, 0);
  field.remove();
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(failures, []);
});
