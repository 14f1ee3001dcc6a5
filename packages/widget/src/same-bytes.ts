/**
 * Which files have the very same bytes. Only files of equal size are ever read: a little at head, middle and tail first,
 * which tells nearly all different files apart, then whole, slice by slice, so that neither memory nor the main thread
 * notices.
 *
 * @module
 */

/** A slice is compared in about 5 ms; reading it is not the main thread's work. */
const SLICE = 4 << 20;
const SAMPLE = 1024;

/**
 * Sorts candidates, in order, into those whose bytes `listed` or an earlier candidate has and the others. A file that
 * cannot be read is none of the former: whoever sends it will find out why.
 *
 * @param onUnique - is told of the others as soon as they are known, several at a time
 * @returns the duplicates
 */
export async function findDuplicates(
  candidates: readonly File[],
  listed: readonly File[],
  onUnique: (files: readonly File[]) => void,
  signal: AbortSignal,
): Promise<readonly File[]> {
  const sizes = new Set(candidates.map(({ size }) => size));
  const peers = listed.filter(({ size }) => sizes.has(size));
  const samples = await samplesOf([...peers, ...candidates], signal);
  const known = new Map<string, File[]>();
  const remember = (file: File): readonly File[] => {
    const sample = samples.get(file);
    if (sample === undefined) return [];
    const alike = known.get(sample) ?? [];
    known.set(sample, [...alike, file]);
    return alike;
  };
  for (const peer of peers) remember(peer);
  const doubtful = candidates
    .map((file) => ({ file, alike: remember(file) }))
    .filter(({ alike }) => alike.length > 0);
  const isDoubtful = new Set(doubtful.map(({ file }) => file));
  signal.throwIfAborted();
  onUnique(candidates.filter((file) => !isDoubtful.has(file)));
  const duplicates: File[] = [];
  for (const { file, alike } of doubtful) {
    const isDuplicate = await hasTwin(file, alike, signal);
    signal.throwIfAborted();
    if (isDuplicate) duplicates.push(file);
    else onUnique([file]);
  }
  return duplicates;
}

/** Size and bytes at head, middle and tail, as text; nothing for a file that cannot be read. */
async function samplesOf(
  files: readonly File[],
  signal: AbortSignal,
): Promise<ReadonlyMap<File, string>> {
  const samples = new Map<File, string>();
  // Several at a time: a file system answers later than it reads.
  const queue = files.values();
  const work = async (): Promise<void> => {
    for (const file of queue) {
      signal.throwIfAborted();
      const sample = await sampleOf(file).catch(() => undefined);
      if (sample !== undefined) samples.set(file, sample);
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  return samples;
}

async function sampleOf(file: File): Promise<string> {
  const { size } = file;
  const middle = Math.floor(size / 2);
  const pieces = [0, middle, Math.max(0, size - SAMPLE)].map((at) => file.slice(at, at + SAMPLE));
  const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
  return `${size}:${new TextDecoder('latin1').decode(bytes)}`;
}

async function hasTwin(file: File, others: readonly File[], signal: AbortSignal): Promise<boolean> {
  for (const other of others) {
    if (file === other || (await isSame(file, other, signal))) return true;
  }
  return false;
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
