import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench } from './bench.js';
import { chooseContenders, type PageEntry } from './contenders.js';
import { completions } from './mint/complete.js';
import { describe } from './report.js';

test('a work goes through the base case, the element and a peer, and all of it arrives', async () => {
  const [series] = await bench({
    sink: 'counting',
    works: [{ name: 'few', count: 3, size: 10_000 }],
    contenders: chooseContenders(['element', 'Active']),
    rounds: 1,
    tell: () => undefined,
  });
  assert.deepEqual(series?.failures, {});
  const names = series.runs.map(({ contender }) => contender);
  assert.deepEqual(names, ['bare XHR', 'direct-upload, element', 'Active Storage', 'bare XHR']);
  assert.ok(series.runs.every(({ bytes, wall }) => bytes >= 30_000 && wall > 0));
  assert.match(describe(series), /\| direct-upload, element \|/);
});

test('a contender that says too early that it is done has no time', async () => {
  const liar: PageEntry = {
    kind: 'page',
    name: 'liar',
    module: 'bare',
    pick: 'liar',
    ui: false,
    verifies: false,
  };
  const [series] = await bench({
    sink: 'counting',
    works: [{ name: 'one', count: 1, size: 100 }],
    contenders: [liar],
    rounds: 1,
    tell: () => undefined,
  });
  assert.match(series?.failures['liar'] ?? '', /had arrived/);
});

test('completions are counted with what they ask of storage', async () => {
  const { files, perSecond, requests, headsPerSecond } = await completions(1);
  assert.equal(files, 100);
  // HEAD of the record and of the part, COPY, PUT of the record, DELETE of the part.
  assert.equal(requests, 5);
  assert.ok(perSecond > 0 && headsPerSecond > 0);
});
