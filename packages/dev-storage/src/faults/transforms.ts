/**
 * What faults do to a stream of bytes.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';

/** A body on its way. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Turns over one bit at byte `offset`. The chunk is copied: it may be shared. */
export async function* flipBit(
  source: Bytes,
  offset: number,
  bit: number,
): AsyncGenerator<Uint8Array> {
  let position = 0;
  for await (const chunk of source) {
    const at = offset - position;
    position += chunk.byteLength;
    if (at < 0 || at >= chunk.byteLength) {
      yield chunk;
      continue;
    }
    const damaged = Uint8Array.from(chunk);
    damaged[at] = (damaged[at] ?? 0) ^ (1 << bit);
    yield damaged;
  }
}

/** Passes on exactly `count` bytes, then throws what `failure` makes. A shorter stream ends as usual. */
export async function* breakAfter(
  source: Bytes,
  count: number,
  failure: () => Error,
): AsyncGenerator<Uint8Array> {
  if (count === 0) throw failure();
  let left = count;
  for await (const chunk of source) {
    if (chunk.byteLength < left) {
      left -= chunk.byteLength;
      yield chunk;
      continue;
    }
    yield chunk.subarray(0, left);
    throw failure();
  }
}

/** Passes bytes on at a rate, in steps of a tenth of a second, so that a slow upload moves and does not jump. */
export async function* slowDown(
  source: Bytes,
  bytesPerSecond: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const step = Math.max(1, Math.floor(bytesPerSecond / 10));
  for await (const chunk of source) {
    for (let start = 0; start < chunk.byteLength; start += step) {
      const slice = chunk.subarray(start, start + step);
      await sleep((slice.byteLength / bytesPerSecond) * 1000, undefined, { signal });
      yield slice;
    }
  }
}
