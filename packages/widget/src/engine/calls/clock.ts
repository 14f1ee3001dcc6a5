/**
 * The signer's clock as seen from here. URLs expire by the server's time; a person's machine may be hours off.
 *
 * @module
 */

/** Keeps the difference between the two clocks. */
export interface ServerClock {
  /** The signer's time now, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Takes over the `serverTime` of an answer that was asked for at local time `asked` and just arrived. */
  sync(serverTime: string, asked: number): void;
  /** How far this machine's clock is ahead, in milliseconds; 0 until the first answer. */
  skew(): number;
}

/** Starts with the local clock. */
export function createServerClock(local: () => number = Date.now): ServerClock {
  let ahead = 0;
  return {
    now: () => local() - ahead,
    skew: () => ahead,
    sync(serverTime, asked) {
      const server = Date.parse(serverTime);
      // The answer was written some time between asking and now: the middle is the best guess.
      if (Number.isFinite(server)) ahead = (asked + local()) / 2 - server;
    },
  };
}
