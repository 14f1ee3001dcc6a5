/**
 * What may lie between the browser and storage, as data.
 *
 * @module
 */

/** One of them. */
export type Link =
  | {
      readonly name: string;
      /** Packets are carried by `link/shape.py`. */
      readonly kind: 'lossy';
      /** Milliseconds of each direction. */
      readonly delay: number;
      /** Share of the packets that never arrive, of each direction. */
      readonly loss: number;
    }
  | {
      readonly name: string;
      /** A pair of virtual Ethernet devices with a token bucket at each end. */
      readonly kind: 'narrow';
      /** As tc(8) writes it. */
      readonly rate: string;
    };

/** By the word on the command line. */
export const links: Readonly<Record<string, Link>> = {
  lossy: { name: '20 ms round trip, 1 % loss', kind: 'lossy', delay: 10, loss: 0.01 },
  gigabit: { name: '1 Gbit/s', kind: 'narrow', rate: '1gbit' },
};

/** The one of this name. */
export function chooseLink(word: string): Link {
  const link = links[word];
  if (link) return link;
  throw new Error(`--link is one of ${Object.keys(links).join(', ')}, not "${word}"`);
}
