/**
 * What `<direct-upload>` does, without what it looks like: settings, the list of uploads and the commands on it, the
 * events.
 *
 * @module
 */
import { NetworkHint } from './network-hint.js';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { fetchSigner, Uploader } from './engine/index.js';
import type { ResumeOptions, Signer, UploadSnapshot } from './engine/index.js';
import { UploadChangeEvent, UploadCompleteEvent, UploadErrorEvent } from './events.js';
import { FormField } from './form/form-field.js';
import { fieldScope } from './form/field-scope.js';
import { LanguageController } from './i18n/language.js';
import type { Messages } from './i18n/messages.js';
import type { Changes } from './totals.js';
import { UploadController } from './upload-controller.js';
import { createViewSource, type View } from './view.js';

/** `autostart` is on without its attribute, so a boolean attribute could not turn it off. */
const ON_UNLESS_FALSE = { converter: (value: string | null): boolean => value !== 'false' };

/** Base class: a form field that has uploads. */
export abstract class UploadField extends FormField {
  static override readonly properties: PropertyDeclarations = {
    endpoint: {},
    multiple: { type: Boolean },
    autostart: ON_UNLESS_FALSE,
    resumable: ON_UNLESS_FALSE,
    person: {},
    messages: { attribute: false },
    signer: { attribute: false },
    uploader: { attribute: false, noAccessor: true },
  };

  /** URL of the signer's uploads resource, relative to the page. Not used where {@linkcode signer} is set. */
  endpoint = '/uploads';
  /** Whether the field takes several files. Without it, a new file replaces the one before. */
  multiple = false;
  /** Whether uploads start by themselves; `autostart="false"` leaves that to a button or {@linkcode start}. */
  autostart = true;
  /**
   * Whether unfinished uploads are offered again after a reload or a crash; `resumable="false"` where other people use
   * the same browser. Looked at when the field is first shown.
   */
  resumable = true;
  /**
   * Who uses the page: any name for the person that tells nothing about them, e.g. a keyed hash of the user's id. What was left
   * unfinished is offered to the same person only.
   */
  person = '';
  /** Strings to use in place of those of the page's language. */
  messages: Partial<Messages> = {};
  /** The signer, e.g. `fetchSigner(url, {headers})`. Default: the one at {@linkcode endpoint}, same-origin. */
  signer: Signer | undefined;

