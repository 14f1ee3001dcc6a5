/** A limit of time beside a caller's signal. @module */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { deadline } from './deadline.js';

const LONG = 60_000;

test('a deadline passes when its time is up', async () => {
  // What keeps this process alive, as a request does.
  const waiting = sleep(1000);
  const limit = deadline(new AbortController().signal, 20);
  assert.equal(limit.signal.aborted, false);
  await new Promise((ended) => {
    limit.signal.addEventListener('abort', ended, { once: true });
  });
  assert.equal(limit.passed(), true);
  assert.equal((limit.signal.reason as DOMException).name, 'TimeoutError');
  limit.stop();
  await waiting;
});

test('a deadline ends with its caller, for its reason', () => {
  const caller = new AbortController();
  const limit = deadline(caller.signal, LONG);
  caller.abort(new Error('gone'));
  assert.equal((limit.signal.reason as Error).message, 'gone');
  assert.equal(limit.passed(), false);
  limit.stop();
});

test('a deadline for a caller who is gone is over at once', () => {
  const limit = deadline(AbortSignal.abort(new Error('gone')), LONG);
  assert.equal(limit.signal.aborted, true);
  assert.equal(limit.passed(), false);
  limit.stop();
});

test('a deadline that is put off again and again does not pass', async () => {
  const limit = deadline(new AbortController().signal, 400);
  for (let i = 0; i < 8; i += 1) {
    await sleep(100);
    limit.putOff();
  }
  assert.equal(limit.signal.aborted, false);
  limit.stop();
});

test('a deadline that was stopped does not end any more', async () => {
  const caller = new AbortController();
  const limit = deadline(caller.signal, 20);
  limit.stop();
  caller.abort();
  await sleep(60);
  assert.equal(limit.signal.aborted, false);
});
