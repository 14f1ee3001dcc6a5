/**
 * Keeps the keyboard where it was when a rendering takes the focused button away: a finished upload loses its pause
 * button, a removed row its every button. Without this the focus would fall back to the top of the page.
 *
 * @module
 */
import type { LitElement, ReactiveController } from 'lit';

const HARMLESS = 'button:not([data-action=cancel], [data-action=remove])';

interface Held {
  readonly element: Element;
  /** The row it is in, then those that would take its place: the next ones, then the ones before. */
  readonly rows: readonly Element[];
}

/**
 * Moves a lost focus to the same row, else to the row that took its place, else to `[data-home]`. Never to a button that takes
 * something away: whoever presses Enter twice would press that one, too. The row itself takes the focus then.
 */
export class FocusKeeper implements ReactiveController {
  readonly #host: LitElement;
  #held: Held | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const element = this.#host.shadowRoot?.activeElement;
    this.#held = element ? { element, rows: rowsFrom(element.closest('li')) } : undefined;
  }

  hostUpdated(): void {
    const held = this.#held;
    const root = this.#host.shadowRoot;
    this.#held = undefined;
    if (!held || held.element.isConnected || !root) return;
    const [own] = held.rows;
    const row = held.rows.find(({ isConnected }) => isConnected);
    const harmless = row === own ? row?.querySelector(HARMLESS) : undefined;
    const target = harmless ?? row ?? root.querySelector('button[data-home]');
    if (target instanceof HTMLElement) target.focus();
  }
}

function rowsFrom(row: Element | null): readonly Element[] {
  const all = [...(row?.parentElement?.children ?? [])];
  const at = row ? all.indexOf(row) : 0;
  return [...all.slice(at), ...all.slice(0, at).reverse()];
}
