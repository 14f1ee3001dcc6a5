/**
 * The element in happy-dom, whose files have their name as a property of their own.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GlobalRegistrator } from '@happy-dom/global-registrator';
import { tryField } from './support/field-in-dom.js';

test('the element renders, lists and validates in happy-dom', async () => {
  const failures: unknown[] = [];
  process.on('unhandledRejection', (reason) => failures.push(reason));
  GlobalRegistrator.register({ url: 'https://page.test/' });
  await tryField(document, File);
  assert.deepEqual(failures, []);
});
