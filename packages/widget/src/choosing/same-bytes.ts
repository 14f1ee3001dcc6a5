/**
 * Which files have the very same bytes. Only files of equal size are ever read: the first bytes of many of them in one go,
 * which tells nearly all different files apart; of those that begin alike a little at middle and tail; and what is left whole,
 * slice by slice, so that neither memory nor the main thread notices. That takes seconds for large files, so they come last.
 *
 * @module
 */

import { breathe, inPieces } from '../in-pieces.js';

/** A slice is compared in about 5 ms; reading it is not the main thread's work. */
const SLICE = 4 << 20;
const SAMPLE = 1024;
/**
 * Files whose first bytes are read as one blob: what a read costs is mostly its beginning and end (Chromium: 1,000 files in 0.8 s,
 * one by one in 1.6 s). Few enough that the first of many are soon on their way.
 */
const GROUP = 32;
/**
 * Milliseconds after which the page has its turn. Making a slice asks another process: at a quarter of its speed Chromium took 300 ms
 * for 64 photos in one task.
 */
const TURN = 8;

/** What a candidate is. `slow`: most likely a duplicate, but all of its bytes have to be read to be sure. */
export type Comparison = 'unique' | 'duplicate' | 'slow';

/**
 * Compares candidates, in order, with `listed` and with earlier candidates. A file that cannot be read counts as unique:
 * sending it reports the error.
 *
 * @param tell - is told of each candidate, several at a time; of a slow one a second time when it is known; of a duplicate, with
 *   the file that has its bytes: a listed one if there is one
 */
export async function findDuplicates(
  candidates: readonly File[],
  listed: readonly File[],
  tell: (files: readonly File[], comparison: Comparison, twin?: File) => void,
  signal: AbortSignal,
): Promise<void> {
  const sizes = new Set(candidates.map(({ size }) => size));
  const known = new Map<string, readonly File[]>();
  const doubtful = new Map<File, readonly File[]>();
  /** Remembers them; returns of each the earlier ones that begin alike. */
  const sort = async (files: readonly File[]): Promise<ReadonlyMap<File, readonly File[]>> => {
    const heads = await headsOf(files);
    signal.throwIfAborted();
    return new Map(files.map((file, index) => [file, remember(known, file, heads[index])]));
  };
  const rivals = listed.filter(({ size }) => sizes.has(size));
  for (const group of inPieces(rivals, GROUP)) await sort(group);
  for (const group of inPieces(candidates, GROUP)) {
    const sorted = [...(await sort(group))];
    const alone = sorted.filter(([, alike]) => alike.length === 0).map(([file]) => file);
    if (alone.length > 0) tell(alone, 'unique');
    for (const [file, alike] of sorted) if (alike.length > 0) doubtful.set(file, alike);
  }
  await settle(doubtful, tell, signal);
}

/** Tells of those that begin alike; large ones whose samples are the same come last, so that nobody waits for them. */
async function settle(
  doubtful: ReadonlyMap<File, readonly File[]>,
  tell: (files: readonly File[], comparison: Comparison, twin?: File) => void,
  signal: AbortSignal,
): Promise<void> {
  const sample = remembered(sampleOf);
  const slow = new Map<File, readonly File[]>();
  const decide = async (file: File, alike: readonly File[]): Promise<void> => {
    const twin = await twinOf(file, alike, signal);
    signal.throwIfAborted();
    tell([file], twin ? 'duplicate' : 'unique', twin);
  };
  for (const [file, others] of doubtful) {
    const alike = await withSameSample(file, others, sample);
    signal.throwIfAborted();
    if (file.size <= SLICE || alike.length === 0 || alike.includes(file)) await decide(file, alike);
    else {
      slow.set(file, alike);
      tell([file], 'slow');
    }
  }
  for (const [file, alike] of slow) await decide(file, alike);
}

/** Returns the files that are known to begin alike. One that cannot be read is like no other. */
function remember(
  known: Map<string, readonly File[]>,
  file: File,
  head: string | undefined,
): readonly File[] {
  if (head === undefined) return [];
  const alike = known.get(head) ?? [];
  known.set(head, [...alike, file]);
  return alike;
}

/** Size and first bytes of each, as text; nothing for a file that cannot be read. */
async function headsOf(files: readonly File[]): Promise<readonly (string | undefined)[]> {
  const bytes = await beginningsOf(files).catch(() => undefined);
  // One that cannot be read takes the others along.
  if (!bytes) return Promise.all(files.map((file) => headOf(file).catch(() => undefined)));
  let end = 0;
  return files.map(({ size }) => {
    const start = end;
    end += Math.min(size, SAMPLE);
    return describe(size, bytes.subarray(start, end));
  });
}

async function headOf(file: File): Promise<string> {
  return describe(file.size, await beginningsOf([file]));
}

async function beginningsOf(files: readonly File[]): Promise<Uint8Array> {
  const beginnings: Blob[] = [];
  let began = performance.now();
  for (const file of files) {
    if (performance.now() - began > TURN) {
      await breathe();
      began = performance.now();
    }
    beginnings.push(file.slice(0, SAMPLE));
  }
  return read(beginnings);
}

async function sampleOf(file: File): Promise<string> {
  const { size } = file;
  const starts = [Math.floor(size / 2), Math.max(0, size - SAMPLE)];
  return describe(size, await read(starts.map((at) => file.slice(at, at + SAMPLE))));
}

async function read(pieces: readonly Blob[]): Promise<Uint8Array> {
  return new Uint8Array(await new Blob([...pieces]).arrayBuffer());
}

function describe(size: number, bytes: Uint8Array): string {
  return `${size}:${new TextDecoder('latin1').decode(bytes)}`;
}

/** The same for the same file; of one that cannot be read, nothing. */
function remembered(
  look: (file: File) => Promise<string>,
): (file: File) => Promise<string | undefined> {
  const seen = new Map<File, Promise<string | undefined>>();
  return (file) => {
    const found = seen.get(file) ?? look(file).catch(() => undefined);
    seen.set(file, found);
    return found;
  };
}

async function withSameSample(
  file: File,
  others: readonly File[],
  sample: (file: File) => Promise<string | undefined>,
): Promise<readonly File[]> {
  const mine = await sample(file);
  if (mine === undefined) return others.filter((other) => other === file);
  const all = await Promise.all(others.map(sample));
  return others.filter((other, index) => other === file || all[index] === mine);
}

async function twinOf(
  file: File,
  alike: readonly File[],
  signal: AbortSignal,
): Promise<File | undefined> {
  for (const other of alike) {
    if (file === other || (await isSame(file, other, signal))) return other;
  }
  return undefined;
}

async function isSame(one: File, other: File, signal: AbortSignal): Promise<boolean> {
  try {
    for (let at = 0; at < one.size; at += SLICE) {
      signal.throwIfAborted();
      const slices = [one, other].map((file) => file.slice(at, at + SLICE).arrayBuffer());
      const [a, b] = (await Promise.all(slices)).map((buffer) => new Uint8Array(buffer));
      if (!a || !b || !isEqual(a, b)) return false;
    }
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  // A plain loop: `every` with its call per byte takes ten times as long.
  for (let index = 0; index < a.length; index += 1) {
    if (a[index] !== b[index]) return false;
  }
  return true;
}
