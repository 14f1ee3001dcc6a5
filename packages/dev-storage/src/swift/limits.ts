/**
 * Swift's constraints on names and metadata, with its wording for what breaks them.
 *
 * @module
 */
import { plain, type Answer } from '../http/answer.js';
import type { RequestHeaders } from '../http/exchange.js';
import { decodeUtf8 } from '../http/percent.js';
import { titleCase } from './header-name.js';

/** The defaults of Swift, as `/info` shows them. */
export const LIMITS = {
  maxFileSize: 5_368_709_122,
  maxMetaNameLength: 128,
  maxMetaValueLength: 256,
  maxMetaCount: 90,
  maxMetaOverallSize: 4096,
  maxHeaderSize: 8192,
  maxObjectNameLength: 1024,
  maxContainerNameLength: 256,
  listingLimit: 10_000,
  maxManifestSegments: 1000,
  /** Bytes of a manifest as it is sent. */
  maxManifestSize: 8 * 1024 * 1024,
  maxDeletesPerRequest: 10_000,
  maxFailedDeletes: 1000,
} as const;

/** Checks the metadata headers of one kind; `undefined` if they are fine. Lengths count bytes as sent. */
export function checkMetadata(
  headers: RequestHeaders,
  kind: 'account' | 'container' | 'object',
): Answer | undefined {
  const prefix = `x-${kind}-meta-`;
  let count = 0;
  let size = 0;
  for (const [header, value] of headers) {
    if (value.length > LIMITS.maxHeaderSize) {
      return plain(400, `Header value too long: ${header.slice(0, LIMITS.maxMetaNameLength)}`);
    }
    if (!header.startsWith(prefix)) continue;
    const name = titleCase(header.slice(prefix.length));
    if (name === '') return plain(400, 'Metadata name cannot be empty');
    if (kind !== 'object' && decodeUtf8(Buffer.from(value, 'latin1')) === undefined) {
      return plain(400, 'Metadata must be valid UTF-8');
    }
    count += 1;
    size += name.length + value.length;
    const failure = checkItem(prefix, name, value);
    if (failure !== undefined) return failure;
  }
  if (count > LIMITS.maxMetaCount) {
    return plain(400, `Too many metadata items; max ${LIMITS.maxMetaCount}`);
  }
  return size > LIMITS.maxMetaOverallSize
    ? plain(400, `Total metadata too large; max ${LIMITS.maxMetaOverallSize}`)
    : undefined;
}

function checkItem(prefix: string, name: string, value: string): Answer | undefined {
  if (name.length > LIMITS.maxMetaNameLength) {
    return plain(400, `Metadata name too long: ${prefix}${name}`);
  }
  return value.length > LIMITS.maxMetaValueLength
    ? plain(400, `Metadata value longer than ${LIMITS.maxMetaValueLength}: ${prefix}${name}`)
    : undefined;
}

/** Length of a name as Swift counts it: in characters, so that an emoji is one. */
export function characterCount(name: string): number {
  let count = 0;
  for (const character of name) count += character.length > 0 ? 1 : 0;
  return count;
}
