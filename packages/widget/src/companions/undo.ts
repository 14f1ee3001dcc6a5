/**
 * Takes many uploads off the list at once in a way that can be taken back: for some seconds they are only hidden and held. The form
 * goes without them at once; what they have in storage is given up when the time is over.
 *
 * The time stands still while the pointer or the keyboard is at the button (WCAG 2.2.1); not by `:hover`, which stays where a
 * finger has touched last. It is over at once where the removal has to be true: the form is submitted, the page or the element is
 * left, other files come.
 *
 * @module
 */
import { html, nothing, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import type { Uploader, UploadSnapshot, UploadStatus } from '../engine/index.js';
import type { UploadController } from '../upload-controller.js';
import type { View } from '../view.js';
import type { Removal } from './actions.js';

/** Milliseconds to take it back. */
const TIME = 6_000;

/** Changes the field's list for a person, so that it fires what native fields fire. */
export type EditList = (change: (list: UploadController) => void) => void;

/** The field. */
export type UndoHost = LitElement & {
  readonly form: HTMLFormElement | null;
  readonly uploader: Uploader;
};

/** What was taken away last. */
interface Taken {
  readonly action: Removal;
  readonly ids: ReadonlySet<string>;
  /** Held for this only, and to go on when it is taken back. */
  readonly held: Set<string>;
  /** Until it is taken back or over. */
  readonly ended: AbortController;
}

/** Reactive controller; holds what is hidden also if somebody sets it going. */
export class Undo implements ReactiveController {
  readonly #host: UndoHost;
  readonly #edit: EditList;
  readonly #time: number;
  #taken: Taken | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is at the button. */
  readonly #near = new Set<'pointer' | 'focus'>();

  constructor(host: UndoHost, edit: EditList, time: number = TIME) {
    this.#host = host;
    this.#edit = edit;
    this.#time = time;
    host.addController(this);
  }

  hostUpdate(): void {
    if (this.#taken) this.#hold(this.#taken);
  }

  /** Hides these uploads; what was hidden before is gone. */
  take(action: Removal, uploads: readonly UploadSnapshot[]): void {
    this.settle();
    if (uploads.length === 0) return;
    const ids = new Set(uploads.map(({ id }) => id));
    const taken = { action, ids, held: new Set<string>(), ended: new AbortController() };
    this.#taken = taken;
    this.#hold(taken);
    this.#edit((list) => {
      list.shown.hide(ids, this.#forget);
    });
    const { signal } = taken.ended;
    this.#host.form?.addEventListener('submit', this.settle, { signal });
    addEventListener('pagehide', this.settle, { signal });
    this.#startTime();
  }

  /** Brings them back; those that were under way go on. */
  takeBack(): void {
    const taken = this.#end();
    if (!taken) return;
    this.#edit((list) => {
      list.shown.hide(new Set(), () => undefined);
    });
    for (const id of taken.held) this.#host.uploader.resume(id);
  }

  /** The time is over. */
  readonly settle = (): void => {
    this.#edit((list) => {
      list.shown.settle();
    });
  };

  /** What was taken away, and the way back. */
  render({ text, inactive }: View): TemplateResult | typeof nothing {
    if (!this.#taken) return nothing;
    const { action, ids } = this.#taken;
    const sentence = action === 'cancel' ? text.cancellations(ids.size) : text.removals(ids.size);
    return html`<span
      @pointerenter=${this.#comes('pointer')}
      @pointerleave=${this.#goes('pointer')}
      @focusin=${this.#comes('focus')}
      @focusout=${this.#goes('focus')}
      >${sentence}
      <button part="undo" type="button" data-action="undo" ?disabled=${inactive}>
        ${text.undo}
      </button></span
    >`;
  }

  #end(): Taken | undefined {
    const taken = this.#taken;
    this.#taken = undefined;
    // What is removed from under the pointer gets no `pointerleave`.
    this.#near.clear();
    clearTimeout(this.#timer);
    taken?.ended.abort();
    this.#host.requestUpdate();
    return taken;
  }

  readonly #forget = (): void => {
    const taken = this.#end();
    this.#edit((list) => {
      if (taken) list.clear([...taken.ids]);
    });
  };

  readonly #comes = (who: 'pointer' | 'focus') => (): void => {
    this.#near.add(who);
    clearTimeout(this.#timer);
  };

  readonly #goes = (who: 'pointer' | 'focus') => (): void => {
    this.#near.delete(who);
    this.#startTime();
  };

  #startTime(): void {
    clearTimeout(this.#timer);
    if (this.#taken && this.#near.size === 0) this.#timer = setTimeout(this.settle, this.#time);
  }

  #hold({ ids, held }: Taken): void {
    const { uploader } = this.#host;
    for (const { id, state } of uploader.uploads) {
      if (!ids.has(id) || !goesOn(state.status, uploader.autostart)) continue;
      held.add(id);
      uploader.pause(id);
    }
  }
}

/** Whether an upload would send something if it were left alone. */
function goesOn(status: UploadStatus, autostart: boolean): boolean {
  return status === 'preparing' || status === 'uploading' || (status === 'queued' && autostart);
}
