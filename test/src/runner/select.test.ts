import assert from 'node:assert/strict';
import { test } from 'node:test';
import { select } from './select.js';
import type { Suite } from './suite.js';
import { nothing, titleOf } from './suite.js';

const suites: readonly Suite[] = [
  suite('dev-storage', ['/r/packages/dev-storage/src/disk.test.ts']),
  suite('widget', ['/r/src/hasher.test.ts', '/r/src/form.test.ts'], 'chromium'),
  suite('widget', ['/r/src/hasher.test.ts', '/r/src/form.test.ts'], 'firefox'),
  suite('e2e', []),
];

test('no words mean everything, also a suite without files (which will fail)', () => {
  assert.deepEqual(chosen(), ['dev-storage 1', 'widget chromium 2', 'widget firefox 2', 'e2e 0']);
});

test('names add up, engines narrow down', () => {
  assert.deepEqual(chosen('dev-storage', 'e2e'), ['dev-storage 1', 'e2e 0']);
  assert.deepEqual(chosen('widget', 'firefox'), ['widget firefox 2']);
  assert.deepEqual(chosen('chromium'), ['widget chromium 2']);
});

test('other words are parts of paths', () => {
  assert.deepEqual(chosen('hasher'), ['widget chromium 1', 'widget firefox 1']);
  assert.deepEqual(chosen('chromium', 'form', 'hasher'), ['widget chromium 2']);
});

test('what matches nothing is an error that lists the choices', () => {
  assert.throws(() => select(suites, ['wigdet']), /"wigdet".*dev-storage, widget, e2e.*firefox/);
  assert.throws(() => select(suites, ['dev-storage', 'firefox']));
});

function chosen(...words: readonly string[]): readonly string[] {
  return select(suites, words).map(({ suite, files }) => `${titleOf(suite)} ${files.length}`);
}

function suite(name: string, files: readonly string[], engine?: 'chromium' | 'firefox'): Suite {
  return {
    name,
    ...(engine && { engine }),
    needs: [],
    allOrNothing: false,
    files: () => files,
    run: () => Promise.resolve(nothing),
  };
}
