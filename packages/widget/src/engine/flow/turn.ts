/**
 * Spreads work over tasks, so that the page can draw and answer in between. By messages: timers of a page in the background
 * are held back for up to a minute.
 *
 * @module
 */

/** Resolves in a task of its own. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** Gives each caller a task of its own: the first goes on at once (`undefined`), the others one after the other. */
export function createTurns(): () => Promise<void> | undefined {
  let queue: Promise<void> | undefined;
  return () => {
    const mine = queue;
    const next = (queue ?? Promise.resolve()).then(turn);
    queue = next;
    void next.then(() => {
      if (queue === next) queue = undefined;
    });
    return mine;
  };
}
