/**
 * The element in jsdom, in which people test the components that they build around it: it has no form-associated internals, no
 * constructed style sheets, no observers and no media queries.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JSDOM, VirtualConsole } from 'jsdom';
import { tryField } from './support/field-in-dom.js';

/** Puts what a page has into the global scope, as test runners do. */
function enter(onError: (error: unknown) => void): Window & typeof globalThis {
  const virtualConsole = new VirtualConsole();
  virtualConsole.on('jsdomError', onError);
  const { window } = new JSDOM('<!doctype html>', {
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
  await tryField(document, File);
  assert.deepEqual(failures, []);
});
