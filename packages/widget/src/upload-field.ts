/**
 * What `<direct-upload>` does, without what it looks like: settings, the list of uploads and the commands on it, the
 * gate that files pass, the events.
 *
 * @module
 */
import type { PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { delegatingSigner } from './delegating-signer.js';
import { fetchSigner, UploadError, Uploader } from './engine/index.js';
import type { ResumeOptions, Signer, UploadSnapshot } from './engine/index.js';
import {
  UploadAcceptEvent,
  UploadChangeEvent,
  UploadCompleteEvent,
  UploadErrorEvent,
} from './events.js';
import { plainOffer, type FileOffer } from './file-offer.js';
import { FormField } from './form-field.js';
import { restoreState } from './form-value.js';
import type { Messages } from './messages.js';
import { refuse, restrictionsOf } from './restrictions.js';
import { isUnfinished, type Changes } from './totals.js';
import { UploadController } from './upload-controller.js';
import { createViewSource, languageOf, type View } from './view.js';

/** Base class: a form field that has uploads. */
export abstract class UploadField extends FormField {
  /** URL of the signer's uploads resource, relative to the page. Not used where {@linkcode signer} is set. */
  @property() endpoint = '/uploads';
  /** Whether the field takes several files. Without it, a new file replaces the one before. */
  @property({ type: Boolean }) multiple = false;
  /** What may be chosen, as on `<input type="file">`: extensions, media types, `image/*`. */
  @property() accept = '';
  /** Most bytes per file: a number, or text with a unit (`50MB`, `64MiB`). */
  @property({ attribute: 'max-size' }) maxSize: number | string | null = null;
  /** Most files in a field with {@linkcode multiple}. */
  @property({ attribute: 'max-files' }) maxFiles: number | string | null = null;
  /** Whether uploads start by themselves; `autostart="false"` leaves that to a button or {@linkcode start}. */
  @property({ converter: (value) => value !== 'false' }) autostart = true;
  /**
   * Whether unfinished uploads are offered again after a reload or a crash; `resumable="false"` where other people use
   * the same browser. Looked at when the field is first shown.
   */
  @property({ converter: (value) => value !== 'false' }) resumable = true;
  /** Strings to use in place of the English ones. */
  @property({ attribute: false }) messages: Partial<Messages> = {};
  /** The signer, e.g. `fetchSigner(url, {headers})`. Default: the one at {@linkcode endpoint}, same-origin. */
  @property({ attribute: false }) signer: Signer | undefined;

  readonly #list = new UploadController(this, {
    create: () =>
      new Uploader({
        // Looked up call by call, so that `signer` and `endpoint` may be set at any time.
        signer: delegatingSigner(() => this.signer ?? fetchSigner(this.endpoint)),
        autostart: this.autostart,
        ...(this.resumable && { resume: this.#scope }),
      }),
    onChange: (changes) => {
      this.#onListChange(changes);
    },
  });
  readonly #viewOf = createViewSource();

  /**
   * What sends the files: the element's own one, or one that the page sets, perhaps on several elements. A shared
   * one keeps its own `autostart`, and outlives the element.
   */
  @property({ attribute: false, noAccessor: true })
  get uploader(): Uploader {
    return this.#list.uploader;
  }

  set uploader(uploader: Uploader | undefined) {
    this.#list.use(uploader);
  }

  /** Every upload in the list, in order. */
  get uploads(): readonly UploadSnapshot[] {
    return this.#list.uploads;
  }

  /** Adds files as if they had been picked; refused ones are listed as failed. Returns what was added. */
  addFiles(files: Iterable<File>): readonly UploadSnapshot[] {
    return this.offer(plainOffer(files));
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
    this.#list.clear(id === undefined ? undefined : [id]);
  }

  /** Called by the browser when it restores a page: receipts of an earlier visit still hold. */
  formStateRestoreCallback(state: unknown): void {
    this.#list.restore(restoreState(state));
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('autostart') && this.#list.own) this.#list.own.autostart = this.autostart;
    // Told where the page's developer looks, without breaking the field; the signer enforces its limits in any case.
    if (changed.has('maxSize') || changed.has('maxFiles')) restrictionsOf(this, reportError);
  }

  protected override firstUpdated(): void {
    if (this.resumable) void this.#recover();
  }

  /** Strings, formats and mood of the moment; the same object until one of them changes. */
  protected get view(): View {
    const { shared } = this.#list;
    const manual = !(shared ?? this).autostart;
    const { messages, inactive } = this;
    return this.#viewOf(languageOf(this), messages, inactive, manual, !navigator.onLine);
  }

  /** Passes files through the `upload-accept` event and the field's limits to the uploader. */
  protected offer({ files: offered, unreadable, handles }: FileOffer): readonly UploadSnapshot[] {
    const event = new UploadAcceptEvent(offered);
    if (offered.length === 0 || !this.dispatchEvent(event)) return [];
    const files = new Set(event.files);
    const { uploader, view } = this;
    const continued = new Set([...files].flatMap((file) => uploader.awaits(file) ?? []));
    const refused = this.#refuse(files, unreadable, continued.size);
    const accepted = files.size - refused.size;
    // A refused file does not cost the person the one that is there.
    if (!this.multiple && accepted > 0) {
      this.clearAll(this.uploads.filter((upload) => !continued.has(upload)));
    }
    const added = uploader.add(
      files,
      (file) => refused.get(file),
      (file) => handles.get(file),
    );
    if (accepted > continued.size) this.say(view.text.added(accepted - continued.size));
    if (continued.size > 0) this.say(view.text.continued(continued.size));
    this.#list.sync();
    return added;
  }

  /** Why files may not be added. One that continues an upload was let in when that began. */
  #refuse(
    files: ReadonlySet<File>,
    unreadable: ReadonlySet<File>,
    continued: number,
  ): ReadonlyMap<File, UploadError> {
    const { uploader, view } = this;
    const fresh = [...files].filter((file) => !unreadable.has(file) && !uploader.awaits(file));
    const present = this.multiple ? this.#occupied : continued;
    const refused = new Map(refuse(fresh, restrictionsOf(this), present, view));
    for (const file of files) {
      if (!unreadable.has(file)) continue;
      refused.set(file, new UploadError('file-unreadable', view.text.unreadable));
    }
    return refused;
  }

  /** {@linkcode clear} for several at once, with one redraw. */
  protected clearAll(uploads: readonly UploadSnapshot[]): void {
    this.#list.clear(uploads.map(({ id }) => id));
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

  /** An upload is only offered where it began: on this page, in this field, for this signer. */
  get #scope(): ResumeOptions {
    const scope = (): string => [location.pathname, this.name, this.endpoint].join(' ');
    return {
      // Looked up when it is needed: the uploader may be made before the name is set.
      get scope() {
        return scope();
      },
    };
  }

  async #recover(): Promise<void> {
    const found = await this.#list.recover();
    if (found.length > 0) this.say(this.view.text.interruptions(found.length));
  }

  /** How many of the allowed files are there already. */
  get #occupied(): number {
    return this.uploads.filter((upload) => isUnfinished(upload) || upload.state.status === 'done')
      .length;
  }

  #command(name: 'start' | 'pause' | 'resume' | 'retry' | 'cancel', id: string | undefined): void {
    this.uploader[name](id);
    this.#list.sync();
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
