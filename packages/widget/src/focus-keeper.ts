/**
 * Keeps the keyboard where it was when a rendering takes the focused button away: a finished upload loses its pause
 * button, a removed row its every button. Without this the focus would fall back to the top of the page.
 *
 * @module
 */
import type { LitElement, ReactiveController } from 'lit';

interface Held {
  readonly element: Element;
  readonly row: Element | null;
  /** Position of the row in the list. */
  readonly index: number;
}

/** Moves a lost focus to the same row, else to the row that took its place, else to `[data-home]`. */
export class FocusKeeper implements ReactiveController {
  readonly #host: LitElement;
  #held: Held | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const element = this.#host.shadowRoot?.activeElement;
    const row = element?.closest('li') ?? null;
    const index = row ? [...(row.parentElement?.children ?? [])].indexOf(row) : -1;
    this.#held = element ? { element, row, index } : undefined;
  }

  hostUpdated(): void {
    const held = this.#held;
    const root = this.#host.shadowRoot;
    this.#held = undefined;
    if (!held || held.element.isConnected || !root) return;
    const rows = root.querySelectorAll('li');
    const row = held.row?.isConnected ? held.row : rows[Math.min(held.index, rows.length - 1)];
    const target =
      row?.querySelector('button:last-of-type') ?? root.querySelector('button[data-home]');
    if (target instanceof HTMLElement) target.focus();
  }
}
