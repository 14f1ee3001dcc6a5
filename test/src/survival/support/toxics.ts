/**
 * What a bad network does to the bytes of one direction of one connection: one word for each kind, which combine. Names as
 * in Toxiproxy, where there are such.
 *
 * @module
 */
import type { Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** See the module comment. Positions count the bytes of one direction of a connection, whatever requests they belong to. */
export type Toxic = {
  /** `up`: from the page. */
  readonly direction: 'up' | 'down';
  /** Chance that a connection has it, 0 to 1; default 1. */
  readonly probability?: number;
} & (
  | { readonly kind: 'latency'; readonly milliseconds: number; readonly jitter?: number }
  | { readonly kind: 'bandwidth'; readonly bytesPerSecond: number }
  /** Writes so many bytes at a time, with a pause in between. */
  | { readonly kind: 'slicer'; readonly bytes: number; readonly milliseconds?: number }
  /** Resets the connection (RST) in the middle of what it carries. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** Nothing passes any more, and nobody is told: half-open, as after a router lost its table. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  /** Turns one bit over, in every so many bytes. Pieces below 16 KiB, which are headers, pass unharmed. */
  | { readonly kind: 'corrupt'; readonly everyBytes: number }
);

/** Smaller pieces are heads of requests, or small requests as a whole. Bytes. */
const HEADERS = 16 * 1024;
/** Pieces of up to 64 KiB that may be on their way: a line with latency is long, not narrow. */
const ON_THE_WAY = 64;

interface Piece {
  readonly bytes: Buffer;
  /** When it came in. */
  readonly at: number;
}

/** What a connection's direction has been through. */
export interface Passage {
  /** Those that this direction has now: they may come and go while it is open. */
  readonly toxics: () => readonly Toxic[];
  readonly random: () => number;
  /** Ends waits when the connection does. */
  readonly signal: AbortSignal;
  readonly reset: () => void;
}

/** Notes when each piece came in and keeps as many as a long line holds. */
export function stamp(): Transform {
  return new Transform({
    readableObjectMode: true,
    readableHighWaterMark: ON_THE_WAY,
    transform(bytes: Buffer, _, done) {
      done(null, { bytes, at: Date.now() } satisfies Piece);
    },
  });
}

/** Lets the pieces of a direction pass as its toxics have it: a step of `pipeline`. */
export function pass(passage: Passage) {
  return async function* (source: AsyncIterable<Piece>): AsyncGenerator<Buffer> {
    let passed = 0;
    for await (const { bytes, at } of source) {
      for (const piece of split(bytes, passed, passage.toxics())) {
        const toxics = passage.toxics();
        for (const toxic of toxics) await hold(toxic, { at, passed, size: piece.length }, passage);
        const damaged = toxics.reduce((it, toxic) => damage(toxic, it, passed), piece);
        passed += piece.length;
        const slicer = toxics.find((toxic) => toxic.kind === 'slicer');
        if (slicer) yield* slices(damaged, slicer, passage.signal);
        else yield damaged;
      }
    }
  };
}

/** A piece in two where a toxic ends what passes in the middle of it. */
function split(bytes: Buffer, passed: number, toxics: readonly Toxic[]): readonly Buffer[] {
  const ends = toxics.flatMap((toxic) => ('afterBytes' in toxic ? toxic.afterBytes - passed : []));
  const end = Math.min(...ends);
  return end > 0 && end < bytes.length ? [bytes.subarray(0, end), bytes.subarray(end)] : [bytes];
}

/** Where a piece is: when it came in, how many bytes were before it, how many it has. */
interface Place {
  readonly at: number;
  readonly passed: number;
  readonly size: number;
}

async function hold(toxic: Toxic, { at, passed, size }: Place, passage: Passage): Promise<void> {
  const { random, signal, reset, toxics } = passage;
  const wait = (milliseconds: number): Promise<void> =>
    milliseconds > 0 ? sleep(milliseconds, undefined, { signal }) : Promise.resolve();
  switch (toxic.kind) {
    case 'latency':
      return wait(at + toxic.milliseconds + random() * (toxic.jitter ?? 0) - Date.now());
    case 'bandwidth':
      return wait((size / toxic.bytesPerSecond) * 1000);
    case 'reset':
      if (passed + size <= toxic.afterBytes) return;
      // What passed before it has to be out: a reset takes along what is still in the buffers.
      await wait(20);
      reset();
      return;
    case 'stall':
      if (passed + size <= toxic.afterBytes) return;
      while (toxics().includes(toxic)) await wait(50);
      return;
    case 'slicer':
    case 'corrupt':
      return;
  }
}

function damage(toxic: Toxic, bytes: Buffer, passed: number): Buffer {
  if (toxic.kind !== 'corrupt' || bytes.length < HEADERS) return bytes;
  const crossed =
    Math.floor((passed + bytes.length) / toxic.everyBytes) > Math.floor(passed / toxic.everyBytes);
  if (!crossed) return bytes;
  const damaged = Buffer.from(bytes);
  // Not the first bytes of a piece: with them a request may begin.
  const middle = damaged.length >> 1;
  damaged.writeUInt8(damaged.readUInt8(middle) ^ 0b1000, middle);
  return damaged;
}

async function* slices(
  bytes: Buffer,
  { bytes: size, milliseconds = 0 }: Extract<Toxic, { readonly kind: 'slicer' }>,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  for (let first = 0; first < bytes.length; first += size) {
    if (first > 0) await sleep(milliseconds, undefined, { signal });
    yield bytes.subarray(first, first + size);
  }
}

/** Sends what it is given at once: slices would be put together again (Nagle, RFC 896). */
export function unbuffered(socket: Socket): Socket {
  return socket.setNoDelay(true);
}
