/**
 * Drag and drop on the element: whether files hang over it, and what was dropped.
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { FileOffer } from './file-offer.js';
import { filesFromDrop } from './files-from-drop.js';

/** What the controller asks of its owner. */
export interface DropControllerOptions {
  /** Whether drops are taken now. */
  readonly enabled: () => boolean;
  /** {@linkcode DropController.dragging} or {@linkcode DropController.reading} changed. */
  readonly onChange: () => void;
  readonly onDrop: (dropped: FileOffer) => void;
}

/** Reactive controller; its `handle` goes on the zone's four drag events. */
export class DropController implements ReactiveController {
  /** Files hang over the zone. */
  dragging = false;
  /** How many dropped batches (folders) are still being read. */
  reading = 0;
  readonly #options: DropControllerOptions;
  #over: EventTarget | null = null;
  #connected = false;
  #walk = new AbortController();

  constructor(host: ReactiveControllerHost, options: DropControllerOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#setDragging(false);
    // A move within the page connects again in the same task and must not lose what was dropped.
    queueMicrotask(() => {
      if (!this.#connected) this.#walk.abort();
    });
  }

  /** Listener for `dragenter`, `dragover`, `dragleave` and `drop`. */
  readonly handle = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    // Also when disabled: otherwise the browser would leave the page to show the dropped file.
    event.preventDefault();
    const enabled = this.#options.enabled();
    event.dataTransfer.dropEffect = enabled ? 'copy' : 'none';
    if (event.type === 'dragleave') {
      // The next element is entered before the last one is left (HTML §6.11.5), so only a leave of the element that
      // was entered last is a leave of the zone. Needs neither a counter nor `relatedTarget`, which WebKit leaves null.
      if (event.target === this.#over) this.#setDragging(false);
    } else if (event.type === 'drop') {
      this.#setDragging(false);
      if (enabled) void this.#read(event.dataTransfer);
    } else {
      if (event.type === 'dragenter') this.#over = event.target;
      this.#setDragging(enabled);
    }
  };

  async #read(transfer: DataTransfer): Promise<void> {
    if (this.#walk.signal.aborted) this.#walk = new AbortController();
    const { signal } = this.#walk;
    this.#setReading(this.reading + 1);
    try {
      const dropped = await filesFromDrop(transfer, signal);
      this.#options.onDrop(dropped);
    } catch (reason) {
      if (!signal.aborted) throw reason;
    } finally {
      this.#setReading(this.reading - 1);
    }
  }

  #setReading(reading: number): void {
    this.reading = reading;
    this.#options.onChange();
  }

  #setDragging(dragging: boolean): void {
    if (dragging === this.dragging) return;
    this.dragging = dragging;
    this.#options.onChange();
  }
}
