/**
 * The events of `<direct-upload>`, as `Event` subclasses so that `addEventListener` infers their fields.
 *
 * All of them bubble and none is composed, as the native `change` of a form control: a form can listen for every field
 * in it, and a component that wraps the field in its own shadow tree decides what it tells the outside.
 *
 * @module
 */
import type { UploadError, UploadSnapshot } from './engine/index.js';
import { toFiles } from './engine/to-files.js';

/**
 * Files are about to be added (picked, dropped, or passed to `addFiles`). Cancelable: `preventDefault()` keeps them
 * out. Assigning another list to {@linkcode files} adds that one instead; it may hold blobs, which get default names. A page that needs time to decide cancels the
 * event and later hands its own list to `element.uploader.add()`, which asks nobody.
 */
export class UploadAcceptEvent extends Event {
  #files: readonly File[];

  constructor(files: readonly File[]) {
    super('upload-accept', { bubbles: true, cancelable: true });
    this.#files = files;
  }

  get files(): readonly File[] {
    return this.#files;
  }

  /** Throws a TypeError at once, in the page's own listener, if a value is neither a `File` nor a `Blob`. */
  set files(files: Iterable<Blob>) {
    this.#files = toFiles(files);
  }
}

/** Something in the list changed: an upload came, went, moved to another state or made progress (about 10 a second). */
export class UploadChangeEvent extends Event {
  /** Every upload the element shows, in order. */
  readonly uploads: readonly UploadSnapshot[];

  constructor(uploads: readonly UploadSnapshot[]) {
    super('upload-change', { bubbles: true });
    this.uploads = uploads;
  }
}

/** An upload is stored, verified and has its receipt. Fires once per upload; the form value holds it already. */
export class UploadCompleteEvent extends Event {
  readonly upload: UploadSnapshot;
  /** The compact JWS, as it is submitted with the form. */
  readonly receipt: string;

  constructor(upload: UploadSnapshot, receipt: string) {
    super('upload-complete', { bubbles: true });
    this.upload = upload;
    this.receipt = receipt;
  }
}

/** An upload failed or was refused before it began. Fires once per attempt, so again if a retry fails. */
export class UploadErrorEvent extends Event {
  readonly upload: UploadSnapshot;
  readonly error: UploadError;

  constructor(upload: UploadSnapshot, error: UploadError) {
    super('upload-error', { bubbles: true });
    this.upload = upload;
    this.error = error;
  }
}

declare global {
  interface HTMLElementEventMap {
    'upload-accept': UploadAcceptEvent;
    'upload-change': UploadChangeEvent;
    'upload-complete': UploadCompleteEvent;
    'upload-error': UploadErrorEvent;
  }
}
