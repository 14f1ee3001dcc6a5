/**
 * Runs the chosen suites and says how each went.
 *
 * @module
 */
import type { Need } from '../setup/needs.js';
import { isCi, needs } from '../setup/needs.js';
import type { Lanes } from './lanes.js';
import type { Chosen } from './select.js';
import type { Outcome, SuiteContext } from './suite.js';
import { add, nothing, titleOf } from './suite.js';

/** Runs all of them, also after a failure. Resolves with the sum. */
export async function runSuites(
  chosen: readonly Chosen[],
  missing: ReadonlySet<Need>,
  context: SuiteContext,
): Promise<Outcome> {
  let total = nothing;
  const runOne = async (each: Chosen): Promise<void> => {
    const work = countWork(context);
    const outcome = await runSuite(each, missing, work.context);
    const mark = outcome.failed > 0 ? '✖' : '✔';
    const seconds = work.seconds().toFixed(1);
    context.print(`${mark} ${titleOf(each.suite)}: ${countsOf(outcome)} (${seconds} s)`);
    total = add(total, outcome);
  };
  const isAlone = ({ suite }: Chosen): boolean => suite.alone === true;
  for (const each of chosen.filter(isAlone)) await runOne(each);
  await Promise.all(chosen.filter((each) => !isAlone(each)).map(runOne));
  return total;
}

/** Seconds of work: suites share the lanes, so that the time from a suite's beginning to its end is also others'. */
function countWork(context: SuiteContext): { context: SuiteContext; seconds: () => number } {
  let milliseconds = 0;
  const lanes: Lanes = {
    run: (weight, work) =>
      context.lanes.run(weight, async () => {
        const started = performance.now();
        try {
          return await work();
        } finally {
          milliseconds += performance.now() - started;
        }
      }),
  };
  return { context: { ...context, lanes }, seconds: () => milliseconds / 1000 };
}

/** `12 passed, 0 failed`, and `, 1 skipped` only if something was. */
export function countsOf(outcome: Outcome): string {
  const skipped = outcome.skipped.length > 0 ? `, ${outcome.skipped.length} skipped` : '';
  return `${outcome.passed} passed, ${outcome.failed} failed${skipped}`;
}

async function runSuite(
  { suite, files }: Chosen,
  missing: ReadonlySet<Need>,
  context: SuiteContext,
): Promise<Outcome> {
  const name = titleOf(suite);
  if (context.signal.aborted) return nothing;
  if (files.length === 0) {
    context.print(`✖ ${name} has no test files`);
    return { ...nothing, failed: 1 };
  }
  const lacking = suite.needs.filter((need) => missing.has(need));
  if (lacking.length > 0 && suite.allOrNothing) {
    const reason = `${lacking.map((need) => needs[need].title).join(', ')} not installed`;
    if (!isCi()) return { ...nothing, skipped: [{ name, reason }] };
    context.print(`✖ ${name}: ${reason}, and CI is set`);
    return { ...nothing, failed: 1 };
  }
  try {
    const outcome = await suite.run(files, context);
    if (outcome.passed + outcome.failed + outcome.skipped.length > 0) return outcome;
    context.print(`✖ ${name} ran no tests`);
  } catch (error) {
    context.print(
      `✖ ${name} could not run: ${String(error instanceof Error ? error.stack : error)}`,
    );
  }
  return { ...nothing, failed: 1 };
}
