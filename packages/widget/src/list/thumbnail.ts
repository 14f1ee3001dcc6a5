/**
 * The picture in a row's tile: the icon of its kind until there is one, or for good.
 *
 * @module
 */
import { AsyncDirective, directive, type DirectiveResult } from 'lit/async-directive.js';
import type { ChildPart } from 'lit/html.js';
import type { ThumbnailMaker } from './thumbnail-maker.js';

/** Most pixels across, whatever the screen: of a tile in the grid on one of double density. */
const LARGEST = 320;
/** How far below and above the view pictures are made ahead. */
const AHEAD = '200px 0px';

class Thumbnail extends AsyncDirective {
  #tile: Element | undefined;
  #file: File | undefined;
  #maker: ThumbnailMaker | undefined;
  #layout: unknown;
  #picture: HTMLCanvasElement | undefined;
  #stop = new AbortController();

  override update(
    part: ChildPart,
    [fallback, file, maker, layout]: Parameters<typeof thumbnail>,
  ): unknown {
    this.#tile = part.parentNode as Element;
    if (file !== this.#file || maker !== this.#maker) this.#picture = undefined;
    if (file !== this.#file || maker !== this.#maker || layout !== this.#layout) {
      [this.#file, this.#maker, this.#layout] = [file, maker, layout];
      this.#restart();
    }
    return this.#picture ?? fallback;
  }

  override render(...[fallback]: Parameters<typeof thumbnail>): unknown {
    return fallback;
  }

  protected override disconnected(): void {
    this.#stop.abort();
  }

  protected override reconnected(): void {
    this.#restart();
  }

  /** Only for what is seen, and only while it is. */
  #restart(): void {
    this.#stop.abort();
    const { signal } = (this.#stop = new AbortController());
    const file = this.#file;
    if (!this.#tile || !file || !this.#maker?.canShow(file)) return;
    if (!('IntersectionObserver' in globalThis)) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        void this.#show(file, signal);
      },
      { rootMargin: AHEAD },
    );
    observer.observe(this.#tile);
    signal.addEventListener('abort', () => {
      observer.disconnect();
    });
  }

  async #show(file: File, signal: AbortSignal): Promise<void> {
    const size = Math.min(LARGEST, Math.ceil((this.#tile?.clientWidth ?? 0) * devicePixelRatio));
    try {
      const picture = await this.#maker?.make(file, size, signal);
      if (!picture || signal.aborted) return;
      picture.setAttribute('part', 'thumbnail');
      picture.setAttribute('aria-hidden', 'true');
      this.#picture = picture;
      this.setValue(picture);
    } catch (error) {
      // The row has gone, or shows another file.
      if (!signal.aborted) throw error;
    }
  }
}

/** Child of a row's tile. Without a maker there are no pictures; in another layout they are of another size. */
export const thumbnail: (
  fallback: unknown,
  file: File | undefined,
  maker: ThumbnailMaker | undefined,
  layout: string,
) => DirectiveResult = directive(Thumbnail);
