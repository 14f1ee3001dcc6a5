/**
 * Brings the list's code and style when it is first needed: most visitors of a page never choose a file.
 *
 * @module
 */
import { adoptStyles, type LitElement } from 'lit';
import { loadOnce } from '../engine/flow/load-once.js';
import type { RenderList } from './upload-list.js';

/** What arrives. */
export type ListModule = typeof import('./upload-list.js');

/** Loads once per element; the browser loads the module once per page. */
export class ListLoader {
  readonly #host: LitElement;
  readonly #load = loadOnce(() => import('./upload-list.js'));
  readonly #onArrival: (module: ListModule) => RenderList;
  #render: RenderList | undefined;
  #arrival: Promise<void> | undefined;

  /**
   * @param onArrival - called once, before the element renders with what it returns
   */
  constructor(host: LitElement, onArrival: (module: ListModule) => RenderList) {
    this.#host = host;
    this.#onArrival = onArrival;
  }

  /** What renders the list, if it is there; if not, it is on its way after this call, and the element renders again. */
  need(): RenderList | undefined {
    if (!this.#render) this.#arrival ??= this.#arrive();
    return this.#render;
  }

  /** Settles when nothing is on its way. */
  get settled(): Promise<void> {
    return this.#arrival ?? Promise.resolve();
  }

  async #arrive(): Promise<void> {
    try {
      const module = await this.#load();
      const { elementStyles } = this.#host.constructor as typeof LitElement;
      // First, so that what the person asked of the system, the last of the element's own, has the last word.
      const all = [module.styles, ...elementStyles];
      adoptStyles(this.#host.renderRoot as ShadowRoot, all);
      this.#render = this.#onArrival(module);
      this.#host.requestUpdate();
    } catch {
      // Offline just now: uploads go on without their list, and the next change tries again.
    } finally {
      this.#arrival = undefined;
    }
  }
}
