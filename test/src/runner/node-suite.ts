/**
 * Runs compiled test files with node:test, one process per file.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { run } from 'node:test';
import type { TestEvent } from './node-outcome.js';
import { countFile } from './node-outcome.js';
import type { Outcome, SuiteContext } from './suite.js';
import { add, nothing } from './suite.js';

/** How a package's node tests are run. */
export interface NodeSuiteOptions {
  /** Milliseconds after which a file is killed: a test that hangs must not hold up the run. */
  readonly limit: number;
  /** Lanes that each file takes. Default: one. */
  readonly weight?: number;
}

/** Seconds from which a file is named: where the time of a long run goes. */
const LONG = 15;

/** Runs the compiled counterparts of these `src/**\/*.test.ts` files. */
export async function runNodeTests(
  files: readonly string[],
  options: NodeSuiteOptions,
  context: SuiteContext,
): Promise<Outcome> {
  const outcomes = await Promise.all(
    files.map((file) =>
      context.lanes.run(options.weight ?? 1, () =>
        context.signal.aborted ? Promise.resolve(nothing) : runFile(file, options, context),
      ),
    ),
  );
  return outcomes.reduce(add, nothing);
}

async function runFile(
  source: string,
  options: NodeSuiteOptions,
  context: SuiteContext,
): Promise<Outcome> {
  const name = relative(process.cwd(), source);
  // The list comes from src, so that a stale file in dist is never taken for a test.
  const compiled = source
    .replace(/([/\\])src([/\\](?!.*[/\\]src[/\\]))/, '$1dist$2')
    .replace(/\.ts$/, '.js');
  if (!existsSync(compiled)) {
    context.print(`✖ ${name} is not compiled: run pnpm build`);
    return { ...nothing, failed: 1 };
  }
  const limit = AbortSignal.timeout(options.limit);
  const started = performance.now();
  const events: TestEvent[] = [];
  const stream = run({
    files: [compiled],
    concurrency: 1,
    signal: AbortSignal.any([limit, context.signal]),
  });
  for await (const event of stream) events.push(event as TestEvent);
  const { outcome, report } = countFile(name, compiled, events);
  for (const text of report) context.print(text);
  const seconds = Math.round((performance.now() - started) / 1000);
  if (seconds >= LONG) context.print(`  ${name} took ${seconds} s`);
  if (!limit.aborted) return outcome;
  context.print(
    `✖ ${name} did not end within ${options.limit / 1000} s: something hangs or is left open`,
  );
  return outcome.failed > 0 ? outcome : add(outcome, { ...nothing, failed: 1 });
}
