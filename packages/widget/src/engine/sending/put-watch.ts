/**
 * Notices that a PUT stands still.
 *
 * @module
 */
import { tellsProgress } from '../platform.js';
import type { Sent } from '../ports.js';

/** Limits in milliseconds. */
export interface TransportLimits {
  /** Without a progress event for this long, while bytes are still to go, the connection counts as dead. */
  readonly stallAfter?: number;
  /**
   * Waiting for the answer once all bytes are out: storage hashes and syncs them to disk first. Also the wait for the
   * first progress event: a browser may hold the request back while other tabs use all connections to this host.
   */
  readonly answerAfter?: number;
}

/** Bytes per second of the slowest line that is waited for where the browser reports no progress: GPRS. */
const SLOWEST = 4 * 1024;

/** See the module comment. */
export interface PutWatch {
  /** The request was sent, with a body of so many bytes. */
  begun(size: number): void;
  moved(bytes: number): void;
  allSent(): void;
  sent(): Sent;
  stop(): void;
}

/**
 * Calls `stalled` if nothing moves. Runs from the start of the request: a connection that is dead before its first byte has no
 * event of its own. A page behind a service worker gets no progress events at all (w3c/ServiceWorker#1141); its first limit
 * therefore leaves the time that the whole body needs.
 */
export function createPutWatch(
  { stallAfter, answerAfter }: Required<TransportLimits>,
  stalled: () => void,
): PutWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent: Sent = 'none';
  const arm = (limit: number): void => {
    clearTimeout(timer);
    timer = setTimeout(stalled, limit);
  };
  return {
    begun(size) {
      // An empty body has no upload events at all (XHR §4.5.6): only the answer is left to wait for.
      if (size === 0) sent = 'all';
      arm(answerAfter + (tellsProgress() ? 0 : (size / SLOWEST) * 1000));
    },
    moved(bytes) {
      if (bytes > 0 && sent === 'none') sent = 'some';
      arm(stallAfter);
    },
    allSent() {
      sent = 'all';
      arm(answerAfter);
    },
    sent: () => sent,
    stop() {
      clearTimeout(timer);
    },
  };
}