  /** The uploads, and the one way to their uploader. */
  protected readonly list: UploadController = new UploadController(this, {
    create: () =>
      new Uploader({
        // Looked up call by call, so that `signer` and `endpoint` may be set at any time.
        signer: () => this.signer ?? fetchSigner(this.endpoint),
        autostart: this.autostart,
        ...(this.resumable && { resume: this.#resume }),
      }),
    scope: () => fieldScope(this),
    onChange: (changes) => {
      this.#onListChange(changes);
    },
    onLeave: () => {
      this.stopReading();
    },
  });
  readonly #language = new LanguageController(this);
  /** English strings of what is loaded later, once they are there. */
  protected laterText: Partial<Messages> = {};
  protected readonly network = new NetworkHint();
  readonly #viewOf = createViewSource();

  /**
   * What sends the files: the element's own one, or one that the page sets, perhaps on several elements. A shared
   * one keeps its own `autostart`, and outlives the element.
   */
  get uploader(): Uploader {
    return this.list.uploader;
  }

  set uploader(uploader: Uploader | undefined) {
    this.list.use(uploader);
  }

  /** Every upload in the list, in order. */
  get uploads(): readonly UploadSnapshot[] {
    return this.list.shown.uploads;
  }

  /** Starts one upload, or all that wait. */
  start(id?: string): void {
    this.#command('start', id);
  }

  /** Holds one upload, or all; what is stored stays. */
  pause(id?: string): void {
    this.#command('pause', id);
  }

  /** Goes on with one paused upload, or all. */
  resume(id?: string): void {
    this.#command('resume', id);
  }

  /** Tries one failed upload again, or all for which it can help. */
  retry(id?: string): void {
    this.#command('retry', id);
  }

  /** Gives up one upload, or all unfinished ones; they stay in the list as cancelled. */
  cancel(id?: string): void {
    this.#command('cancel', id);
  }

  /** Takes one upload, or all, off the list and out of the form value; what runs is cancelled. */
  override clear(id?: string): void {
    this.list.clear(id === undefined ? undefined : [id]);
  }

  /**
   * For a logout: empties the field, and removes what any field of this site has kept in this browser, file names and receipts
   * included. Resolves when it is gone; rejects if something may be left.
   */
  async forget(): Promise<void> {
    this.clear();
    const shelves = import('./form/receipt-shelf.js').then(({ emptyShelves }) => {
      emptyShelves();
    });
    // Both, also where one of them fails.
    const ends = await Promise.allSettled([shelves, this.uploader.forget()]);
    this.list.sync();
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }

  /** Called by the browser when it restores a page: receipts of an earlier visit still hold, until they expire. */
  formStateRestoreCallback(state: unknown): void {
    void this.reading(async () => {
      const { restoreState } = await import('./form/saved-state.js');
      this.list.shown.restore(restoreState(state, Date.now()));
    });
  }

  /** Waits a moment for the page's language, so that nobody sees another one first. The form does not wait. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!this.hasUpdated) await this.#language.arrival;
    await super.scheduleUpdate();
  }

  /** What is being read does not come any more. */
  protected abstract stopReading(): void;

  /** Does work after which there are more uploads; the form waits for it. */
  protected abstract reading(work: () => Promise<void>): Promise<void>;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('autostart') && this.list.own) this.list.own.autostart = this.autostart;
  }

  protected override firstUpdated(): void {
    if (this.resumable) void this.#recover();
  }

  /** Strings, formats and mood of the moment; the same object until one of them changes. */
  protected get view(): View {
    const { shared } = this.list;
    const manual = !(shared ?? this).autostart;
    const { messages, inactive } = this;
    return this.#viewOf(
      this.#language.locale,
      this.laterText,
      messages,
      inactive,
      manual,
      this.network.offline,
    );
  }

  /** Has a sentence spoken by screen readers. */
  protected abstract say(sentence: string): void;

  /** Called when the list changed, after the form knows of it and before the events. */
  protected abstract listChanged(changes: Changes): void;

  /** Fires what native fields fire when a person's doing has changed their value. */
  protected tellValueChanged(): void {
    this.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    this.dispatchEvent(new Event('change', { bubbles: true }));
  }

  /** An upload is only offered where it began: see `fieldScope`. */
  get #resume(): ResumeOptions {
    const list = this.list;
    return {
      // Looked up when it is needed: the uploader may be made before the name is set.
      get scope() {
        return list.scope;
      },
    };
  }

  async #recover(): Promise<void> {
    const found = await this.list.recover();
    if (found.length > 0) this.say(this.view.text.interruptions(found.length));
  }

  #command(name: 'start' | 'pause' | 'resume' | 'retry' | 'cancel', id: string | undefined): void {
    this.uploader[name](id);
    this.list.sync();
  }

  /** Whoever hears of an upload finds it in the form already. */
  #onListChange(changes: Changes): void {
    this.syncForm();
    this.listChanged(changes);
    const events: Event[] = [new UploadChangeEvent(this.uploads)];
    for (const upload of [...changes.finished, ...changes.failed]) {
      const { state } = upload;
      if (state.status === 'done') events.push(new UploadCompleteEvent(upload, state.receipt));
      if (state.status === 'failed') events.push(new UploadErrorEvent(upload, state.error));
    }
    for (const event of events) this.dispatchEvent(event);
    if (changes.finished.length > 0) this.tellValueChanged();
  }
}
