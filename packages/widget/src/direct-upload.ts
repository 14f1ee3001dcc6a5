/**
 * `<direct-upload>`: a form field that sends files straight to object storage and submits signed receipts.
 *
 * This class is what people see and touch: rendering, picking, dropping, buttons, announcements. What is shown is
 * always derived from the snapshots of the uploader; nothing is remembered beside them.
 *
 * @module
 */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { announcementFor } from './companions/announcement.js';
import { Announcer } from './companions/announcer.js';
import { Attachment } from './attachment.js';
import { ChoosingField } from './choosing/choosing-field.js';
import { dropZone } from './choosing/drop-zone.js';
import type { FieldContent } from './form/form-field.js';
import { ListLoader } from './list/list-loader.js';
import { acceptTokens, restrictionsOf } from './choosing/restrictions.js';
import { adoptIn } from './styles/adopt.js';
import { totalsOf, type Changes } from './totals.js';

/** What a style sheet can ask for with `:state()`. */
type StateName = 'uploading' | 'verified' | 'failed' | 'waiting' | 'user-invalid' | 'dragging';

/**
 * A form field for files. Its form value is one signed receipt per finished upload.
 *
 * @fires {UploadAcceptEvent} upload-accept - Files are about to be added; cancelable, `.files`
 * @fires {UploadChangeEvent} upload-change - The list or its progress changed; `.uploads`
 * @fires {UploadCompleteEvent} upload-complete - An upload is verified; `.upload`, `.receipt`
 * @fires {UploadErrorEvent} upload-error - An attempt failed; `.upload`, `.error`
 * @fires {Event} input - The form value changed, as on native fields
 * @fires {Event} change - The form value changed, as on native fields
 *
 * @slot zone - Takes the place of icon, button and hint: a picture, a text. A click on it opens the dialog; the button is
 * shown when the keyboard comes to it. No buttons or links of your own: they would be a second stop
 * @slot button - The label of the button, in place of the text
 * @slot hint - In place of the limits; read as the button's description
 * @slot empty - Shown below the zone while there are no files
 *
 * @cssState uploading - Something is on its way
 * @cssState verified - Everything in the list is verified
 * @cssState failed - Something failed
 * @cssState waiting - The form was submitted and waits for the uploads
 * @cssState user-invalid - It has held up the form and still would; `:user-invalid` is not the same in all browsers
 * @cssState dragging - Files hang over the field
 *
 * @tag direct-upload
 * @tagname direct-upload
 */
