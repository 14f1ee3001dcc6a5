/**
 * The one bridge between the element and an `Uploader`: it subscribes while the element is in a document, and passes on what the
 * element lists.
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Uploader, UploadSnapshot } from './engine/index.js';
import { afterNextFrame, claim, halt, offer, onClaim, onOffer } from './handover.js';
import { ShownUploads } from './shown-uploads.js';
import type { Changes } from './totals.js';

/** What the controller asks of its owner. */
export interface UploadControllerOptions {
  /** Makes the element's own uploader, on first need. */
  readonly create: () => Uploader;
  /** Called after what is shown has changed. */
  readonly onChange: (changes: Changes) => void;
  /** Names the field among those of the page; see `fieldScope`. */
  readonly scope: () => string;
  /** Called when the element has left the page, and not only moved in it, and shows no shared uploader. */
  readonly onLeave: () => void;
}

/** Reactive controller around the element's own uploader, or around one that several elements share. */
export class UploadController implements ReactiveController {
  /** What the element lists, and what it hides. */
  readonly shown: ShownUploads;
  readonly #options: UploadControllerOptions;
  #own: Uploader | undefined;
  #shared: Uploader | undefined;
  #hasRecovered = false;
  #connected = false;
  /** As it was when the element was in the page: outside it has no form. */
  #scope = '';
  /** Until the element comes or goes. */
  #here = new AbortController();
  /** Uploads that were paused only because the element left the page. */
  #halted: readonly string[] = [];

  constructor(host: ReactiveControllerHost, options: UploadControllerOptions) {
    this.#options = options;
    this.shown = new ShownUploads((changes) => {
      host.requestUpdate();
      options.onChange(changes);
    });
    host.addController(this);
  }

  /** The uploader in use; the element's own one is made when it is first asked for. */
  get uploader(): Uploader {
    return this.#shared ?? (this.#own ??= this.#createOwn());
  }

  /** The element's own uploader if there is one yet: settings of the element go there, never to a shared one. */
  get own(): Uploader | undefined {
    return this.#own;
  }

  /** The one that the page set. */
  get shared(): Uploader | undefined {
    return this.#shared;
  }

  /** Names the field, also when it has left the page. */
  get scope(): string {
    if (this.#connected) this.#scope = this.#options.scope();
    return this.#scope;
  }

  /**
   * Shows another uploader; `undefined` goes back to an own one. What the element's own uploader was doing ends;
   * what a shared one does is none of this element's business.
   */
  use(uploader: Uploader | undefined): void {
    if (uploader === this.#shared || (uploader && uploader === this.#own)) return;
    this.shown.settle();
    this.#own?.removeEventListener('change', this.#onSourceChange);
    this.#shared?.removeEventListener('change', this.#onSourceChange);
    this.#own?.close();
    this.#own = undefined;
    this.#shared = uploader;
    if (this.#connected) uploader?.addEventListener('change', this.#onSourceChange);
    this.shown.showOther(uploader?.uploads);
  }

  /**
   * Lists what earlier visits left unfinished, once. A shared uploader is its owner's to restore. Resolves with what is
   * shown of it.
   */
  async recover(): Promise<readonly UploadSnapshot[]> {
    if (this.#hasRecovered || this.#shared) return [];
    this.#hasRecovered = true;
    const { uploader } = this;
    const found = await uploader.restore();
    if (uploader !== this.#own) return [];
    this.sync();
    return found;
  }

  /** Removes these uploads, or all. */
  clear(ids?: readonly string[]): void {
    if (!ids) this.shown.settle();
    const gone = ids && new Set(ids);
    const isGone = ({ id }: UploadSnapshot): boolean => !gone || gone.has(id);
    const source = this.#shared ?? this.#own;
    // All at once where it is all: the signer is then asked once to delete what they left behind. All of its own list, for
    // something may have been added since the last change was told.
    if (source?.uploads.every(isGone)) source.clear();
    else for (const id of gone ?? []) source?.clear(id);
    this.shown.drop(isGone, source?.uploads);
  }

  /** Takes over the uploader's list now. Commands call it, so that a form can be submitted in the same task. */
  sync(): void {
    this.shown.show((this.#shared ?? this.#own)?.uploads);
  }

  hostConnected(): void {
    this.#connected = true;
    const { signal } = this.#turn();
    this.#shared?.addEventListener('change', this.#onSourceChange);
    this.#goOn();
    this.sync();
    onOffer((scope, uploader) => this.#isFree(scope) && this.#adopt(uploader), signal);
    // Later: a parser or a framework may be about to set the name, and to insert the fields before it.
    queueMicrotask(() => {
      if (signal.aborted || !this.#isFree(this.scope)) return;
      const left = claim(this.scope);
      if (left) this.#adopt(left);
    });
  }

  /**
   * A field that is moved within the page goes on; one that stays out of it pauses its own uploads (a microtask later
   * is late enough: a move disconnects and connects in one task) and goes on when it comes back, or hands them over to the
   * field that took its place. A shared uploader is only let go of, so that it does not keep the element alive.
   */
  hostDisconnected(): void {
    this.#connected = false;
    const { signal } = this.#turn();
    this.#shared?.removeEventListener('change', this.#onSourceChange);
    queueMicrotask(() => {
      const own = this.#own;
      // What goes to a shared uploader is not this element's to stop, also while it is still being read.
      if (this.#connected) return;
      this.shown.settle();
      if (this.#shared) return;
      this.#options.onLeave();
      if (!own || own.uploads.length === 0) return;
      if (offer(this.#scope, own)) {
        this.#letGo();
        return;
      }
      const replaceable = AbortSignal.any([signal, afterNextFrame()]);
      onClaim((scope) => (scope === this.#scope ? this.#letGo() : undefined), replaceable);
      this.#halted = halt(own);
      // Nobody takes it over any more: it is kept from nobody, though the element may come back.
      replaceable.addEventListener('abort', () => {
        if (!this.#connected && this.#own === own) own.release();
      });
    });
  }

  #turn(): AbortController {
    this.#here.abort();
    return (this.#here = new AbortController());
  }

  #goOn(): void {
    for (const id of this.#halted) this.#own?.resume(id);
    this.#halted = [];
  }

  /** Whether this is the field of that name, and has nothing of its own. */
  #isFree(scope: string): boolean {
    return !this.#shared && !this.#own?.uploads.length && scope === this.scope;
  }

  /** Takes over what another field was sending. */
  #adopt(uploader: Uploader): true {
    // Every uploader counts its ids from 1.
    this.shown.settle();
    this.#own?.removeEventListener('change', this.#onSourceChange);
    this.#own?.close();
    this.#own = uploader;
    uploader.addEventListener('change', this.#onSourceChange);
    this.shown.showOther(uploader.uploads);
    return true;
  }

  /** Gives up its own uploader, which goes on with what was halted. */
  #letGo(): Uploader | undefined {
    this.#turn();
    this.#goOn();
    const own = this.#own;
    own?.removeEventListener('change', this.#onSourceChange);
    this.#own = undefined;
    this.shown.show();
    return own;
  }

  #createOwn(): Uploader {
    // So that it is known when the element has left.
    this.#scope = this.scope;
    const own = this.#options.create();
    // For as long as the uploader lives: nobody else holds it, so this keeps nothing alive.
    own.addEventListener('change', this.#onSourceChange);
    return own;
  }

  readonly #onSourceChange = (): void => {
    this.sync();
  };
}
