/**
 * The live region: sentences for screen readers, those of one rendering together.
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Collects sentences until the host renders {@linkcode Announcer.text}. */
export class Announcer implements ReactiveController {
  /** What the region shows. */
  text = '';
  readonly #host: ReactiveControllerHost;
  #sentences: readonly string[] = [];

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Has a sentence spoken with the next rendering. */
  say(sentence: string): void {
    this.#sentences = [...this.#sentences, sentence];
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (this.#sentences.length === 0) return;
    const text = this.#sentences.join(' ');
    this.#sentences = [];
    // The same text again would be no change, and not be spoken.
    this.text = text === this.text ? `${text}\u00a0` : text;
  }
}
