/**
 * Reads the events of one test file (node:test) into counts and a report of its failures.
 *
 * @module
 */
import { inspect } from 'node:util';
import type { Outcome, Skip } from './suite.js';

/** The part of node:test's events that is read here. */
export interface TestEvent {
  readonly type: string;
  readonly data: {
    readonly name?: string;
    readonly nesting?: number;
    readonly skip?: boolean | string;
    readonly message?: string;
    readonly details?: {
      readonly type?: string;
      readonly error?: Error & { readonly failureType?: string };
    };
  };
}

/** A file's counts and what to print: nothing if all went well. */
export interface FileOutcome {
  readonly outcome: Outcome;
  readonly report: readonly string[];
}

/** Failures that only say that something below failed, which was counted there. */
const echoes = new Set(['subtestsFailed', 'cancelledByParent']);

/**
 * Counts leaves. node:test reports a parent after its children, one level up, so a result right after a deeper one is
 * a parent; a parent counts only if it failed by itself (a hook, its own code).
 *
 * @param file - what to call the file
 * @param path - the path node:test was given: it reports a file without tests as a passed test of that name
 */
export function countFile(file: string, path: string, events: readonly TestEvent[]): FileOutcome {
  const skipped: Skip[] = [];
  const report: string[] = [];
  const output: string[] = [];
  const parents: string[] = [];
  let passed = 0;
  let failed = 0;
  let deepest = 0;
  for (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') output.push(data.message ?? '');
    if (type === 'test:start') parents.splice(data.nesting ?? 0, Infinity, data.name ?? '');
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const nesting = data.nesting ?? 0;
    const isParent = nesting < deepest;
    deepest = nesting;
    const name = [file, ...parents.slice(0, nesting), data.name].join(' › ');
    if (data.skip !== undefined && data.skip !== false) {
      skipped.push({ name, reason: typeof data.skip === 'string' ? data.skip : 'no reason given' });
    } else if (type === 'test:fail') {
      if (isEcho(data.details?.error, isParent)) continue;
      failed++;
      report.push(`✖ ${name}\n${indent(explain(data.details?.error))}`);
    } else if (!isParent && data.details?.type !== 'suite' && data.name !== path) {
      passed++;
    }
  }
  if (passed + failed + skipped.length === 0) {
    failed = 1;
    report.push(`✖ ${file} has no tests`);
  }
  // What a passing file prints is noise; beside a failure it is evidence.
  if (failed > 0 && output.length > 0) report.push(indent(output.join('').trimEnd()));
  return { outcome: { passed, failed, skipped }, report };
}

function isEcho(error: { readonly failureType?: string } | undefined, isParent: boolean): boolean {
  const failure = error?.failureType ?? '';
  // A leaf that was cancelled with its parent still did not run: it counts.
  return failure === 'subtestsFailed' || (isParent && echoes.has(failure));
}

function explain(error: Error | undefined): string {
  if (error === undefined) return 'failed without an error';
  // node:test wraps what was thrown.
  return inspect(error.cause ?? error, { depth: 5 });
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '    ');
}
