/**
 * What a soak does to whom, drawn from a seed: files of all sizes, faults of all kinds, and what the person does meanwhile.
 *
 * @module
 */
import type { Fault } from '@direct-upload/dev-storage';
import type { UploadErrorCode } from '@direct-upload/widget/engine';
import { DEFAULT_PART } from './proof.js';
import type { Toxic } from './toxics.js';

const MiB = 1024 * 1024;
/** Largest file. Bytes. */
const LARGEST = 80 * MiB;
/** Where sums go wrong, if they do. Bytes. */
const EDGES = [
  0,
  1,
  DEFAULT_PART - 1,
  DEFAULT_PART,
  DEFAULT_PART + 1,
  2 * DEFAULT_PART,
  2 * DEFAULT_PART + 1,
];
/** Chance of a file to lie on an edge. */
const ON_EDGE = 0.2;

/** Repeatable numbers from 0 to 1 ("mulberry32"). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of them. */
export function pick<T>(among: readonly [T, ...T[]], random: () => number): T {
  return among[Math.floor(random() * among.length)] ?? among[0];
}

/**
 * Sizes from nothing to 80 MiB, log-uniform: as many below 10 kB as above; and every fifth on an edge of a part.
 *
 * @param most - bytes of all of them together
 */
export function drawSizes(count: number, most: number, random: () => number): readonly number[] {
  let left = most;
  return Array.from({ length: count }, () => {
    const edge = EDGES[Math.floor((random() / ON_EDGE) * EDGES.length)];
    const size = edge ?? Math.floor(Math.exp(random() * Math.log(LARGEST + 1))) - 1;
    const fitting = Math.min(size, left);
    left -= fitting;
    return fitting;
  });
}

const put = { method: 'PUT', path: '*/parts/*' } as const;
const look = { method: 'HEAD', path: '*/parts/*' } as const;
/** Anything but deleting, by page or signer: copies and manifests under final names, looks at them. */
const anything = { method: ['PUT', 'HEAD', 'GET'], path: '/v1/AUTH_test/uploads/*' } as const;

/** The faults of the embedded storage, each with its chance per request and a seed of its own. */
export function drawFaults(random: () => number): readonly Fault[] {
  const seed = (): number => Math.floor(random() * 2 ** 31);
  const some = (fault: Fault, probability: number): Fault => ({
    ...fault,
    probability,
    seed: seed(),
  });
  return [
    some({ kind: 'delay', milliseconds: 300, match: put }, 0.2),
    some({ kind: 'drop', during: 'upload', afterBytes: 0, match: put }, 0.04),
    some({ kind: 'drop', during: 'upload', afterBytes: 3 * MiB, match: put }, 0.2),
    some({ kind: 'drop', during: 'upload', afterBytes: 9000, how: 'close', match: put }, 0.06),
    some({ kind: 'drop', during: 'response', afterBytes: 0, match: put }, 0.06),
    some({ kind: 'status', status: 503, retryAfter: 1, match: put }, 0.08),
    some({ kind: 'status', status: 401, cors: false, match: put }, 0.08),
    some({ kind: 'flip-bit', offset: 0, bit: 3, match: put }, 0.08),
    some({ kind: 'flip-bit', offset: 5 * MiB, match: put }, 0.4),
    some({ kind: 'hang', match: put }, 0.02),
    some({ kind: 'hang', when: 'after', match: put }, 0.02),
    some({ kind: 'lose-response', match: put }, 0.1),
    some({ kind: 'status', status: 503, match: look }, 0.1),
    some({ kind: 'drop', during: 'response', afterBytes: 0, match: look }, 0.1),
    some({ kind: 'status', status: 503, match: anything }, 0.02),
    some({ kind: 'lose-response', match: anything }, 0.02),
  ];
}

/** What a line in front of a real storage may have, each for a moment. Bits turn over on the way to storage alone. */
export function drawToxics(random: () => number, to: 'storage' | 'signer'): readonly Toxic[] {
  const some = (most: number): number => Math.ceil(random() * most);
  const up = { direction: 'up', probability: 0.7 } as const;
  const down = { direction: 'down', probability: 0.7 } as const;
  const kinds: readonly [readonly Toxic[], ...(readonly Toxic[])[]] = [
    [
      { ...up, kind: 'latency', milliseconds: some(200), jitter: some(200) },
      { ...down, kind: 'latency', milliseconds: some(200) },
    ],
    [{ ...up, kind: 'bandwidth', bytesPerSecond: some(4 * MiB) }],
    [
      { ...up, kind: 'slicer', bytes: 1000 + some(4000), milliseconds: 1 },
      { ...down, kind: 'slicer', bytes: some(40), milliseconds: 1 },
    ],
    [{ ...up, kind: 'reset', afterBytes: some(to === 'storage' ? 8 * MiB : 2000) }],
    [{ ...down, kind: 'reset', afterBytes: some(2000) }],
    [{ ...up, kind: 'stall', afterBytes: some(to === 'storage' ? 4 * MiB : 2000) }],
    [{ ...down, kind: 'stall', afterBytes: some(2000) }],
  ];
  const damage: readonly Toxic[] = [{ ...up, kind: 'corrupt', everyBytes: some(8 * MiB) }];
  // As often as all the others together: it is what nothing but verification sees.
  return to === 'storage' && random() < 0.4 ? damage : pick(kinds, random);
}

/** What an upload may end with when its tries are used up under these faults. */
export const explained: ReadonlySet<UploadErrorCode> = new Set<UploadErrorCode>([
  'network',
  'timeout',
  'corrupted',
  'storage-unavailable',
  'storage-refused',
  'signer-unavailable',
  // A large body that was taken whole and answered unreadably, or not at all: what a full container looks like, too.
  'quota',
]);