export class DirectUpload extends ChoosingField {
  static override readonly shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    // A label, `focus()` and a failed validation reach the button; without it the browser could not show its message.
    delegatesFocus: true,
  };

  readonly #list = new ListLoader(this, ({ createList, manyReceipts, listEnglish }) => {
    this.laterText = { ...this.laterText, ...listEnglish };
    this.give = manyReceipts(this, this.internals, this.give);
    return createList(this, {
      uploads: () => this.uploads,
      view: () => this.view,
      say: (sentence) => {
        this.say(sentence);
      },
      choose: () => {
        this.openPicker('choose');
      },
      edit: (change) => {
        const { receipts } = this;
        change(this.list);
        if (receipts.length !== this.receipts.length) this.tellValueChanged();
      },
      stopReading: () => {
        this.stopReading();
      },
    });
  });
  readonly #hold = new Attachment(
    this,
    () => this.submit,
    async () => {
      const { SubmitHold } = await import('./form/submit-hold.js');
      return new SubmitHold({
        field: this,
        reading: () => this.intake.reading,
        inactive: () => this.inactive,
      }).watch();
    },
  );
  readonly #announcer = new Announcer(this);

  protected override get content(): FieldContent {
    const { required, multiple, uploads } = this;
    return {
      required,
      multiple,
      uploads,
      anchor: this.shadowRoot?.querySelector<HTMLElement>('[data-home]') ?? null,
      reading: this.intake.reading,
      manual: this.view.manual,
      waits: this.#hold.current !== undefined,
      text: this.view.text,
    };
  }

  protected override say(sentence: string): void {
    this.#announcer.say(sentence);
  }

  protected override listChanged(changes: Changes): void {
    const { running, failed, done, count, confirmed } = totalsOf(this.uploads);
    this.network.hear(confirmed);
    this.#showState('uploading', running > 0);
    this.#showState('failed', failed > 0);
    this.#showState('verified', done > 0 && done === count);
    const sentence = announcementFor(changes, this.uploads, this.view.text);
    if (sentence) this.say(sentence);
  }

  protected override render(): TemplateResult {
    const { view, uploads, multiple, capture } = this;
    const { handle, dragging } = this.drop;
    const { complained: invalid } = this;
    const limits = restrictionsOf(this);
    const entries = acceptTokens(limits.accept);
    const zone = {
      ...{ multiple, capture, folders: this.folders && multiple },
      filled: uploads.length > 0,
      dragging,
      invalid,
      limits,
      accept: (this.intake.module?.nativeNames(entries) ?? entries).join(),
      onPick: this.onPick,
      slotted: new Set(Array.from(this.children, ({ slot }) => slot)),
    };
    return html`<div
      part="base"
      @dragenter=${handle}
      @dragover=${handle}
      @dragleave=${handle}
      @drop=${handle}
      @slotchange=${() => {
        this.requestUpdate();
      }}
    >
      ${dropZone(zone, view)}
      <div part="notice" role="status">${this.#notices}${this.#list.current?.renderUndo(view)}</div>
      ${this.#renderFailure()}
      <div part="error" id="error">${invalid ? this.internals.validationMessage : ''}</div>
      ${this.#renderList()}
      <div part="announcement" role="status">${this.#announcer.text}</div>
    </div>`;
  }

  /** Also waits for the list's code, so that `updateComplete` means "it shows". */
  protected override async getUpdateComplete(): Promise<boolean> {
    await super.getUpdateComplete();
    await this.#list.settled;
    return super.getUpdateComplete();
  }

  protected override firstUpdated(): void {
    super.firstUpdated();
    this.internals.role = 'group';
  }

  protected override updated(): void {
    super.updated();
    const labels = Array.from(this.labels, ({ textContent }) => textContent?.trim() ?? '');
    this.internals.ariaLabel = labels.join(' ') || null;
    this.#showState('dragging', this.drop.dragging);
    this.#showState('user-invalid', this.complained);
    this.#showState('waiting', this.#waiting !== '');
    this.syncForm();
    this.#hold.current?.check();
  }

  get #waiting(): string {
    const count = this.#hold.current?.waitsFor ?? 0;
    return count > 0 ? this.view.text.submitsLater(count) : '';
  }

  /** What there is to say in the field. Without a network the code of the list may not be there yet, and nothing else would show. */
  get #notices(): string {
    const { uploads, intake, view } = this;
    const { added, offline } = view.text;
    const isList = uploads.length > 0;
    const lacksCode = isList ? !this.#list.current : intake.reading > 0 && !intake.module;
    const waits = view.offline && lacksCode && !this.#list.hasFailed;
    const sentences = [
      this.notice,
      waits && isList && added(uploads.length),
      this.#waiting,
      waits && offline,
    ];
    return sentences.filter(Boolean).join(' ');
  }

  #renderList(): TemplateResult | typeof nothing {
    const { uploads, view } = this;
    if (uploads.length === 0) return html`<slot name="empty"></slot>`;
    return this.#list.need()?.render(uploads, view) ?? nothing;
  }

  /** Called by the browser when the element has come to another document, with its styles left behind. */
  adoptedCallback(): void {
    if (this.hasUpdated) this.#list.adopt();
  }

  /** Also where the first rendering takes place in another document. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    if (this.ownerDocument === document) return super.createRenderRoot();
    const root = this.shadowRoot ?? this.attachShadow(DirectUpload.shadowRootOptions);
    adoptIn(root, DirectUpload.elementStyles);
    return root;
  }

  /** In place of the list, when its code cannot be had. */
  #renderFailure(): TemplateResult | typeof nothing {
    const { text } = this.view;
    if (!this.#list.hasFailed || this.uploads.length === 0) return nothing;
    return html`<div part="failure" role="alert">
      ${text.notLoaded(this.uploads.length)}
      <button part="retry-loading" type="button" @click=${this.#list.retry}>
        ${text.loadAgain}
      </button>
    </div>`;
  }

  #showState(name: StateName, on: boolean): void {
    this.internals.states[on ? 'add' : 'delete'](name);
  }
}
