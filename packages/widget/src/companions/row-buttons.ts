/**
 * The buttons of the list: what each does. One listener for all, since a thousand rows have two thousand of them.
 *
 * @module
 */
import type { LitElement, ReactiveController } from 'lit';
import { createActivationGuard, ignoreRepeats } from './activation-guard.js';
import { removedBy, type Removal } from './actions.js';
import type { UploadSnapshot } from '../engine/index.js';
import type { Action } from '../view.js';

/** What buttons can do to the field. */
export type FieldCommands = Readonly<
  Record<'start' | 'pause' | 'resume' | 'retry', (id?: string) => void>
> & { readonly uploads: readonly UploadSnapshot[] };

/** What is not for pages to call. */
export interface ButtonEffects {
  /** Takes one upload off the list. */
  readonly remove: (uploads: readonly UploadSnapshot[]) => void;
  /** Takes many off the list, in a way that can be taken back. */
  readonly removeAll: (action: Removal, uploads: readonly UploadSnapshot[]) => void;
  readonly undo: () => void;
  /** Opens the file dialog. */
  readonly choose: () => void;
}

/** Reactive controller that listens for clicks on the element. */
export class RowButtons implements ReactiveController {
  readonly #field: LitElement & FieldCommands;
  readonly #effects: ButtonEffects;
  readonly #counts = createActivationGuard();

  constructor(field: LitElement & FieldCommands, effects: ButtonEffects) {
    this.#field = field;
    this.#effects = effects;
    field.addController(this);
  }

  hostConnected(): void {
    this.#field.addEventListener('click', this.#onClick);
    this.#field.addEventListener('keydown', this.#onKeyDown);
  }

  hostDisconnected(): void {
    this.#field.removeEventListener('click', this.#onClick);
    this.#field.removeEventListener('keydown', this.#onKeyDown);
  }

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (this.#isOwn(event)) ignoreRepeats(event);
  };

  readonly #onClick = (event: MouseEvent): void => {
    const target = event.composedPath()[0] as Element;
    if (!this.#isOwn(event)) return;
    const action = target.closest<HTMLElement>('[data-action]')?.dataset['action'];
    const id = target.closest('li')?.dataset['id'];
    if (action && this.#counts(event, { action, id })) this.#act(action as Action | 'undo', id);
  };

  /** What the page has put into a row's slot, or around the field, may use our attributes for its own ends. */
  #isOwn(event: Event): boolean {
    return this.#field.renderRoot.contains(event.composedPath()[0] as Node);
  }

  #act(action: Action | 'undo', id: string | undefined): void {
    const field = this.#field;
    const { remove, removeAll, undo, choose } = this.#effects;
    switch (action) {
      case 'cancel':
      case 'remove':
      case 'dismiss': {
        const uploads = removedBy(action, id, field.uploads);
        if (id === undefined) removeAll(action, uploads);
        else remove(uploads);
        return;
      }
      case 'undo':
        undo();
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
