import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { titleOf } from './suite.js';
import { root, suites } from './suites.js';

test('every test file of the repository is in a suite, and every suite has files', () => {
  const inSuites = new Set(suites.flatMap((suite) => suite.files()));
  const patterns = ['{packages/*,demo,test,test/bench}/{src,pages}/**/*{.,-}test.ts'];
  // `pnpm faults` runs those: they take minutes, or a machine of their own.
  const exclude = ['**/*.fault-test.ts'];
  const all = globSync(patterns, { cwd: root, exclude }).map((file) => join(root, file));
  assert.ok(all.length > 20);
  assert.deepEqual(
    all.filter((file) => !inSuites.has(file)),
    [],
  );
  const empty = suites.filter((suite) => suite.files().length === 0);
  assert.deepEqual(empty.map(titleOf), []);
});

test('a file is in one suite only, or in one per engine', () => {
  for (const suite of suites) {
    for (const other of suites) {
      if (suite === other || (suite.name === other.name && suite.engine !== other.engine)) continue;
      const files = new Set(other.files());
      assert.deepEqual(
        suite.files().filter((file) => files.has(file)),
        [],
        `${titleOf(suite)} and ${titleOf(other)}`,
      );
    }
  }
});
