/**
 * A manifest as it is stored: the JSON that Swift writes, as Swift writes it.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { decodeUtf8 } from '../../http/percent.js';
import { pythonJson } from '../python-json.js';

const dataEntry = z.object({
  /** Bytes that stand in the manifest itself, base64. */
  data: z.string(),
});

const segmentEntry = z.object({
  /** `/container/object`, decoded. */
  name: z.string(),
  /** Bytes of the whole segment. */
  bytes: z.number(),
  /** ETag the segment had, without quotes. */
  hash: z.string(),
  content_type: z.string(),
  last_modified: z.string(),
  /** `first-last`, if only so much of it belongs to the object. */
  range: z.string().optional(),
  /** The segment is a large object itself. */
  sub_slo: z.literal(true).optional(),
});

const manifest = z.array(z.union([dataEntry, segmentEntry]));

/** One segment: some bytes, or an object. */
export type ManifestEntry = Readonly<z.infer<typeof dataEntry>> | SegmentEntry;
export type SegmentEntry = Readonly<z.infer<typeof segmentEntry>>;

/** The bytes to store. */
export function serialise(entries: readonly ManifestEntry[]): Buffer {
  // Absent properties are left out on the way; the order of the others is Swift's.
  return Buffer.from(pythonJson(entries.map((entry) => withoutAbsent(entry))));
}

/** A stored manifest; `undefined` if the bytes are none. */
export function parseManifest(bytes: Uint8Array): readonly ManifestEntry[] | undefined {
  try {
    return manifest.safeParse(JSON.parse(decodeUtf8(bytes) ?? '')).data;
  } catch {
    return undefined;
  }
}

/** `?format=raw`: the manifest as a client would send it. */
export function toRaw(entries: readonly ManifestEntry[]): Buffer {
  const raw = entries.map((entry) => {
    if ('data' in entry) return { data: entry.data };
    const { hash, name, range, bytes } = entry;
    return withoutAbsent({ etag: hash, path: name, range, size_bytes: bytes });
  });
  return Buffer.from(pythonJson(raw));
}

/** Bytes that an entry adds to the object. */
export function lengthOf(entry: ManifestEntry): number {
  if ('data' in entry) return Buffer.from(entry.data, 'base64').length;
  const { start, end } = extentOf(entry);
  return end - start;
}

/** Which bytes of a segment belong to the object; `end` is not included. */
export function extentOf({ range, bytes }: SegmentEntry): {
  readonly start: number;
  readonly end: number;
} {
  const [first, last] = (range ?? '').split('-').map(Number);
  return first === undefined || last === undefined
    ? { start: 0, end: bytes }
    : { start: first, end: last + 1 };
}

/** The ETag of the whole: MD5 over the segments' ETags as text, with the range behind those that have one. */
export function etagOf(entries: readonly ManifestEntry[]): string {
  const hash = createHash('md5');
  for (const entry of entries) {
    if ('data' in entry) hash.update(md5(Buffer.from(entry.data, 'base64')));
    else hash.update(entry.range === undefined ? entry.hash : `${entry.hash}:${entry.range};`);
  }
  return hash.digest('hex');
}

/** Lower-case hex. */
export function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

type Scalar = string | number | boolean;

function withoutAbsent(
  object: Readonly<Record<string, Scalar | undefined>>,
): Record<string, Scalar> {
  const present = Object.entries(object).filter(
    (item): item is [string, Scalar] => item[1] !== undefined,
  );
  return Object.fromEntries(present);
}
