/**
 * What came of a soak: counts that add up over its rounds, and the names of what must not be.
 *
 * @module
 */

/** Counts by kind. */
export type Counts = Readonly<Record<string, number>>;

/** See the module comment. A soak is passed if `wrong`, `lost`, `leaked` and `broken` are empty. */
export interface SoakReport {
  readonly rounds: number;
  readonly files: number;
  readonly mebibytes: number;
  readonly seconds: number;
  readonly done: number;
  readonly cancelled: number;
  /** Failures with a code that the faults explain, by code; those that were mended by another try among them. */
  readonly failed: Counts;
  /** Files that failed and were done after another try, when all was well again. */
  readonly mended: number;
  /** What the person did. */
  readonly acts: Counts;
  /** What went wrong, by kind. */
  readonly hits: Counts;
  readonly signerDeaths: number;
  /** Receipts that are not about their file, and failures that nothing explains. */
  readonly wrong: readonly string[];
  /** Files without an end. */
  readonly lost: readonly string[];
  /** Parts that would stay for ever: `gc` did not take them. */
  readonly leaked: readonly string[];
  /** Why rounds could not be played: no Swift, no browser. They count for nothing else. */
  readonly broken: readonly string[];
  /** Parts that go by themselves in a day. */
  readonly expiring: readonly string[];
  /** Parts that `gc` took: a signer died while it finished their upload. */
  readonly collected: readonly string[];
  /** Objects whose receipt no page got: the person cancelled, or the browser died, just then. */
  readonly unclaimed: number;
}

/** Before the first round. */
export const nothingYet: SoakReport = {
  rounds: 0,
  files: 0,
  mebibytes: 0,
  seconds: 0,
  done: 0,
  cancelled: 0,
  failed: {},
  mended: 0,
  acts: {},
  hits: {},
  signerDeaths: 0,
  wrong: [],
  lost: [],
  leaked: [],
  broken: [],
  expiring: [],
  collected: [],
  unclaimed: 0,
};

/** The sum of two: numbers and counts are added, lists joined. */
export function add(one: SoakReport, other: SoakReport): SoakReport {
  const sum = (key: NumberKey): number => one[key] + other[key];
  return {
    rounds: sum('rounds'),
    files: sum('files'),
    mebibytes: sum('mebibytes'),
    seconds: sum('seconds'),
    done: sum('done'),
    cancelled: sum('cancelled'),
    failed: addCounts(one.failed, other.failed),
    mended: sum('mended'),
    acts: addCounts(one.acts, other.acts),
    hits: addCounts(one.hits, other.hits),
    signerDeaths: sum('signerDeaths'),
    wrong: [...one.wrong, ...other.wrong],
    lost: [...one.lost, ...other.lost],
    leaked: [...one.leaked, ...other.leaked],
    broken: [...one.broken, ...other.broken],
    expiring: [...one.expiring, ...other.expiring],
    collected: [...one.collected, ...other.collected],
    unclaimed: sum('unclaimed'),
  };
}

/** Nothing wrong, nothing lost, nothing leaked, and all of it played. */
export function isPassed({ wrong, lost, leaked, broken }: SoakReport): boolean {
  return wrong.length + lost.length + leaked.length + broken.length === 0;
}

/** How many of each. */
export function count(words: readonly string[]): Counts {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

type NumberKey = {
  [K in keyof SoakReport]: SoakReport[K] extends number ? K : never;
}[keyof SoakReport];

function addCounts(one: Counts, other: Counts): Counts {
  const sum: Record<string, number> = { ...one };
  for (const [word, number] of Object.entries(other)) sum[word] = (sum[word] ?? 0) + number;
  return sum;
}
