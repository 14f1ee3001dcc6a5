import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Run } from '../run.js';
import { describeResults } from './document.js';
import type { Results, Taken } from './results.js';
import { commandOf, sections } from './sections.js';
import { judge } from './targets.js';

const nothing: Results = {
  environment: { machine: 'a machine', commit: 'abc', versions: {} },
  taken: {},
};

test('before anything is measured, nothing is said to be met', () => {
  assert.ok(judge(nothing).every(({ measured }) => measured === undefined));
  const text = describeResults(nothing);
  assert.equal(text.split('Not measured yet').length - 1, sections.length);
  assert.doesNotMatch(text, /\| yes \|/);
});

test('a target is met, or missed, by what was measured', () => {
  const [met] = judge(measured(7));
  assert.deepEqual([met?.measured, met?.limit], [0.7, 0.75]);
  assert.match(describeResults(measured(7)), /drains: × bare XHR \| 0\.75 \| 0\.70 \| yes \|/);
  assert.match(
    describeResults(measured(9)),
    /drains: × bare XHR \| 0\.75 \| 0\.90 \| \*\*no\*\* \|/,
  );
  const tasks = judge(measured(7)).find(({ unit }) => unit === 'tasks');
  assert.equal(tasks?.measured, 2);
});

test('whoever is faster than the element is named', () => {
  assert.match(
    describeResults(measured(7)),
    /curl \(0\.14 of the element's time, nothing verified\)/,
  );
  assert.doesNotMatch(describeResults(measured(0.5)), /curl \(/);
});

test('every section is a command of its own', () => {
  assert.equal(new Set(sections.map(commandOf)).size, sections.length);
  assert.match(commandOf(sections[0] ?? assert.fail()), /^pnpm bench --work '1 GiB' --rounds 3 /);
});

/** One round of 1 GiB in which the base took 10 s and the element this long. */
function measured(element: number): Results {
  const runs = [
    run('bare XHR', 10, 0),
    run('direct-upload, element', element, 2),
    run('curl', 1, 0),
    run('bare XHR', 10, 5),
  ];
  const work = { name: '1 × 1 GiB', count: 1, size: 2 ** 30 };
  const large: Taken = {
    script: 'bench',
    series: [{ work, sink: 'counting', runs, failures: { UpChunk: 'it gave up' } }],
    date: '2026-01-01T00:00',
    seconds: 60,
    command: 'pnpm bench',
  };
  return { ...nothing, taken: { large } };
}

function run(contender: string, wall: number, longTasks: number): Run {
  return {
    ...{ contender, wall, cpu: 1, resident: 1, requests: 1, preflights: 1, bytes: 2 ** 30 },
    page: { longTasks, longTaskTime: 0, heap: 1, heapPeak: 1, renderer: 1 },
  };
}
