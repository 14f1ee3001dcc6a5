/**
 * `pnpm faults [name …]`: the faults that take too long, or too much of the machine, for every run of the tests: files
 * `*.fault-test.ts` beside this one. Without a name all of them; ends with the line `N passed, N failed`.
 *
 * @module
 */
import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
/** Milliseconds for one test. */
const LIMIT = 300_000;

const files = globSync('*.fault-test.js', { cwd: here }).sort();
const nameOf = (file: string): string => basename(file, '.fault-test.js');

/** Runs these, one file after the other: each has the machine for itself. */
async function runAll(chosen: readonly string[]): Promise<number> {
  const counts = { passed: 0, failed: 0 };
  const paths = chosen.map((file) => join(here, file));
  const tests = run({ files: paths, concurrency: 1, timeout: LIMIT });
  tests.on('test:pass', ({ details }) => {
    if (details.type !== 'suite') counts.passed += 1;
  });
  tests.on('test:fail', ({ details }) => {
    if (details.type !== 'suite') counts.failed += 1;
  });
  for await (const text of tests.compose(new spec())) process.stdout.write(text as string);
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  return counts.failed > 0 || counts.passed === 0 ? 1 : 0;
}

const words = process.argv.slice(2);
const unknown = words.filter((word) => !files.map(nameOf).includes(word));
if (unknown.length > 0) {
  const known = files.map(nameOf).join(', ');
  process.stderr.write(`There is no ${unknown.join(', ')}; there are ${known}.\n`);
  process.exitCode = 2;
} else {
  const chosen = files.filter((file) => words.length === 0 || words.includes(nameOf(file)));
  process.exitCode = await runAll(chosen);
}
