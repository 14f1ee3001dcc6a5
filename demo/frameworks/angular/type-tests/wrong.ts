/**
 * What Angular's compiler must not let pass: an error in every line that says so, and in no other.
 *
 * @module
 */
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import type {} from '@direct-upload/widget/define';
import { ReceiptsAccessor } from '../receipts-accessor.js';

@Component({
  selector: 'app-wrong',
  imports: [ReactiveFormsModule, ReceiptsAccessor],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <direct-upload #field [formControl]="photos" (upload-change)="show(field.receipts)" />
    <direct-upload [messages]="wrongMessages" /><!-- wrong: no such string -->
    <direct-upload (upload-complete)="show($event.receipts)" /><!-- wrong: it is \`receipt\` -->
    <direct-upload #other (upload-error)="show(other.files)" /><!-- wrong: no such property -->
    <direct-upload (upload-error)="complain($event.upload)" /><!-- wrong: no error -->
  `,
})
export class Wrong {
  protected readonly photos = new FormControl<readonly string[]>([]);
  protected readonly wrongMessages = { chooseFiles: 'Choose photos' };

  protected show(receipts: readonly string[]): void {
    console.log(receipts);
  }

  protected complain(error: Error): void {
    console.log(error);
  }
}
