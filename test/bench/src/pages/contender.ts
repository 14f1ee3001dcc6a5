/**
 * What a contender's page offers the bench.
 *
 * @module
 */

/** Where things are. */
export interface Target {
  /** Takes any PUT or POST below it, if `query` is behind. */
  readonly plain: string;
  /** What allows it, from the `?` on; empty where nothing is asked. */
  readonly query: string;
  readonly tus: string;
  /** Active Storage's `direct_uploads`. */
  readonly rails: string;
  /** The signer's endpoint. */
  readonly signer: string;
  /** JSON: the MD5s of the work by mark. */
  readonly etags: string;
}

/** One way to upload. */
export interface Contender {
  /** Sets the page up, before the time starts: what a person would see before they choose files. */
  prepare(target: Target): void | Promise<void>;
  /** From the files to the last one being stored, by the contender's own word. Rejects if one is not. */
  upload(files: readonly File[], target: Target): Promise<void>;
}

/** A URL of its own for each file. */
export function urlFor({ plain, query }: Target, name: number | string): string {
  return `${plain}/${encodeURIComponent(name)}${query}`;
}

/** Runs `work` for every item, so many at a time. */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, index: number) => Promise<void>,
): Promise<void> {
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) await work(item, index);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
