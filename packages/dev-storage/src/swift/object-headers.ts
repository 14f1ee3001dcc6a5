/**
 * Between an object's record and the headers that set it or show it.
 *
 * @module
 */
import type { ObjectRecord } from '../disk/records.js';
import type { AnswerHeaders } from '../http/answer.js';
import type { RequestHeaders } from '../http/exchange.js';
import { formatHttpDate, formatTimestamp } from '../timestamp.js';
import { titleCase } from './header-name.js';

/** Kept as sent, beside the `X-Object-Meta-*`. */
const KEPT = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
  'x-robots-tag',
];

/** The headers of a PUT or POST that become part of the object. Empty values are not kept. */
export function keptHeaders(headers: RequestHeaders): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of headers) {
    if ((name.startsWith('x-object-meta-') || KEPT.includes(name)) && value !== '') {
      kept[titleCase(name)] = value;
    }
  }
  return kept;
}

/**
 * What GET and HEAD say about an object. The ETag of a plain object is not quoted (measured); for a manifest it is
 * the manifest's own, and the layer of large objects changes that.
 */
export function describeObject(object: ObjectRecord): AnswerHeaders {
  return {
    'Content-Type': object.contentType,
    ...object.headers,
    ...(object.deleteAt === undefined ? {} : { 'X-Delete-At': String(object.deleteAt) }),
    ...(object.largeObject === undefined ? {} : { 'X-Static-Large-Object': 'True' }),
    Etag: object.etag,
    'Last-Modified': formatHttpDate(object.modified),
    'X-Timestamp': formatTimestamp(object.modified),
    'Accept-Ranges': 'bytes',
  };
}
