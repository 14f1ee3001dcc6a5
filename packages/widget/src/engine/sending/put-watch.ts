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
  /** Without a progress event or the answer for this long, the upload stands still. Its file is looked at: it may have been cut short. */
  readonly quietAfter?: number;
}

/** Bytes per second of the slowest line that is waited for where the browser reports no progress: GPRS. */
const SLOWEST = 4 * 1024;

/** What is told of a PUT that does not move. */
export interface PutWatchers {
  /** Long enough to give it up. */
  readonly stalled: () => void;
  /** For a while, and again after each further while. */
  readonly quiet: () => void;
}

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
 * Tells when nothing moves. Runs from the start of the request: a connection that is dead before its first byte has no
 * event of its own. A page behind a service worker gets no progress events at all (w3c/ServiceWorker#1141); its first limit
 * therefore leaves the time that the whole body needs.
 */
export function createPutWatch(
  { stallAfter, answerAfter, quietAfter }: Required<TransportLimits>,
  { stalled, quiet }: PutWatchers,
): PutWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looks: ReturnType<typeof setInterval> | undefined;
  let sent: Sent = 'none';
  const stop = (): void => {
    clearTimeout(timer);
    clearInterval(looks);
  };
  const arm = (limit: number): void => {
    stop();
    timer = setTimeout(stalled, limit);
    looks = setInterval(quiet, quietAfter);
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
    stop,
  };
}
