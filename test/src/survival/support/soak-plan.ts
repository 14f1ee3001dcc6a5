/**
 * What a soak does to whom, drawn from a seed: files of all sizes, and faults of all kinds.
 *
 * @module
 */
import type { Fault } from '@direct-upload/dev-storage';
import type { UploadErrorCode } from '@direct-upload/widget/engine';

const MiB = 1024 * 1024;
/** Largest file, and all of them together. Bytes. */
const LARGEST = 80 * MiB;
const ALL = 1024 * MiB;

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

/** Sizes from nothing to 80 MiB, log-uniform: as many below 10 kB as above, at most 1 GiB in all. */
export function drawSizes(count: number, random: () => number): readonly number[] {
  let left = ALL;
  return Array.from({ length: count }, () => {
    const size = Math.floor(Math.exp(random() * Math.log(LARGEST + 1))) - 1;
    const fitting = Math.min(size, left);
    left -= fitting;
    return fitting;
  });
}

const put = { method: 'PUT', path: '*/parts/*' } as const;
const look = { method: 'HEAD', path: '*/parts/*' } as const;
/** Anything but deleting, by page or signer: copies and manifests under final names, looks at them. */
const anything = { method: ['PUT', 'HEAD', 'GET'], path: '/v1/AUTH_test/uploads/*' } as const;

/** The faults, each with its chance per request and a seed of its own. */
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

/** What an upload may end with when its tries are used up under these faults. */
export const explained: ReadonlySet<UploadErrorCode> = new Set<UploadErrorCode>([
  'network',
  'timeout',
  'corrupted',
  'storage-unavailable',
  'storage-refused',
  'signer-unavailable',
]);
