/**
 * Looking at every segment of a new manifest: is it there, and is it what the client says?
 *
 * @module
 */
import type { Answer } from '../../http/answer.js';
import { quote } from '../../http/percent.js';
import { statusLine } from '../deletion.js';
import { parseRanges, type ByteRange } from '../ranges.js';
import type { Failure } from '../report.js';
import type { InputEntry, InputSegment } from './manifest-input.js';
import type { ManifestEntry } from './manifest.js';

/** What is to be stored, or what is wrong. */
export type Checked =
  | { readonly kind: 'ok'; readonly entries: readonly ManifestEntry[] }
  | { readonly kind: 'refused'; readonly failures: readonly Failure[] };

/** @param head asks for a segment, as the client would with a HEAD */
export async function checkSegments(
  input: readonly InputEntry[],
  head: (path: string) => Promise<Answer>,
): Promise<Checked> {
  const heads = new Map<string, Answer>();
  const entries: ManifestEntry[] = [];
  const failures: Failure[] = [];
  for (const [index, item] of input.entries()) {
    if (item.kind === 'data') {
      entries.push({ data: item.data });
      continue;
    }
    const reply = heads.get(item.path) ?? (await head(item.path));
    heads.set(item.path, reply);
    const reasons = checkSegment(item, reply, index === input.length - 1);
    failures.push(...reasons.map((reason) => [quote(item.path), reason] as const));
    if (reasons.length === 0) entries.push(toEntry(item, reply));
  }
  return failures.length > 0 ? { kind: 'refused', failures } : { kind: 'ok', entries };
}

function checkSegment(item: InputSegment, reply: Answer, isLast: boolean): readonly string[] {
  if (reply.status < 200 || reply.status > 299) return [statusLine(reply.status)];
  const bytes = sizeOf(reply);
  const reasons: string[] = [];
  const selection = parseRanges(item.range, bytes);
  if (selection.kind === 'unsatisfiable') reasons.push('Unsatisfiable Range');
  const extent = rangeOf(item, bytes) ?? { start: 0, end: bytes };
  // An empty segment is useless anywhere but at the end, where it says that nothing more comes.
  if (extent.end - extent.start < 1 && !isLast) {
    reasons.push('Too small; each segment must be at least 1 byte.');
  }
  if (item.size !== undefined && item.size !== bytes) reasons.push('Size Mismatch');
  if (item.etag !== undefined && item.etag !== etagOfReply(reply)) reasons.push('Etag Mismatch');
  return reasons;
}

function toEntry(item: InputSegment, reply: Answer): ManifestEntry {
  const bytes = sizeOf(reply);
  const range = rangeOf(item, bytes);
  const modified = new Date(reply.headers['Last-Modified'] ?? '').toISOString();
  return {
    name: `/${item.path.replace(/^\/+/, '')}`,
    bytes,
    hash: etagOfReply(reply),
    content_type: (reply.headers['Content-Type'] ?? '').split(';')[0] ?? '',
    last_modified: `${modified.slice(0, 19)}.000000`,
    ...(range === undefined ? {} : { range: `${range.start}-${range.end - 1}` }),
    ...(reply.largeObject === undefined ? {} : { sub_slo: true as const }),
  };
}

/** The part of a segment that is meant; `undefined` if that is all of it. */
function rangeOf(item: InputSegment, bytes: number): ByteRange | undefined {
  const selection = parseRanges(item.range, bytes);
  const range = selection.kind === 'some' ? selection.ranges[0] : undefined;
  return range === undefined || range.end - range.start === bytes ? undefined : range;
}

function sizeOf(reply: Answer): number {
  return Number(reply.headers['Content-Length'] ?? 0);
}

function etagOfReply(reply: Answer): string {
  return (reply.headers['Etag'] ?? '').replace(/^"(.*)"$/, '$1');
}
