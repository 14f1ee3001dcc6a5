/**
 * How files come into the field: the ways to choose them, and the gate that all of them pass.
 *
 * @module
 */
import { parseAccept } from '@direct-upload/accept/list';
import type { PropertyDeclarations, PropertyValues } from 'lit';
import { Attachment } from '../attachment.js';
import { DropController } from './drop-controller.js';
import { UploadError, type UploadSnapshot } from '../engine/index.js';
import { toFiles } from '../engine/to-files.js';
import { UploadAcceptEvent, UploadErrorEvent } from '../events.js';
import { plainOffer, type FileOffer } from './file-offer.js';
import { PendingFiles, type IntakeModule } from './pending-files.js';
import type { Gate } from './receiver.js';
import { refuse } from './refusal.js';
import { acceptTokens, describeAccept, restrictionsOf } from './restrictions.js';
import { isUnfinished } from '../totals.js';
import { UploadField } from '../upload-field.js';

/** Base class: a field that is given files. */
export abstract class ChoosingField extends UploadField {
  static override readonly properties: PropertyDeclarations = {
    accept: {},
    maxSize: { attribute: 'max-size' },
    maxFiles: { attribute: 'max-files' },
    capture: {},
    folders: { type: Boolean },
    duplicates: {},
    dropTarget: { attribute: 'drop-target' },
  };

  /** What may be chosen, as on `<input type="file">`: extensions, media types, `image/*`. */
  accept = '';
  /** Most bytes per file: a number, or text with a unit (`50MB`, `64MiB`). */
  maxSize: number | string | null = null;
  /** Most files in a field with `multiple`. */
  maxFiles: number | string | null = null;
  /** Takes a new file with the camera or microphone, as on `<input type="file">`: `user` or `environment`. */
  capture: string | null = null;
  /** Whether, with `multiple`, there is a second button for whole folders. Dropped folders are always taken. */
  folders = false;
  /**
   * What becomes of a chosen file whose very bytes are in the list already: by default it is left out with a notice;
   * `allow` takes it. Files of the same name with other bytes are always taken.
   */
  duplicates: 'allow' | null = null;
  /** Where else files may be dropped and pasted: an element, or a selector that is looked up when something is dragged. */
  dropTarget: string | Element | null = null;

