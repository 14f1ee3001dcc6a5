/**
 * `<direct-upload>`: a form field that sends files straight to object storage and submits signed receipts.
 *
 * This class is what people see and touch: rendering, picking, dropping, buttons, announcements. What is shown is
 * always derived from the snapshots of the uploader; nothing is remembered beside them.
 *
 * @module
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { removedBy, type Removal } from './actions.js';
import { announcementFor } from './announcement.js';
import { Announcer } from './announcer.js';
import { styles } from './direct-upload.styles.js';
import { DropController } from './drop-controller.js';
import { dropZone } from './drop-zone.js';
import { plainOffer } from './file-offer.js';
import { pickFiles } from './file-picker.js';
import type { FieldContent } from './form-field.js';
import { steadyTimeLeft } from './format.js';
import { ListLoader } from './list-loader.js';
import { describeAccept, restrictionsOf } from './restrictions.js';
import { totalsOf, type Changes } from './totals.js';
import { UploadField } from './upload-field.js';
import type { Action } from './view.js';

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
 * @cssprop --direct-upload-accent - Button, progress, focus ring
 * @cssprop --direct-upload-on-accent - Text on the accent colour
 * @cssprop --direct-upload-success - What is verified
 * @cssprop --direct-upload-danger - What failed
 * @cssprop --direct-upload-surface - Background of the zone
 * @cssprop --direct-upload-border - Lines between rows, tracks of the progress bars
 * @cssprop [--direct-upload-radius=0.75rem] - Corners of the zone; buttons have two thirds of it
 * @cssprop [--direct-upload-list-height=26rem] - Height from which the list scrolls; `none` for never
 *
 * @csspart base - Everything
 * @csspart dropzone - The zone that takes drops
 * @csspart prompt - Button and text in the zone
 * @csspart button - The button that opens the file dialog
 * @csspart drop-text - The text beside it
 * @csspart hint - The limits
 * @csspart summary - The line for all files
 * @csspart summary-text - Count, percentage, speed and time left
 * @csspart summary-actions - Its buttons
 * @csspart summary-action - One of them; also carries its action, e.g. `cancel`
 * @csspart total-progress - The `<progress>` of all files
 * @csspart list - The list
 * @csspart row - One file; also carries its status, e.g. `row failed`
 * @csspart file-icon - The tile with the icon for the file's type
 * @csspart details - Name, size, status and progress of a row
 * @csspart name - The file's name
 * @csspart meta - Size and status
 * @csspart size - The file's size
 * @csspart status - What the upload is doing, or why it failed
 * @csspart speed - Speed and time left
 * @csspart progress - The `<progress>` of a row
 * @csspart actions - The buttons of a row
 * @csspart action - One of them; also carries its action, e.g. `pause`
 * @csspart icon - Any icon
 * @csspart announcement - The live region, not visible
 *
 * @cssState uploading - Something is on its way
 * @cssState verified - Everything in the list is verified
 * @cssState failed - Something failed
 * @cssState dragging - Files hang over the field
 *
 * @tag direct-upload
 * @tagname direct-upload
 */
export class DirectUpload extends UploadField {
  static override readonly styles = styles;
  static override readonly shadowRootOptions: ShadowRootInit = {
    ...LitElement.shadowRootOptions,
    // A label, `focus()` and a failed validation reach the button; without it the browser could not show its message.
    delegatesFocus: true,
  };

  @query('input') private readonly picker!: HTMLInputElement | null;
  @query('[data-home]') private readonly button!: HTMLButtonElement | null;

