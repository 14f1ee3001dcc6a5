/**
 * A second surface for drops and pastes, anywhere on the page (`drop-target`). A chunk of its own, for the fields that
 * have one.
 *
 * A selector is looked up along the path of each drag, so that it does not matter when the element comes, goes or is
 * rendered anew. The innermost field wins because its listeners are on the innermost element.
 *
 * @module
 */
import type { DropController } from './drop-controller.js';

/** On the element that files hang over, for the page's style sheet. */
export const DRAGGING_ATTRIBUTE = 'data-direct-upload-dragging';

const DRAG_EVENTS = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;

/** The surface, from {@linkcode DropTarget.watch} to {@linkcode DropTarget.stop}. */
export class DropTarget {
  readonly #target: string | Element;
  readonly #drop: DropController;
  readonly #watching = new AbortController();
  #listening = new AbortController();
  /** The element itself, or the one last found. */
  #here: Element | undefined;

  /**
   * @param target - the element, or a selector for it
   */
  constructor(target: string | Element, drop: DropController) {
    this.#target = target;
    this.#drop = drop;
  }

  /** Begins; returns itself. */
  watch(): this {
    const { signal } = this.#watching;
    if (typeof this.#target !== 'string') this.#settleOn(this.#target);
    for (const type of [...DRAG_EVENTS, 'paste'] as const) {
      window.addEventListener(type, this.#look, { capture: true, signal });
    }
    for (const type of ['dragover', 'drop'] as const) {
      window.addEventListener(type, this.#guard, { signal });
    }
    window.addEventListener('paste', this.#pasteFromFocus, { signal });
    return this;
  }

  /** Shows on the element whether files hang over the field. */
  show(dragging: boolean): void {
    this.#here?.toggleAttribute(DRAGGING_ATTRIBUTE, dragging);
  }

  /** Lets go of the page. */
  stop(): void {
    this.#watching.abort();
    this.#listening.abort();
    this.show(false);
  }

  #settleOn(element: Element): void {
    if (element === this.#here) return;
    this.#listening.abort();
    this.#listening = new AbortController();
    this.show(false);
    this.#here = element;
    this.show(this.#drop.dragging);
    const { signal } = this.#listening;
    const surface = surfaceOf(element) as HTMLElement;
    for (const type of DRAG_EVENTS) surface.addEventListener(type, this.#onDrag, { signal });
    surface.addEventListener('paste', this.#onPaste, { signal });
  }

  /** Before the event gets to the surface, so that the surface already listens. */
  readonly #look = (event: Event): void => {
    const target = this.#target;
    const found = typeof target === 'string' ? find(target, event.composedPath()) : target;
    if (found) this.#settleOn(found);
  };

  /** A disabled field leaves what is not in its own zone to others, and in the end to the guard. */
  readonly #onDrag = (event: DragEvent): void => {
    if (this.#drop.enabled) this.#drop.handle(event);
  };

  readonly #onPaste = (event: ClipboardEvent): void => {
    this.#drop.takePaste(event);
  };

  /** What nobody took: the browser would leave the page to show the dropped file. */
  readonly #guard = (event: DragEvent): void => {
    const data = event.dataTransfer;
    const isHere = this.#here && event.composedPath().includes(surfaceOf(this.#here));
    if (!isHere || event.defaultPrevented || !data?.types.includes('Files')) return;
    event.preventDefault();
    data.dropEffect = 'none';
  };

  /** Firefox dispatches a paste at the document where no text is selected: the focus tells whose it is. */
  readonly #pasteFromFocus = (event: ClipboardEvent): void => {
    const surface = this.#here && surfaceOf(this.#here);
    if (surface?.contains(document.activeElement)) this.#drop.takePaste(event);
  };
}

/** The innermost element on the path that matches; the body also where the page is longer than it. */
function find(selector: string, path: readonly EventTarget[]): Element | undefined {
  const matches = (target: EventTarget): target is Element =>
    target instanceof Element && target.matches(selector);
  return path.find(matches) ?? [document.body].find(matches);
}

/** A short body does not fill the window; its parent does. */
function surfaceOf(element: Element): Element {
  return element === document.body ? document.documentElement : element;
}
