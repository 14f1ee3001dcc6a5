/**
 * Conditional reads (RFC 9110 §13).
 *
 * @module
 */
import type { RequestHeaders } from '../http/exchange.js';
import { formatHttpDate, type Timestamp } from '../timestamp.js';

/** What conditions are about. */
export interface Version {
  /** Without quotes. */
  readonly etag: string;
  readonly modified: Timestamp;
}

/** The status a condition turns the answer into, or `undefined` if the object is to be sent. */
export function conditionalStatus(
  headers: RequestHeaders,
  version: Version,
): 304 | 412 | undefined {
  const noneMatch = headers.get('if-none-match');
  if (noneMatch !== undefined && matches(noneMatch, version.etag)) return 304;
  const match = headers.get('if-match');
  if (match !== undefined && !matches(match, version.etag)) return 412;
  const modified = Date.parse(formatHttpDate(version.modified));
  // A date that cannot be read gives NaN, for which both comparisons are false: the header is ignored.
  if (modified <= Date.parse(headers.get('if-modified-since') ?? '')) return 304;
  if (modified > Date.parse(headers.get('if-unmodified-since') ?? '')) return 412;
  return undefined;
}

function matches(header: string, etag: string): boolean {
  const tags = header.split(',').map((tag) => tag.trim().replace(/^"(.*)"$/, '$1'));
  return tags.includes(etag) || tags.includes('*');
}
