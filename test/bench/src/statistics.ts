/**
 * Medians, and ratios to a base case that ran in the same minute.
 *
 * @module
 */

/** The middle value; of two, their mean. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** One run in the order in which they were made. */
export interface Timed {
  readonly contender: string;
  /** Seconds. */
  readonly wall: number;
}

/**
 * The median of a contender's ratios to the base runs next to it, before and after: what the machine did to one of
 * them it did to the other.
 */
export function ratioTo(base: string, contender: string, runs: readonly Timed[]): number {
  const ratios = runs.flatMap((run, index) => {
    if (run.contender !== contender) return [];
    const isBase = (it: Timed): boolean => it.contender === base;
    const near = [runs.slice(0, index).findLast(isBase), runs.slice(index + 1).find(isBase)];
    const walls = near.flatMap((it) => (it ? [it.wall] : []));
    return walls.length > 0 ? [run.wall / (walls.reduce((a, b) => a + b) / walls.length)] : [];
  });
  return median(ratios);
}
