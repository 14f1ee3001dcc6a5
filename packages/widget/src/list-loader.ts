/**
 * Brings the list's code and style when it is first needed: most visitors of a page never choose a file.
 *
 * @module
 */
import { adoptStyles, type LitElement, type ReactiveController } from 'lit';
import { loadOnce } from './engine/load-once.js';

/** What arrives. */
export type ListModule = typeof import('./upload-list.js');

/** Loads once per element; the browser loads the module once per page. */
export class ListLoader implements ReactiveController {
  readonly #host: LitElement;
  readonly #load = loadOnce(() => import('./upload-list.js'));
  readonly #onArrival: (module: ListModule) => void;
  #module: ListModule | undefined;
  #arrival: Promise<void> | undefined;

  /**
   * @param onArrival - called once, before the element renders with the module
   */
  constructor(host: LitElement, onArrival: (module: ListModule) => void) {
    this.#host = host;
    this.#onArrival = onArrival;
    host.addController(this);
  }

  /** Present so that this counts as a controller; loading waits for need, not for the document. */
  hostConnected(): void {
    // Nothing to do.
  }

  /** The module if it is there; if not, it is on its way after this call, and the element renders again. */
  need(): ListModule | undefined {
    if (!this.#module) this.#arrival ??= this.#arrive();
    return this.#module;
  }

  /** Settles when nothing is on its way. */
  get settled(): Promise<void> {
    return this.#arrival ?? Promise.resolve();
  }

  async #arrive(): Promise<void> {
    try {
      this.#module = await this.#load();
      const { elementStyles } = this.#host.constructor as typeof LitElement;
      // First, so that what the person asked of the system, the last of the element's own, has the last word.
      const all = [this.#module.styles, ...elementStyles];
      adoptStyles(this.#host.renderRoot as ShadowRoot, all);
      this.#onArrival(this.#module);
      this.#host.requestUpdate();
    } catch {
      // Offline just now: uploads go on without their list, and the next change tries again.
    } finally {
      this.#arrival = undefined;
    }
  }
}
