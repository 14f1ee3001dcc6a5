/** A form with the field in Angular. @module */
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import '@direct-upload/widget/define';
import { ReceiptsAccessor } from './receipts-accessor.js';

@Component({
  selector: 'app-profile',
  imports: [ReactiveFormsModule, ReceiptsAccessor],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <form method="post" action="/profile" ngNativeValidate>
      @if (open()) {
        <label for="photos">Photos</label>
        <direct-upload
          id="photos"
          name="photos"
          endpoint="/uploads"
          multiple
          required
          accept="image/*"
          max-size="50MB"
          [messages]="messages"
          [formControl]="photos"
          (upload-complete)="news.set($event.upload.file.name + ' is stored and verified.')"
          (upload-error)="news.set($event.upload.file.name + ': ' + $event.error.message)"
        ></direct-upload>
      }
      <p role="status">{{ news() }}</p>
      <ol>
        @for (receipt of photos.value; track receipt) {
          <li>{{ receipt }}</li>
        }
      </ol>
      <button type="button" (click)="toggle()">
        {{ open() ? 'Without photos' : 'With photos' }}
      </button>
      <button [disabled]="open() && photos.invalid">Save</button>
    </form>
  `,
})
export class Profile {
  protected readonly messages = { choose: (): string => 'Choose photos' };
  protected readonly photos = new FormControl<readonly string[]>([], { nonNullable: true });
  protected readonly open = signal(true);
  protected readonly news = signal('');

  protected toggle(): void {
    this.open.update((open) => !open);
    this.photos.reset();
  }
}
