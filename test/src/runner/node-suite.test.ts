import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Outcome } from './suite.js';

interface Result {
  readonly outcome: Outcome;
  readonly printed: string;
}

describe('runNodeTests', () => {
  let directory: string;
  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'runner-'));
    mkdirSync(join(directory, 'src'));
    mkdirSync(join(directory, 'dist'));
    writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  });
  after(() => {
    rmSync(directory, { recursive: true });
  });

  test('counts leaves only', () => {
    const { outcome } = runText(`
      describe('a', () => { test('1', () => {}); describe('b', () => { test('2', () => {}); }); });
      test('c', async (t) => { await t.test('3', () => {}); await t.test('4', () => {}); });
      test('5', () => {});`);
    assert.deepEqual(outcome, { passed: 5, failed: 0, skipped: [] });
  });

  test('counts a failure once and shows it in full', () => {
    const { outcome, printed } = runText(`
      describe('a', () => { test('bad', () => { console.log('evidence'); assert.equal(1, 2); }); });`);
    assert.deepEqual(outcome, { passed: 0, failed: 1, skipped: [] });
    assert.match(printed, /one\.test\.ts › a › bad/);
    assert.match(printed, /1 !== 2/);
    assert.match(printed, /evidence/);
  });

  test('counts a failing hook and the tests it kept from running', () => {
    const { outcome } = runText(`
      describe('a', () => { before(() => { throw new Error('hook'); }); test('x', () => {}); });`);
    assert.deepEqual(outcome, { passed: 0, failed: 2, skipped: [] });
  });

  test('reports a skip with its reason', () => {
    const { outcome } = runText(`test('x', { skip: 'no Swift' }, () => {}); test('y', () => {});`);
    assert.equal(outcome.passed, 1);
    assert.deepEqual(
      outcome.skipped.map((skip) => skip.reason),
      ['no Swift'],
    );
  });

  test('fails a file without tests, one that cannot load and one that is not compiled', () => {
    assert.equal(runText('').outcome.failed, 1);
    assert.equal(runText(`throw new Error('load');`).outcome.failed, 1);
    assert.equal(runText(undefined).outcome.failed, 1);
  });

  test('kills a file that hangs', () => {
    const { outcome, printed } = runText(
      `test('x', () => new Promise(() => { setInterval(() => {}, 1000); }));`,
      1500,
    );
    assert.equal(outcome.passed, 0);
    assert.ok(outcome.failed >= 1);
    assert.match(printed, /did not end within 1\.5 s/);
  });

  test('adds up the files of all lanes', () => {
    const sources = Array.from({ length: 5 }, (_, index) => `file-${index}.test`);
    for (const name of sources) {
      write(
        name,
        `for (const x of 'abc') test(x, async () => { await new Promise(setImmediate); });`,
      );
    }
    assert.equal(runFiles(sources, 20_000, 2).outcome.passed, 15);
  });

  function runText(text: string | undefined, limit = 20_000): Result {
    write('one.test', text);
    return runFiles(['one.test'], limit, 1);
  }

  function write(name: string, text: string | undefined): void {
    const compiled = join(directory, 'dist', `${name}.js`);
    rmSync(compiled, { force: true });
    const imports = `import assert from 'node:assert/strict';
      import { test, describe, before } from 'node:test';\n`;
    if (text !== undefined) writeFileSync(compiled, imports + text);
  }

  /** node:test refuses to run inside a test, so the runner gets a process of its own. */
  function runFiles(names: readonly string[], limit: number, lanes: number): Result {
    const sources = names.map((name) => join(directory, 'src', `${name}.ts`));
    // A file, not --eval: node:test hands its own process's flags on to the files it runs.
    const script = join(directory, 'run.mjs');
    writeFileSync(
      script,
      `import { runNodeTests } from ${JSON.stringify(new URL('./node-suite.js', import.meta.url))};
      import { createLanes } from ${JSON.stringify(new URL('./lanes.js', import.meta.url))};
      let printed = '';
      const print = (text) => { printed += text + '\\n'; };
      const signal = new AbortController().signal;
      const lanes = createLanes(${lanes});
      const context = { print, signal, lanes, always: true };
      const outcome = await runNodeTests(${JSON.stringify(sources)}, { limit: ${limit} }, context);
      console.log(JSON.stringify({ outcome, printed }));`,
    );
    const env = { ...process.env };
    delete env['NODE_TEST_CONTEXT'];
    const { stdout, stderr } = spawnSync(process.execPath, [script], { env });
    assert.equal(stderr.toString(), '');
    return JSON.parse(stdout.toString()) as Result;
  }
});
