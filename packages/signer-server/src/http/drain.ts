/**
 * Stops a server without cutting anybody off: what was taken is answered, connections are closed as they become idle, and
 * what has not ended by then is.
 *
 * @module
 */
import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** How to stop. Milliseconds. */
export interface DrainOptions {
  /** For how long to go on taking requests, so that whoever balances them learns of it first. Default: 0. */
  readonly delay?: number;
  /** For how long requests that were taken may go on. Default: 30000. */
  readonly timeout?: number;
}

/** Milliseconds for which requests may go on, where nothing else is said. */
const DEFAULT_TIMEOUT = 30_000;

/** How often to look for connections that became idle. */
const SWEEP = 50;

/** Resolves when every connection is closed. */
export async function drain(server: Server, options: DrainOptions = {}): Promise<void> {
  const { delay = 0, timeout = DEFAULT_TIMEOUT } = options;
  if (delay > 0) await sleep(delay);
  const closed = new Promise<void>((resolve, reject) => {
    server.close((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  // A connection that a browser or a proxy keeps would hold the server open for as long as it may be idle.
  const sweep = setInterval(() => {
    server.closeIdleConnections();
  }, SWEEP);
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, timeout);
  try {
    await closed;
  } finally {
    clearInterval(sweep);
    clearTimeout(cut);
  }
}

/** Milliseconds that {@link drain} takes at most. */
export function longestDrain({ delay = 0, timeout = DEFAULT_TIMEOUT }: DrainOptions): number {
  return delay + timeout;
}
