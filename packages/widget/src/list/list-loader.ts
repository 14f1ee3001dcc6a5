/**
 * Brings the list's code and style when it is first needed: most visitors of a page never choose a file.
 *
 * @module
 */
import type { CSSResultOrNative, LitElement } from 'lit';
import { loadOnce } from '../engine/flow/load-once.js';
import { adoptIn } from '../styles/adopt.js';
import type { UploadList } from './upload-list.js';

/** What arrives. */
export type ListModule = typeof import('./upload-list.js');

/** Loads once per element; the browser loads the module once per page. */
export class ListLoader {
  readonly #host: LitElement;
  readonly #load: () => Promise<ListModule>;
  readonly #onArrival: (module: ListModule) => UploadList;
  #styles: CSSResultOrNative | undefined;
  #list: UploadList | undefined;
  #arrival: Promise<void> | undefined;
  #hasFailed = false;

  /**
   * @param onArrival - called once, before the element renders with what it returns
   */
  constructor(
    host: LitElement,
    onArrival: (module: ListModule) => UploadList,
    load = (): Promise<ListModule> => import('./upload-list.js'),
  ) {
    this.#host = host;
    this.#load = loadOnce(load);
    this.#onArrival = onArrival;
  }

  /** The code could not be loaded: the page was deployed anew, or there is no network. Uploads go on without their list. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** The list, if its code is there. */
  get current(): UploadList | undefined {
    return this.#list;
  }

  /** Tries once more to load the code. */
  readonly retry = (): void => {
    this.#hasFailed = false;
    this.#host.requestUpdate();
  };

  /** The list, if it is there; if not, it is on its way after this call, and the element renders again. */
  need(): UploadList | undefined {
    if (!this.#list && !this.#hasFailed) this.#arrival ??= this.#arrive();
    return this.#list;
  }

  /** Settles when nothing is on its way. */
  get settled(): Promise<void> {
    return this.#arrival ?? Promise.resolve();
  }

  /**
   * Has the shadow root adopt the styles. Call it again in another document: a constructed sheet belongs to the one it was made
   * in, and the root loses its sheets on the way (CSSOM, "adopting steps").
   */
  adopt(): void {
    const { elementStyles } = this.#host.constructor as typeof LitElement;
    // The list's first, so that what the person asked of the system, the last of the element's own, has the last word.
    const all = this.#styles ? [this.#styles, ...elementStyles] : elementStyles;
    adoptIn(this.#host.renderRoot as ShadowRoot, all);
  }

  async #arrive(): Promise<void> {
    try {
      const module = await this.#load();
      this.#styles = module.styles;
      this.adopt();
      this.#list = this.#onArrival(module);
      this.#host.requestUpdate();
    } catch {
      this.#hasFailed = true;
      this.#host.requestUpdate();
    } finally {
      this.#arrival = undefined;
    }
  }
}
