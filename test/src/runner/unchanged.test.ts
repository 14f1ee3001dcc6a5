import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import type { Outcome } from './suite.js';
import { nothing } from './suite.js';
import { runUnlessUnchanged, type Inputs } from './unchanged.js';

const passed: Outcome = { ...nothing, passed: 3 };

describe('a suite that is left out where nothing has changed', () => {
  let root: string;
  let inputs: Inputs;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'unchanged-'));
    inputs = {
      suite: 'slow',
      root,
      patterns: ['*.js'],
      except: ['*.test.js'],
      note: join(root, 'cache/slow'),
    };
    await write('a.js', 'one');
  });
  afterEach(() => rm(root, { recursive: true }));

  function write(name: string, text: string): Promise<void> {
    return writeFile(join(root, name), text);
  }

  function run(outcome: Outcome, always = false): Promise<Outcome> {
    return runUnlessUnchanged(inputs, always, () => Promise.resolve(outcome));
  }

  /** Whether it ran; if not, it is counted as skipped, with a reason. */
  async function runs(always = false): Promise<boolean> {
    const outcome = await run(passed, always);
    if (outcome === passed) return true;
    assert.deepEqual([outcome.passed, outcome.failed, outcome.skipped[0]?.name], [0, 0, 'slow']);
    assert.match(outcome.skipped[0]?.reason ?? '', /nothing .* has changed .*pnpm test slow/);
    return false;
  }

  test('runs once, and again where it is asked for by name', async () => {
    assert.equal(await runs(), true);
    assert.equal(await runs(), false);
    await write('a.js', 'one');
    assert.equal(await runs(), false);
    assert.equal(await runs(true), true);
  });

  test('runs again after a change, a new file and a removed one', async () => {
    await runs();
    await write('a.js', 'two');
    assert.equal(await runs(), true);
    await write('b.js', '');
    assert.equal(await runs(), true);
    await rm(join(root, 'b.js'));
    assert.equal(await runs(), true);
    await write('a.test.js', 'does not matter');
    await write('readme.md', 'nor does this');
    assert.equal(await runs(), false);
  });

  test('runs again after a failure, a skipped test and an interrupt', async () => {
    const skip = { name: 'x', reason: 'no browser' };
    for (const outcome of [{ ...passed, failed: 1 }, { ...passed, skipped: [skip] }, nothing]) {
      await runs(true);
      await run(outcome, true);
      assert.equal(await runs(), true);
    }
  });

  test('runs again after a run in which something was changed', async () => {
    await runUnlessUnchanged(inputs, false, async () => {
      await write('a.js', 'changed meanwhile');
      return passed;
    });
    assert.equal(await runs(), true);
  });
});
