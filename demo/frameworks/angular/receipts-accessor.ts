/**
 * Makes the field a form control of Angular: its value is the list of receipts, and it is invalid while uploads are
 * unfinished.
 *
 * @module
 */
import { Directive, ElementRef, inject, Input } from '@angular/core';
import {
  NG_VALIDATORS,
  NG_VALUE_ACCESSOR,
  type ControlValueAccessor,
  type ValidationErrors,
  type Validator,
} from '@angular/forms';
import type { DirectUpload, Messages } from '@direct-upload/widget';

@Directive({
  selector: 'direct-upload',
  host: {
    '(change)': 'report(field.receipts)',
    '(upload-change)': 'revalidate()',
    '(focusout)': 'touch()',
  },
  providers: [
    { provide: NG_VALUE_ACCESSOR, useExisting: ReceiptsAccessor, multi: true },
    { provide: NG_VALIDATORS, useExisting: ReceiptsAccessor, multi: true },
  ],
})
export class ReceiptsAccessor implements ControlValueAccessor, Validator {
  protected readonly field = inject<ElementRef<DirectUpload>>(ElementRef).nativeElement;
  protected report: (receipts: readonly string[]) => void = () => undefined;
  protected revalidate: () => void = () => undefined;
  protected touch: () => void = () => undefined;

  /** Strings to use in place of the element's own. */
  @Input() set messages(messages: Partial<Messages>) {
    this.field.messages = messages;
  }

  /** Only an empty list can be written: a receipt comes from an upload. */
  writeValue(receipts: readonly string[] | null): void {
    if (!receipts?.length) this.field.clear();
  }

  registerOnChange(report: (receipts: readonly string[]) => void): void {
    this.report = report;
  }

  registerOnTouched(touch: () => void): void {
    this.touch = touch;
  }

  registerOnValidatorChange(revalidate: () => void): void {
    this.revalidate = revalidate;
  }

  setDisabledState(disabled: boolean): void {
    this.field.disabled = disabled;
  }

  validate(): ValidationErrors | null {
    const { validationMessage } = this.field;
    return validationMessage ? { upload: validationMessage } : null;
  }
}
