/**
 * Keeps the screen, and with it the network of a phone or laptop, from going to sleep while files are sent
 * (Screen Wake Lock API). A courtesy: where it cannot be had, nothing is said.
 *
 * @module
 */
import type { LitElement, ReactiveController } from 'lit';

/** Holds a wake lock while `busy()`, which is asked after every rendering of the host. */
export class KeepAwake implements ReactiveController {
  readonly #host: LitElement;
  readonly #busy: () => boolean;
  /** Requested or held; `undefined` inside where it was refused. */
  #lock: Promise<WakeLockSentinel | undefined> | undefined;

  constructor(host: LitElement, busy: () => boolean) {
    this.#host = host;
    this.#busy = busy;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#update);
    this.#update();
  }

  hostUpdated(): void {
    this.#update();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#update);
    this.#release();
  }

  /** The browser takes the lock away with the page's visibility, so it is let go then and asked for again after. */
  readonly #update = (): void => {
    // A field outside the page still renders, when its uploads change.
    const isSeen = this.#host.isConnected && document.visibilityState === 'visible';
    if (isSeen && this.#busy()) this.#lock ??= requestLock();
    else this.#release();
  };

  #release(): void {
    const lock = this.#lock;
    this.#lock = undefined;
    void lock?.then((sentinel) => sentinel?.release()).catch(() => undefined);
  }
}

/** Only secure contexts have wake locks; a policy or an empty battery refuses them. */
async function requestLock(): Promise<WakeLockSentinel | undefined> {
  try {
    return await (navigator as { wakeLock?: WakeLock }).wakeLock?.request('screen');
  } catch {
    return undefined;
  }
}
