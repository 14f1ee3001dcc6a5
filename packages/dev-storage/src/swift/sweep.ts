/**
 * Removing expired objects from disk and listings, as Swift's object-expirer does some time after they are over.
 *
 * @module
 */
import type { Store } from '../disk/store.js';
import { isExpired } from './expiry.js';

/** A sweep that runs until it is stopped. */
export interface ExpirySweep {
  /** Resolves when nothing is being deleted any more. */
  stop(): Promise<void>;
}

/** Deletes everything that is over; resolves to how many objects that were. */
export async function sweepExpired(store: Store, now: () => number): Promise<number> {
  let count = 0;
  for (const { account, node } of store.containers()) {
    for (const object of node.objects()) {
      if (!isExpired(object, now())) continue;
      const path = { account, container: node.record.name, object: object.name };
      if (await store.deleteObject(path, object)) count += 1;
    }
  }
  return count;
}

/** Sweeps every `interval` milliseconds; does not keep the process alive. */
export function startExpirySweep(store: Store, now: () => number, interval: number): ExpirySweep {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // A failure (a disk that is full or gone) shows up in the next request; the next sweep tries again.
    running = running.then(() => sweepExpired(store, now)).catch(() => undefined);
  }, interval);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
