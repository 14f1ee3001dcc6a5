/**
 * Has the browser ask before the page is left while that would lose something.
 *
 * @module
 */
import type { LitElement, ReactiveController } from 'lit';
import type { UploadSnapshot } from '../engine/index.js';
import { isUnfinished } from '../totals.js';

/** Listens for `beforeunload` only while there is something to lose: a listener may cost the back/forward cache. */
export class LeaveWarning implements ReactiveController {
  readonly #host: LitElement;
  readonly #uploads: () => readonly UploadSnapshot[];

  constructor(host: LitElement, uploads: () => readonly UploadSnapshot[]) {
    this.#host = host;
    this.#uploads = uploads;
    host.addController(this);
  }

  hostConnected(): void {
    this.hostUpdated();
  }

  hostUpdated(): void {
    // A field outside the page still renders, when its uploads change.
    const isNeeded = this.#host.isConnected && this.#uploads().some(isAtRisk);
    if (isNeeded) addEventListener('beforeunload', this.#warn);
    else removeEventListener('beforeunload', this.#warn);
  }

  hostDisconnected(): void {
    removeEventListener('beforeunload', this.#warn);
  }

  /** Its own per element: with a shared listener, one field that is done would silence another that is not. */
  readonly #warn = (event: Event): void => {
    event.preventDefault();
  };
}

/** Everything unfinished but what is paused and can be gone on with on a later visit. */
function isAtRisk(upload: UploadSnapshot): boolean {
  return isUnfinished(upload) && !(upload.state.status === 'paused' && upload.kept);
}
