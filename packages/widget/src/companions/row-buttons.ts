/**
 * The buttons of the list: what each does. One listener for all, since a thousand rows have two thousand of them.
 *
 * @module
 */
import type { LitElement, ReactiveController } from 'lit';
import { removedBy } from './actions.js';
import type { UploadSnapshot } from '../engine/index.js';
import type { Action } from '../view.js';

/** What buttons can do to the field. */
export type FieldCommands = Readonly<
  Record<'start' | 'pause' | 'resume' | 'retry', (id?: string) => void>
> & { readonly uploads: readonly UploadSnapshot[] };

/** What is not for pages to call. */
export interface ButtonEffects {
  /** Takes uploads off the list; `everything` also stops what is still being read. */
  readonly remove: (uploads: readonly UploadSnapshot[], everything: boolean) => void;
  /** Opens the file dialog. */
  readonly choose: () => void;
}

/** Reactive controller that listens for clicks on the element. */
export class RowButtons implements ReactiveController {
  readonly #field: LitElement & FieldCommands;
  readonly #effects: ButtonEffects;

  constructor(field: LitElement & FieldCommands, effects: ButtonEffects) {
    this.#field = field;
    this.#effects = effects;
    field.addController(this);
  }

  hostConnected(): void {
    this.#field.addEventListener('click', this.#onClick);
  }

  hostDisconnected(): void {
    this.#field.removeEventListener('click', this.#onClick);
  }

  readonly #onClick = (event: Event): void => {
    const target = event.composedPath()[0] as Element;
    // What the page has put into a row's slot, or around the field, may use that attribute for its own ends.
    if (!this.#field.renderRoot.contains(target)) return;
    const action = target.closest<HTMLElement>('[data-action]')?.dataset['action'];
    if (action) this.#act(action as Action, target.closest('li')?.dataset['id']);
  };

  #act(action: Action, id: string | undefined): void {
    const field = this.#field;
    const { remove, choose } = this.#effects;
    switch (action) {
      case 'cancel':
      case 'remove':
      case 'dismiss':
        remove(removedBy(action, id, field.uploads), id === undefined && action !== 'dismiss');
        return;
      case 'reopen':
        choose();
        return;
      case 'start':
      case 'pause':
      case 'retry':
        field[action](id);
        return;
      case 'resume':
      case 'continue':
        field.resume(id);
        return;
    }
  }
}
