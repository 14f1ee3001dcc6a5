/**
 * The words the runner's parts share: a suite, and what came of it.
 *
 * @module
 */
import type { Need } from '../setup/needs.js';
import type { Lanes } from './lanes.js';

/** A test that did not run, and why. */
export interface Skip {
  readonly name: string;
  readonly reason: string;
}

/** What came of a suite. Only leaves count: a `describe` around ten tests is not an eleventh. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skip[];
}

/** What a suite is run with. */
export interface SuiteContext {
  /** Takes failures and notes, whole lines. */
  readonly print: (text: string) => void;
  readonly signal: AbortSignal;
  /** Every file, or every browser, runs in one of these. */
  readonly lanes: Lanes;
  /** Suites also run where nothing has changed since they passed. */
  readonly always: boolean;
}

/** A set of test files that run in the same way. */
export interface Suite {
  /** What the command line calls it: `pnpm test widget`. */
  readonly name: string;
  /** The browser engine, where the same files run in several: `pnpm test widget firefox`. */
  readonly engine?: 'chromium' | 'firefox' | 'webkit';
  readonly needs: readonly Need[];
  /** Runs before all others and beside none: it changes what they share (the environment, what is installed). */
  readonly alone?: true;
  /** Without its needs this suite cannot start at all; otherwise its tests skip themselves one by one. */
  readonly allOrNothing: boolean;
  /** Test files (as written, not as compiled), absolute paths. */
  readonly files: () => readonly string[];
  readonly run: (files: readonly string[], context: SuiteContext) => Promise<Outcome>;
}

/** Nothing yet. */
export const nothing: Outcome = { passed: 0, failed: 0, skipped: [] };

/** Both outcomes together. */
export function add(a: Outcome, b: Outcome): Outcome {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: [...a.skipped, ...b.skipped],
  };
}

/** `dev-storage`, `widget firefox`. */
export function titleOf(suite: Suite): string {
  return suite.engine ? `${suite.name} ${suite.engine}` : suite.name;
}
