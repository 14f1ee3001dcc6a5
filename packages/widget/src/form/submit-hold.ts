/**
 * `submit="wait"`: a form that is submitted early goes out by itself when the uploads are verified. A chunk of its own,
 * for the fields that have it.
 *
 * The browser validates the form first, so that what people have to mend shows at once; only then comes the event that is
 * held here, before anybody else on the page hears of it. Several fields need not know of each other: each holds the form
 * until its own uploads are done, and submits it to the next.
 *
 * Of the form only what its class has is called: a control named `requestSubmit` hides the method of that name (HTML §4.10.3).
 *
 * @module
 */
import type { LitElement } from 'lit';
import type { UploadSnapshot } from '../engine/index.js';
import type { UploadErrorEvent } from '../events.js';

/** The field, as the hold sees it. */
export interface Submitting {
  readonly field: LitElement & {
    readonly form: HTMLFormElement | null;
    readonly uploads: readonly UploadSnapshot[];
    start(): void;
    resume(id: string): void;
  };
  /** Files that are still being read. */
  readonly reading: () => number;
  /** The field has no part in the form. */
  readonly inactive: () => boolean;
}

/** A form that is held, and how it was submitted. */
interface Held {
  readonly form: HTMLFormElement;
  readonly submitter: HTMLElement | null;
  /** How many uploads it waited for at first. */
  readonly count: number;
}

/** The hold, from {@linkcode SubmitHold.watch} to {@linkcode SubmitHold.stop}. */
export class SubmitHold {
  readonly #submitting: Submitting;
  readonly #watching = new AbortController();
  #held: Held | undefined;
  /** What it waited for when it was last looked at; none while files are being read. */
  #awaited: ReadonlySet<string> = new Set();

  constructor(submitting: Submitting) {
    this.#submitting = submitting;
  }

  /** Begins; returns itself. */
  watch(): this {
    const { signal } = this.#watching;
    const root = this.#submitting.field.getRootNode();
    // Capturing, and above the form: before the page's own listeners, which may send the form's data themselves.
    const early = { capture: true, signal };
    root.addEventListener('submit', this.#onSubmit as EventListener, early);
    root.addEventListener('reset', this.#onReset, early);
    root.addEventListener('close', this.#onClose, early);
    root.addEventListener('upload-error', this.#onError as EventListener, { signal });
    return this;
  }

  /** How many uploads the held form waited for at first; 0 while none is held. */
  get waitsFor(): number {
    return this.#held?.count ?? 0;
  }

  /** Lets the form go if nothing is left to wait for. Call it when the form's data is up to date. */
  check(): void {
    if (!this.#held) return;
    if (this.#pending > 0) {
      this.#awaited = this.#pendingIds;
      return;
    }
    const { form, submitter } = this.#held;
    const isWanted = this.#hasArrived;
    this.#release();
    if (!isWanted || form !== this.#submitting.field.form) return;
    const isUsable = (submitter as HTMLButtonElement | null)?.form === form;
    HTMLFormElement.prototype.requestSubmit.call(form, isUsable ? submitter : null);
  }

  /** A held form stays where it is. */
  stop(): void {
    this.#watching.abort();
    this.#release();
  }

  /** Submitted again while it is held, it is still submitted once, in the way of the last time. */
  readonly #onSubmit = (event: SubmitEvent): void => {
    const { field } = this.#submitting;
    const pending = this.#pending;
    const { form } = field;
    if (!form || event.target !== form || event.defaultPrevented || pending === 0) return;
    // A button that does without validation (“Cancel” of a dialog, “Save draft”) wants the form as it is.
    if (event.submitter?.matches('[formnovalidate]')) {
      this.#release();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#held = { form, submitter: event.submitter, count: this.#held?.count ?? pending };
    this.#begin();
    this.#awaited = this.#pendingIds;
    field.requestUpdate();
  };

  /** A dialog that is closed takes the wish to submit with it. */
  readonly #onClose = ({ target }: Event): void => {
    if (target instanceof Node && this.#held && target.contains(this.#held.form)) this.#release();
  };

  readonly #onReset = ({ target }: Event): void => {
    if (target === this.#held?.form) this.#release();
  };

  /** Of any field of the form: nobody should wait for a form that will not go out. Files without a row are nobody's. */
  readonly #onError = ({ target, upload }: UploadErrorEvent): void => {
    const form = this.#held?.form;
    if (!form || upload.id === '' || (target as HTMLInputElement).form !== form) return;
    this.#release();
    HTMLFormElement.prototype.reportValidity.call(form);
  };

  /** How many uploads the form has to wait for; interrupted ones make it invalid. */
  get #pending(): number {
    const { field, reading, inactive } = this.#submitting;
    return inactive() ? 0 : field.uploads.filter(isPending).length + reading();
  }

  get #pendingIds(): ReadonlySet<string> {
    return new Set(this.#submitting.field.uploads.filter(isPending).map(({ id }) => id));
  }

  /** Not if the last upload it waited for was cancelled or removed: nobody asked for a form without that file. */
  get #hasArrived(): boolean {
    const { field, inactive } = this.#submitting;
    const isDone = ({ id, state }: UploadSnapshot): boolean =>
      state.status === 'done' && this.#awaited.has(id);
    return inactive() || this.#awaited.size === 0 || field.uploads.some(isDone);
  }

  /** Sends what waits for a person: whoever submits the form wants that. */
  #begin(): void {
    const { field } = this.#submitting;
    field.start();
    for (const { id, state } of field.uploads.filter(isPending)) {
      if (state.status === 'paused') field.resume(id);
    }
  }

  #release(): void {
    if (!this.#held) return;
    this.#held = undefined;
    this.#submitting.field.requestUpdate();
  }
}

function isPending({ state, source }: UploadSnapshot): boolean {
  switch (state.status) {
    case 'paused':
      return source === 'file';
    case 'queued':
    case 'preparing':
    case 'uploading':
    case 'completing':
      return true;
    case 'done':
    case 'failed':
    case 'cancelled':
      return false;
  }
}
