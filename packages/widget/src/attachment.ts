/**
 * What a field has while it is in a document and one of its properties asks for it. The code comes with the first need.
 *
 * @module
 */
import type { LitElement, ReactiveController } from 'lit';

/** Reactive controller around one such thing. */
export class Attachment<K, T extends { stop(): void }> implements ReactiveController {
  /** The thing, while it is there. */
  current: T | undefined;
  readonly #host: LitElement;
  readonly #wanted: () => K | null;
  readonly #attach: (wanted: K) => Promise<T>;
  #known: K | null = null;

  /**
   * @param wanted - looked at with every rendering; another value than before is another thing
   */
  constructor(host: LitElement, wanted: () => K | null, attach: (wanted: K) => Promise<T>) {
    this.#host = host;
    this.#wanted = wanted;
    this.#attach = attach;
    host.addController(this);
  }

  hostConnected(): void {
    if (this.#host.hasUpdated) this.#follow(this.#wanted());
  }

  hostDisconnected(): void {
    this.#follow(null);
  }

  hostUpdated(): void {
    if (this.#host.isConnected) this.#follow(this.#wanted());
  }

  #follow(wanted: K | null): void {
    if (wanted === this.#known) return;
    this.#known = wanted;
    this.current?.stop();
    this.current = undefined;
    if (wanted !== null) void this.#bring(wanted);
  }

  async #bring(wanted: K): Promise<void> {
    try {
      const thing = await this.#attach(wanted);
      if (this.#known !== wanted || this.current) {
        thing.stop();
        return;
      }
      this.current = thing;
      this.#host.requestUpdate();
    } catch {
      // Could not be loaded: the next rendering tries again.
      this.#known = null;
    }
  }
}
