/**
 * Deleting many objects in one request, and the report about it. Bulk delete does it with a list of names, and a large
 * object with its segments.
 *
 * @module
 */
import { reasonOf, unsized, type Answer } from '../http/answer.js';
import type { SwiftRequest } from '../http/exchange.js';
import { LIMITS } from './limits.js';
import { renderReport, reportFormat, type Failure } from './report.js';

/** One step of a deletion. */
export type Doomed =
  /** Is to be deleted: `[/]container[/object]`, decoded. */
  | { readonly kind: 'name'; readonly name: string; readonly quoted: string }
  /** Failed before it could be tried. */
  | {
      readonly kind: 'failed';
      readonly quoted: string;
      readonly status: number;
      readonly reason: string;
    }
  /** Ends everything here. */
  | { readonly kind: 'stop'; readonly status: number; readonly reason: string };

/** Deletes one name; the answer's status says what became of it. */
export type Remove = (name: string) => Promise<Answer>;

/**
 * Deletes one after another and answers 200 with a report. Everything is done before the answer begins; Swift sends
 * white space meanwhile once it takes longer than 10 s.
 */
export async function deleteAll(
  request: SwiftRequest,
  doomed: AsyncIterable<Doomed> | Iterable<Doomed>,
  remove: Remove,
): Promise<Answer> {
  const format = reportFormat(request);
  const tally = new Tally();
  // In Swift a client that accepts no kind of report gets one as text, under the wrong media type (measured).
  const result =
    format === undefined ? { status: 406, reason: '' } : await run(doomed, remove, tally);
  const fields = {
    'Response Status': statusLine(result.status),
    'Response Body': result.reason,
    'Number Deleted': tally.deleted,
    'Number Not Found': tally.notFound,
  };
  const text = renderReport(format ?? 'text/plain', 'delete', fields, tally.failures);
  return unsized(200, format ?? 'text/html; charset=UTF-8', text);
}

/** `404` → `404 Not Found`. */
export function statusLine(status: number): string {
  return `${status} ${reasonOf(status)}`;
}

interface Result {
  readonly status: number;
  readonly reason: string;
}

class Tally {
  deleted = 0;
  notFound = 0;
  hasBackendFailure = false;
  readonly failures: Failure[] = [];

  count(status: number, quoted: string, reason: string): void {
    if (status >= 200 && status < 300) this.deleted += 1;
    else if (status === 404) this.notFound += 1;
    else this.failures.push([quoted, reason]);
  }
}

async function run(
  doomed: AsyncIterable<Doomed> | Iterable<Doomed>,
  remove: Remove,
  tally: Tally,
): Promise<Result> {
  for await (const item of doomed) {
    if (item.kind === 'stop') return item;
    if (item.kind === 'failed') {
      tally.count(item.status, item.quoted, item.reason);
    } else {
      const { status } = await remove(item.name);
      tally.hasBackendFailure ||= status >= 500;
      tally.count(status, item.quoted, statusLine(status));
      // Only now, as in Swift: names that cannot be tried do not end it by themselves (measured).
      if (tally.failures.length >= LIMITS.maxFailedDeletes) {
        return { status: 400, reason: 'Max delete failures exceeded' };
      }
    }
  }
  if (tally.failures.length > 0) return { status: tally.hasBackendFailure ? 502 : 400, reason: '' };
  return tally.deleted + tally.notFound > 0
    ? { status: 200, reason: '' }
    : { status: 400, reason: 'Invalid bulk delete.' };
}
