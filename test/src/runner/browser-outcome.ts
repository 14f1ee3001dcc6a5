/**
 * Reads web-test-runner's sessions (one per test file) into counts and a report of the failures.
 *
 * @module
 */
import { inspect } from 'node:util';
import type { TestSession, TestSuiteResult } from '@web/test-runner';
import type { Outcome, Skip } from './suite.js';

/** The part of a session that is read here. */
export type FinishedSession = Pick<TestSession, 'testResults' | 'errors' | 'logs' | 'request404s'>;

/** Counts and what to print: nothing if all went well. */
export interface SessionOutcome {
  readonly outcome: Outcome;
  readonly report: readonly string[];
}

/** What a page says through its errors: not one of the tests, but the file failed. */
type SessionError = FinishedSession['errors'][number];

/** @param file - what to call the test file */
export function countSession(file: string, session: FinishedSession): SessionOutcome {
  const skipped: Skip[] = [];
  const report: string[] = [];
  let passed = 0;
  let failed = 0;
  for (const { name, test } of leaves(session.testResults, file)) {
    if (test.skipped) {
      skipped.push({ name, reason: 'skipped in the test file' });
    } else if (test.passed) {
      passed++;
    } else {
      failed++;
      report.push(`✖ ${name}\n${indent(explain(test.error))}`);
    }
  }
  for (const error of session.errors) {
    failed++;
    report.push(`✖ ${file}\n${indent(explain(error))}`);
  }
  if (passed + failed + skipped.length === 0) {
    failed++;
    report.push(`✖ ${file} has no tests`);
  }
  if (failed > 0) report.push(...evidence(session));
  return { outcome: { passed, failed, skipped }, report };
}

interface Leaf {
  readonly name: string;
  readonly test: TestSuiteResult['tests'][number];
}

function* leaves(suite: TestSuiteResult | undefined, path: string): Generator<Leaf> {
  for (const test of suite?.tests ?? []) yield { name: `${path} › ${test.name}`, test };
  for (const inner of suite?.suites ?? []) yield* leaves(inner, `${path} › ${inner.name}`);
}

function explain(error: SessionError | undefined): string {
  if (error === undefined) return 'failed without an error';
  const { message, name, stack, expected, actual } = error;
  const differs = expected !== undefined || actual !== undefined;
  return [
    `${name ?? 'Error'}: ${message}`,
    // WebKit's and Firefox's stacks do not repeat the message, Chromium's does.
    stack?.replace(/^.*?\n(?=\s+at )/s, ''),
    differs && `expected: ${inspect(expected)}\nactual:   ${inspect(actual)}`,
  ]
    .filter(Boolean)
    .join('\n');
}

/** What the page logged and did not find: noise when all is well, the cause when something fails. */
function evidence({ logs, request404s }: FinishedSession): readonly string[] {
  const lines = logs.map((log) => log.map((value) => asText(value)).join(' '));
  return [
    ...(lines.length > 0 ? [indent(`the page logged:\n${lines.join('\n')}`)] : []),
    ...(request404s.length > 0 ? [indent(`not found: ${request404s.join(', ')}`)] : []),
  ];
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value);
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