  readonly #drop = new DropController(this, {
    enabled: () => !this.inactive,
    onChange: () => {
      this.syncForm();
      this.requestUpdate();
    },
    onDrop: (dropped) => this.offer(dropped),
  });
  readonly #list = new ListLoader(this, ({ addCompanions }) => {
    addCompanions(this, {
      uploads: () => this.uploads,
      view: () => this.view,
      say: (sentence) => {
        this.say(sentence);
      },
    });
  });
  readonly #announcer = new Announcer(this);
  #timeLeft: number | undefined;

  protected override get content(): FieldContent {
    const { required, multiple, uploads, button: anchor } = this;
    return {
      required,
      multiple,
      uploads,
      anchor,
      reading: this.#drop.reading,
      text: this.view.text,
    };
  }

  protected override say(sentence: string): void {
    this.#announcer.say(sentence);
  }

  protected override listChanged(changes: Changes): void {
    const { running, failed, done, count } = totalsOf(this.uploads);
    this.#showState('uploading', running > 0);
    this.#showState('failed', failed > 0);
    this.#showState('verified', done > 0 && done === count);
    const sentence = announcementFor(changes, this.uploads, this.view.text);
    if (sentence) this.say(sentence);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const { total, sent, bytesPerSecond } = totalsOf(this.uploads);
    const seconds = (total - sent) / bytesPerSecond;
    this.#timeLeft = Number.isFinite(seconds) ? steadyTimeLeft(this.#timeLeft, seconds) : undefined;
  }

  protected override render(): TemplateResult {
    const { view, uploads } = this;
    const { handle, dragging } = this.#drop;
    const zone = {
      multiple: this.multiple,
      filled: uploads.length > 0,
      dragging,
      invalid: this.complained,
      limits: restrictionsOf(this),
      onPick: this.#onPick,
    };
    return html`<div
      part="base"
      @dragenter=${handle}
      @dragover=${handle}
      @dragleave=${handle}
      @drop=${handle}
    >
      ${dropZone(zone, view)} ${this.#renderList()}
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
    // One listener for every button: a thousand rows have two thousand of them.
    this.addEventListener('click', this.#onClick);
  }

  protected override updated(): void {
    const labels = Array.from(this.labels, ({ textContent }) => textContent?.trim() ?? '');
    this.internals.ariaLabel = labels.join(' ') || null;
    this.#showState('dragging', this.#drop.dragging);
    this.syncForm();
  }

  #renderList(): TemplateResult | typeof nothing {
    const { uploads, view } = this;
    if (uploads.length === 0) return nothing;
    const content = { uploads, totals: totalsOf(uploads), timeLeft: this.#timeLeft, view };
    return this.#list.need()?.renderList(content) ?? nothing;
  }

  #openPicker(): void {
    const { picker: input, accept, multiple, resumable: handles, view } = this;
    if (this.inactive || !input) return;
    const description = describeAccept(accept, view.text);
    void pickFiles({ input, accept, multiple, description, handles }).then((picked) => {
      if (picked) this.offer(picked);
    });
  }

  #showState(name: 'uploading' | 'verified' | 'failed' | 'dragging', on: boolean): void {
    this.internals.states[on ? 'add' : 'delete'](name);
  }

  readonly #onPick = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const offer = plainOffer(input.files ?? []);
    // So that the same file can be chosen again after it was removed.
    input.value = '';
    this.offer(offer);
  };

  readonly #onClick = (event: Event): void => {
    const target = event.composedPath()[0] as Element;
    const button = target.closest<HTMLElement>('[data-action]');
    if (button) {
      this.#act(button.dataset['action'] as Action, target.closest('li')?.dataset['id']);
    } else if (target === this || target.closest('[part=dropzone]')) {
      // The click of a `<label>` arrives at the element itself, as does that of `click()`.
      this.#openPicker();
    }
  };

  #act(action: Action, id: string | undefined): void {
    switch (action) {
      case 'cancel':
      case 'remove':
      case 'dismiss':
        this.#remove(action, id);
        return;
      case 'reopen':
        this.#openPicker();
        return;
      case 'start':
      case 'pause':
      case 'retry':
        this[action](id);
        return;
      case 'resume':
      case 'continue':
        this.resume(id);
        return;
    }
  }

  #remove(action: Removal, id: string | undefined): void {
    const { receipts } = this;
    this.clearAll(removedBy(action, id, this.uploads));
    if (receipts.length !== this.receipts.length) this.tellValueChanged();
  }
}
