/**
 * Who runs at the same time: test files of all suites share a few lanes, first come, first served.
 *
 * @module
 */

/** See the module comment. */
export interface Lanes {
  /** Does the work as soon as `weight` lanes are free (all of them, if that is more), after all that came before. */
  run<T>(weight: number, work: () => Promise<T>): Promise<T>;
}

interface Waiting {
  readonly weight: number;
  readonly go: () => void;
}

/** So many lanes. */
export function createLanes(count: number): Lanes {
  let free = count;
  const queue: Waiting[] = [];
  const advance = (): void => {
    // Strictly in order, so that who needs more lanes is not overtaken for ever.
    for (let next = queue[0]; next && next.weight <= free; next = queue[0]) {
      queue.shift();
      free -= next.weight;
      next.go();
    }
  };
  return {
    async run(weight, work) {
      const mine = Math.min(weight, count);
      await new Promise<void>((go) => {
        queue.push({ weight: mine, go });
        advance();
      });
      try {
        return await work();
      } finally {
        free += mine;
        advance();
      }
    },
  };
}
