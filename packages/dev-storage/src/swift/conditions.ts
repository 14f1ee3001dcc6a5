/**
 * Conditional reads (RFC 9110 §13).
 *
 * @module
 */
import type { ObjectRecord } from '../disk/records.js';
import type { RequestHeaders } from '../http/exchange.js';
import { formatHttpDate } from '../timestamp.js';

/** The status a condition turns the answer into, or `undefined` if the object is to be sent. */
export function conditionalStatus(
  headers: RequestHeaders,
  object: ObjectRecord,
): 304 | 412 | undefined {
  const noneMatch = headers.get('if-none-match');
  if (noneMatch !== undefined && matches(noneMatch, object.etag)) return 304;
  const match = headers.get('if-match');
  if (match !== undefined && !matches(match, object.etag)) return 412;
  const modified = Date.parse(formatHttpDate(object.modified));
  // A date that cannot be read gives NaN, for which both comparisons are false: the header is ignored.
  if (modified <= Date.parse(headers.get('if-modified-since') ?? '')) return 304;
  if (modified > Date.parse(headers.get('if-unmodified-since') ?? '')) return 412;
  return undefined;
}

function matches(header: string, etag: string): boolean {
  const tags = header.split(',').map((tag) => tag.trim().replace(/^"(.*)"$/, '$1'));
  return tags.includes(etag) || tags.includes('*');
}
