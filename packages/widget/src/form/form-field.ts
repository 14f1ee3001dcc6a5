/**
 * The part of `<direct-upload>` that every native form control has: `form`, `labels`, `validity`, `setCustomValidity`,
 * `disabled` fieldsets (HTML §4.13.5.3, form-associated custom elements).
 *
 * @module
 */
import type { PropertyDeclarations } from 'lit';
import type { UploadSnapshot } from '../engine/index.js';
import { giveForm, issueOf, receiptsOf, type FieldState } from './form-value.js';
import { attachInternalsTo } from './internals.js';
import type { Messages } from '../i18n/messages.js';
import { ThemedElement } from '../styles/themed-element.js';

/** What a form has to know of the field's content. */
export interface FieldContent extends FieldState {
  readonly uploads: readonly UploadSnapshot[];
  readonly text: Messages;
  /** What the browser points at with its validation message. */
  readonly anchor: HTMLElement | null;
}

/** Base class: the surface of a form control over `ElementInternals`. */
export abstract class FormField extends ThemedElement {
  /** An object and no decorators: what the compiler makes of those weighs as much as a feature. */
  static override readonly properties: PropertyDeclarations = {
    name: { reflect: true, useDefault: true },
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    submit: {},
  };

  static readonly formAssociated = true;

  /** Name under which the receipts are submitted; without one nothing is. */
  name = '';
  /** Whether at least one finished upload is needed to submit the form. */
  required = false;
  /** Takes the field out of use and out of the form's data, as a disabled fieldset around it does. */
  disabled = false;
  /**
   * What becomes of a form that is submitted while uploads are unfinished: by default it is invalid; with `wait` it goes
   * out by itself when they are verified. Should one fail, the form stays and says why.
   */
  submit: 'wait' | null = null;

  protected readonly internals = attachInternalsTo(this);
  /** How the form gets the receipts. */
  protected give = giveForm;
  #customError = '';
  #receipts: readonly string[] = [];
  #submittedAs = '';
  #fieldsetDisabled = false;
  #complained = false;

  constructor() {
    super();
    this.addEventListener('invalid', () => {
      this.#complain(true);
    });
  }

  /** Whether people may not use the field, for its own attribute or its fieldset's. */
  protected get inactive(): boolean {
    return this.disabled || this.#fieldsetDisabled;
  }

  /** The form this field belongs to. */
  get form(): HTMLFormElement | null {
    return this.internals.form;
  }

  /** The `<label>`s of this field. */
  get labels(): NodeList {
    return this.internals.labels;
  }

  /** Receipts of the finished uploads: what the form submits under {@linkcode name}, one entry each. */
  get receipts(): readonly string[] {
    return this.#receipts;
  }

  /** The first receipt, `''` if there is none. As on `<input type="file">`, only `''` can be set; it empties the field. */
  get value(): string {
    return this.#receipts[0] ?? '';
  }

  set value(value: string) {
    if (value !== '') {
      throw new DOMException(
        'Only "" can be set; a receipt comes from an upload.',
        'InvalidStateError',
      );
    }
    this.clear();
  }

  /** `customError` while uploads are unfinished or failed, `valueMissing` for `required`. */
  get validity(): ValidityState {
    this.syncForm();
    return this.internals.validity;
  }

  /** What stands in the way of submitting, `''` if nothing does. */
  get validationMessage(): string {
    this.syncForm();
    return this.internals.validationMessage;
  }

  /** `false` while the field is disabled. */
  get willValidate(): boolean {
    return this.internals.willValidate;
  }

  /** Whether the field may be submitted; fires `invalid` if not. */
  checkValidity(): boolean {
    this.syncForm();
    return this.internals.checkValidity();
  }

  /** As {@linkcode checkValidity}, and shows the message to the person. */
  reportValidity(): boolean {
    this.syncForm();
    return this.internals.reportValidity();
  }

  /** Makes the field invalid for a reason of the page's own; `''` takes that back. */
  setCustomValidity(message: string): void {
    this.#customError = message;
    this.syncForm();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.syncForm();
  }

  /** A native field's form knows of a new name, or that the field is disabled, in the same task. */
  override requestUpdate(...change: Parameters<ThemedElement['requestUpdate']>): void {
    super.requestUpdate(...change);
    if (change[0] === undefined || !this.hasUpdated) return;
    this.toggleAttribute('disabled', this.disabled);
    this.syncForm();
  }

  /** Called by the browser when the field or a fieldset around it is disabled or enabled. */
  formDisabledCallback(disabled: boolean): void {
    if (disabled === this.#fieldsetDisabled) return;
    this.#fieldsetDisabled = disabled;
    this.requestUpdate();
  }

  /** Called by the browser when the form is reset. */
  formResetCallback(): void {
    this.clear();
    this.#complain(false);
  }

  /** Removes all uploads; what runs is cancelled. */
  abstract clear(id?: string): void;

  /** What the form has to know of the field now. */
  protected abstract get content(): FieldContent;

  /** Brings form value and validity up to date; called before anybody looks at them. */
  protected syncForm(): void {
    const { uploads, text, anchor, ...state } = this.content;
    const receipts = receiptsOf(uploads);
    if (this.name !== this.#submittedAs || !isSame(receipts, this.#receipts)) {
      this.#receipts = receipts;
      this.#submittedAs = this.name;
      this.give(this.internals, this.name, uploads);
    }
    const issue = this.#customError
      ? { flags: { customError: true }, message: this.#customError }
      : issueOf(uploads, text, state);
    if (issue) this.internals.setValidity(issue.flags, issue.message, anchor ?? undefined);
    else {
      this.internals.setValidity({});
      this.#complain(false);
    }
  }

  /**
   * Whether the field has held up the form and still would. Not `:user-invalid`: Firefox matches that on a custom
   * element before anybody has touched it.
   */
  protected get complained(): boolean {
    return this.#complained;
  }

  #complain(complained: boolean): void {
    if (complained === this.#complained) return;
    this.#complained = complained;
    this.requestUpdate();
  }
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((it, index) => it === others[index]);
}
