/**
 * `pnpm test [suite …] [engine …] [part of a path …]`: installs what the tests need, runs the suites and ends with the
 * line `N passed, N failed[, N skipped]`.
 *
 * @module
 */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { createLanes } from './runner/lanes.js';
import { prepare } from './runner/prepare.js';
import { countsOf, runSuites } from './runner/run-suites.js';
import { select } from './runner/select.js';
import { suites } from './runner/suites.js';
import { isCi } from './setup/needs.js';

/** One more than there are cores, for most tests wait for others; three at most, so that never two web-test-runners run. */
const lanes = createLanes(Math.min(3, availableParallelism() + 1));
const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

// Every signer and test file is a process that loads the same modules; compiled once, they start in two thirds of the time.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../.cache/node/', import.meta.url));

async function main(words: readonly string[], signal: AbortSignal): Promise<number> {
  const chosen = select(suites, words);
  const missing = await prepare(
    chosen.map(({ suite }) => suite),
    print,
    signal,
  );
  // Whoever names a suite wants to see it run.
  const always = words.length > 0 || isCi();
  const total = await runSuites(chosen, missing, { print, signal, lanes, always });
  for (const { name, reason } of total.skipped) print(`skipped: ${name}: ${reason}`);
  if (signal.aborted) print('Interrupted.');
  print(countsOf(total));
  return total.failed > 0 || total.passed === 0 || signal.aborted ? 1 : 0;
}

const interrupt = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) {
  // Suites stop their browsers and servers on abort; a second signal ends the process as usual.
  process.once(name, () => {
    interrupt.abort(new Error(name));
    // web-test-runner may go on waiting for a browser that is gone; what is to be stopped hangs on `exit` as well.
    setTimeout(() => process.exit(1), 8000).unref();
  });
}
process.on('unhandledRejection', (reason) => {
  // After an interrupt web-test-runner still has commands under way to a browser that is gone.
  if (!interrupt.signal.aborted) throw reason;
});
try {
  process.exitCode = await main(process.argv.slice(2), interrupt.signal);
} catch (error) {
  print(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
