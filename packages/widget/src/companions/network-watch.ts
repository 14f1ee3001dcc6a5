/**
 * Notices that uploads stand still because the network or a server does not answer, and says so once. What is shown then is the
 * list's business.
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Renders the host again with every change of the network. */
export class NetworkWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #standstill: () => string;
  readonly #say: (sentence: string) => void;
  #said = '';

  /**
   * @param standstill - what all uploads wait for, `''` while one of them moves
   * @param say - has that spoken, when it begins
   */
  constructor(
    host: ReactiveControllerHost,
    standstill: () => string,
    say: (sentence: string) => void,
  ) {
    this.#host = host;
    this.#standstill = standstill;
    this.#say = say;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#render);
    addEventListener('offline', this.#render);
  }

  hostUpdate(): void {
    const sentence = this.#standstill();
    if (sentence && sentence !== this.#said) this.#say(sentence);
    this.#said = sentence;
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#render);
    removeEventListener('offline', this.#render);
  }

  readonly #render = (): void => {
    this.#host.requestUpdate();
  };
}
