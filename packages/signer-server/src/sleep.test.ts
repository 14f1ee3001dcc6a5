/** Pauses. @module */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sleep } from './sleep.js';

test('a pause ends when its time is up, and not before', async () => {
  const started = performance.now();
  await sleep(30, new AbortController().signal);
  assert.ok(performance.now() - started >= 29);
});

test('a pause ends with its caller, for its reason', async () => {
  const caller = new AbortController();
  const pause = sleep(60_000, caller.signal);
  caller.abort(new Error('gone'));
  await assert.rejects(pause, /gone/);
  await assert.rejects(sleep(60_000, caller.signal), /gone/);
});
