import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, ratioTo } from './statistics.js';

test('the median is the middle one', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  assert.ok(Number.isNaN(median([])));
});

test('a ratio is to the neighbours, not to runs of another minute', () => {
  const run = (contender: string, wall: number): { contender: string; wall: number } => ({
    contender,
    wall,
  });
  const slowLater = [run('base', 1), run('a', 2), run('base', 1), run('base', 10), run('a', 20)];
  assert.equal(ratioTo('base', 'a', slowLater), 2);
  assert.ok(Number.isNaN(ratioTo('base', 'a', [run('a', 1)])));
});
