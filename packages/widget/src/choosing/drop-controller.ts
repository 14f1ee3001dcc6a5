/**
 * Drag, drop and paste on the field: whether files hang over it, and what arrives.
 *
 * Every surface (the zone, a drop target elsewhere on the page) has the same listener. Events bubble from the innermost
 * surface outwards, and the first one that takes an event prevents its default action, so that an event that somebody
 * else has prevented is not this field's.
 *
 * @module
 */
import type { LitElement, ReactiveController } from 'lit';
import type { PendingFiles } from './pending-files.js';

/** What the controller asks of its owner. */
export interface DropControllerOptions {
  /** Whether files are taken now. */
  readonly enabled: () => boolean;
  readonly intake: PendingFiles;
}

/** Reactive controller; its `handle` goes on a surface's four drag events. */
export class DropController implements ReactiveController {
  /** Files hang over a surface. */
  dragging = false;
  readonly #host: LitElement;
  readonly #options: DropControllerOptions;
  #over: EventTarget | null = null;
  /** The last event this field took: outer surfaces see it too. */
  #taken: Event | undefined;

  constructor(host: LitElement, options: DropControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    // Not on the host: where no text is selected, Firefox dispatches a paste at the document, whatever has the focus.
    this.#host.ownerDocument.addEventListener('paste', this.#onPaste);
  }

  hostDisconnected(): void {
    this.#host.ownerDocument.removeEventListener('paste', this.#onPaste);
    this.#setDragging(false);
  }

  /** Whether files are taken now. */
  get enabled(): boolean {
    return this.#options.enabled();
  }

  /** Listener for `dragenter`, `dragover`, `dragleave` and `drop`. */
  readonly handle = (event: DragEvent): void => {
    const { dataTransfer: data, type } = event;
    if (!data?.types.includes('Files') || event === this.#taken) return;
    if (event.defaultPrevented) {
      // Gone over to an inner surface of another field; a leave of that one is news to nobody.
      if (type !== 'dragleave') this.#setDragging(false);
      return;
    }
    this.#taken = event;
    // Also when disabled: otherwise the browser would leave the page to show the dropped file.
    event.preventDefault();
    const { enabled } = this;
    data.dropEffect = enabled ? 'copy' : 'none';
    if (type === 'dragleave') {
      // The next element is entered before the last one is left (HTML §6.11.5), so only a leave of the element that
      // was entered last is a leave of the surface. Needs neither a counter nor `relatedTarget`, which WebKit leaves null.
      if (event.target === this.#over) this.#setDragging(false);
    } else if (type === 'drop') {
      this.#setDragging(false);
      if (enabled) this.#options.intake.takeDrop(data);
    } else {
      if (type === 'dragenter') this.#enter(event);
      this.#setDragging(enabled);
    }
  };

  /** Takes the files of a paste; text, and whatever is pasted into an editor, is not the field's. */
  takePaste(event: ClipboardEvent): void {
    const { clipboardData: data } = event;
    const [target] = event.composedPath();
    const isEditor = target instanceof Element && target.matches(':read-write');
    if (event.defaultPrevented || isEditor || !data?.types.includes('Files')) return;
    if (!this.enabled) return;
    event.preventDefault();
    this.#options.intake.takePaste(data);
  }

  readonly #onPaste = (event: ClipboardEvent): void => {
    if (this.#host.matches(':focus-within')) this.takePaste(event);
  };

  #enter({ target }: Event): void {
    this.#over = target;
    this.#options.intake.prepare();
  }

  #setDragging(dragging: boolean): void {
    if (dragging === this.dragging) return;
    this.dragging = dragging;
    this.#host.requestUpdate();
  }
}
