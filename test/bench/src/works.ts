/**
 * What is uploaded, as data.
 *
 * @module
 */

const KiB = 1024;
const MiB = 1024 * KiB;

/** So many files of one size. */
export interface Work {
  readonly name: string;
  readonly count: number;
  /** Bytes of each file. */
  readonly size: number;
  /** Holes between the marks: nothing is kept on the disk. */
  readonly sparse?: true;
  /** Only where it is asked for by name. */
  readonly onAsking?: true;
}

/** From one large file to many small ones. */
export const works: readonly Work[] = [
  { name: '1 × 4 GiB', count: 1, size: 4096 * MiB, sparse: true, onAsking: true },
  { name: '1 × 1 GiB', count: 1, size: 1024 * MiB },
  { name: '1 × 100 MiB', count: 1, size: 100 * MiB },
  { name: '1 × 32 MiB', count: 1, size: 32 * MiB, onAsking: true },
  { name: '20 × 1 MiB', count: 20, size: MiB, onAsking: true },
  // As a page makes them smaller before they are sent.
  { name: '200 photos of 243 kB', count: 200, size: 243_000, onAsking: true },
  { name: '200 × 1 MiB', count: 200, size: MiB },
  { name: '1000 × 10 KiB', count: 1000, size: 10 * KiB },
];

/** Those whose name begins with or contains the word; all that do not wait to be asked for if there are none. */
export function chooseWorks(words: readonly string[]): readonly Work[] {
  if (words.length === 0) return works.filter(({ onAsking }) => !onAsking);
  const chosen = works.filter(({ name }) => words.some((word) => ` ${name}`.includes(` ${word}`)));
  if (chosen.length === 0) {
    throw new Error(
      `No work matches "${words.join(' ')}": ${works.map((it) => it.name).join(', ')}`,
    );
  }
  return chosen;
}
