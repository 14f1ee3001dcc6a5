/**
 * Notices that the network goes or comes back while uploads wait for it. What is shown then is the view's business.
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** What the watch asks of its owner. */
export interface NetworkWatchOptions {
  /** Whether something waits for the network now. */
  readonly waits: () => boolean;
  /** Called once when that begins. */
  readonly onWait: () => void;
}

/** Renders the host again with every change of the network. */
export class NetworkWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #options: NetworkWatchOptions;
  #isWaiting = false;

  constructor(host: ReactiveControllerHost, options: NetworkWatchOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#render);
    addEventListener('offline', this.#render);
  }

  hostUpdate(): void {
    const isWaiting = this.#options.waits();
    if (isWaiting && !this.#isWaiting) this.#options.onWait();
    this.#isWaiting = isWaiting;
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#render);
    removeEventListener('offline', this.#render);
  }

  readonly #render = (): void => {
    this.#host.requestUpdate();
  };
}