  protected readonly intake = new PendingFiles({
    onChange: () => {
      this.syncForm();
      this.requestUpdate();
    },
    onOffer: (offer, module) => {
      this.#take(offer, module);
    },
  });
  protected readonly drop = new DropController(this, {
    enabled: () => !this.inactive,
    intake: this.intake,
  });
  readonly #target = new Attachment(
    this,
    () => this.dropTarget,
    async (target) => {
      const { DropTarget } = await import('./drop-target.js');
      return new DropTarget(target, this.drop).watch();
    },
  );
  #receive: ((offer: FileOffer) => void) | undefined;
  /** What there is to say about the last files that were chosen; also spoken. */
  protected notice = '';

  /**
   * Adds the page's own files at once, without a look for duplicates: the page knows what it adds. Refused ones are
   * listed as failed. A `Blob` gets a default name. Returns what was added.
   *
   * @throws TypeError if a value is neither a `File` nor a `Blob`; nothing is added then
   */
  addFiles(files: Iterable<Blob>): readonly UploadSnapshot[] {
    const offer = this.#ask(plainOffer(toFiles(files)));
    return offer ? this.#admit(offer, this.#refuse(offer)) : [];
  }

  /** Takes one upload, or all and what is still being read, off the list and out of the form value; what runs is cancelled. */
  override clear(id?: string): void {
    if (id === undefined) this.stopReading();
    super.clear(id);
  }

  /** What is being read does not come any more, and what was said of it is over. */
  protected override stopReading(): void {
    this.intake.stop();
    this.notice = '';
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    // Told where the page's developer looks, without breaking the field; the signer enforces its limits in any case.
    const properties = {
      accept: 'accept',
      'max-size': 'maxSize',
      'max-files': 'maxFiles',
    } as const;
    if (!Object.values(properties).some((property) => changed.has(property))) return;
    restrictionsOf(this, (attribute) => {
      const property = properties[attribute];
      if (!changed.has(property)) return;
      const value = attribute === 'accept' ? parseAccept(this.accept).unknown : this[property];
      void import('./limit-error.js').then(({ limitError }) => {
        reportError(limitError(attribute, value));
      });
    });
  }

  protected override firstUpdated(): void {
    super.firstUpdated();
    for (const type of ['pointerenter', 'focusin'] as const) {
      this.addEventListener(type, this.intake.prepare, { once: true });
    }
    this.addEventListener('click', this.#onClick);
  }

  protected override updated(): void {
    this.#target.current?.show(this.drop.dragging);
  }

  protected override reading(work: () => Promise<void>): Promise<void> {
    return this.intake.run(1, work);
  }

  /** Opens a dialog; call it in the click. */
  protected openPicker(kind: 'choose' | 'choose-folder'): void {
    const { multiple, view } = this;
    const { accept } = restrictionsOf(this);
    const [input, folderInput] = this.shadowRoot?.querySelectorAll('input') ?? [];
    const { module } = this.intake;
    if (this.inactive || !input) return;
    if (kind === 'choose-folder') folderInput?.click();
    // Only the browser's own picker gives handles, and only the input opens a camera.
    else if (!module || !this.resumable || this.capture !== null) input.click();
    else {
      const description = describeAccept(accept, view);
      const options = { input, tokens: acceptTokens(accept), multiple, description };
      void module.pickFiles(options).then((picked) => {
        if (picked) this.#take(picked, module);
      });
    }
  }

  /** The click of a `<label>` arrives at the element itself, as does that of `click()`. */
  readonly #onClick = (event: Event): void => {
    const path = event.composedPath();
    const [target] = path as [Element];
    const zone = this.shadowRoot?.querySelector('[part=dropzone]');
    if (target.closest('[part=folder-button]')) this.openPicker('choose-folder');
    else if (target === this || (zone && path.includes(zone))) this.openPicker('choose');
  };

  /** Listener for `change` of the native inputs. */
  protected readonly onPick = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const files = [...(input.files ?? [])];
    // So that the same file can be chosen again after it was removed.
    input.value = '';
    this.intake.takePicked(files, input.webkitdirectory);
  };

  #take(offer: FileOffer, module: IntakeModule | undefined): void {
    const asked = this.#ask(offer);
    if (!asked) return;
    if (module && !this.#receive) {
      this.laterText = { ...this.laterText, ...module.intakeEnglish };
      this.#receive = module.createReceiver(this.#gate);
    }
    if (this.#receive) this.#receive(asked);
    else this.#admit(asked, this.#refuse(asked));
  }

  /** What the page lets in, `undefined` if it lets nothing in. */
  #ask(offer: FileOffer): FileOffer | undefined {
    this.notice = '';
    const event = new UploadAcceptEvent(offer.files);
    if (offer.files.length > 0 && !this.dispatchEvent(event)) return undefined;
    // Before anything is asked of the files: one of them may be meant to continue what was taken away.
    this.list.shown.settle();
    return { ...offer, files: [...new Set(toFiles(event.files))] };
  }

  /** Hands the uploader the next files of an offer; says with the first how many there are, and makes room for them. */
  #admit(
    { files, handles, paths }: FileOffer,
    refused: ReadonlyMap<File, UploadError>,
    next = files,
  ): readonly UploadSnapshot[] {
    const { uploader, view } = this;
    if (next[0] === files[0]) {
      const continued = new Set(files.flatMap((file) => uploader.awaits(file) ?? []));
      const accepted = files.length - refused.size;
      // A refused file does not cost the person the one that is there.
      if (!this.multiple && accepted > 0) {
        const replaced = this.uploads.filter((upload) => !continued.has(upload));
        this.list.clear(replaced.map(({ id }) => id));
      }
      if (accepted > continued.size) this.say(view.text.added(accepted - continued.size));
      if (continued.size > 0) this.say(view.text.continued(continued.size));
    }
    const added = uploader.add(
      next,
      (file) => refused.get(file),
      (file) => handles.get(file),
      (file) => paths.get(file),
    );
    this.list.sync();
    return added;
  }

  /** Why files may not be added. One that continues an upload was let in when that began. */
  #refuse({ files, unreadable, paths }: FileOffer): ReadonlyMap<File, UploadError> {
    const { uploader, view } = this;
    // Once more: while files were read or compared, a person may have taken away others.
    this.list.shown.settle();
    const isContinued = (file: File): boolean => uploader.awaits(file) !== undefined;
    const fresh = files.filter((file) => !unreadable.has(file) && !isContinued(file));
    // Without `multiple`: of a folder with several files none is the one that is meant.
    const isTaken = paths.size > 1 || files.some(isContinued);
    const present = this.multiple ? this.#present.length : Number(isTaken);
    const judge = this.intake.module?.isAcceptedFile;
    const refused = new Map(refuse(fresh, restrictionsOf(this), present, view, judge));
    for (const file of files) {
      if (!unreadable.has(file)) continue;
      refused.set(file, new UploadError('file-unreadable', view.text.unreadable));
    }
    return refused;
  }

  /** What takes one of the allowed places. */
  get #present(): readonly UploadSnapshot[] {
    return this.uploads.filter((upload) => isUnfinished(upload) || upload.state.status === 'done');
  }

  get #gate(): Gate {
    return {
      field: this,
      text: () => this.view.text,
      refuse: (offer) => this.#refuse(offer),
      admit: (offer, refused, next) => this.#admit(offer, refused, next),
      notify: (sentence) => {
        this.notice = [this.notice, sentence].filter(Boolean).join(' ');
        this.requestUpdate();
      },
      intake: this.intake,
      ErrorEvent: UploadErrorEvent,
    };
  }
}
