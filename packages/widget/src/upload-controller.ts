/**
 * The one bridge between the element and an `Uploader`: it subscribes while the element is in a document, keeps the
 * list the element shows, and tells what changed.
 *
 * @module
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Uploader, UploadSnapshot } from './engine/index.js';
import { afterNextFrame, claim, halt, offer, onClaim, onOffer } from './handover.js';
import { byId, changesBetween, type Changes } from './totals.js';

/** What the controller asks of its owner. */
export interface UploadControllerOptions {
  /** Makes the element's own uploader, on first need. */
  readonly create: () => Uploader;
  /** Called after {@linkcode UploadController.uploads} has changed. */
  readonly onChange: (changes: Changes) => void;
  /** Names the field among those of the page; see `fieldScope`. */
  readonly scope: () => string;
  /** Called when the element has left the page, and not only moved in it, and shows no shared uploader. */
  readonly onLeave: () => void;
}

const NONE: readonly UploadSnapshot[] = [];
const NOTHING_HIDDEN = { ids: new Set() as ReadonlySet<string>, settle: (): void => undefined };

/** Reactive controller around the element's own uploader, or around one that several elements share. */
export class UploadController implements ReactiveController {
  /** Receipts from an earlier visit first, then the uploads of the uploader. A new array per change. */
  uploads: readonly UploadSnapshot[] = NONE;
  readonly #host: ReactiveControllerHost;
  readonly #options: UploadControllerOptions;
  #restored = NONE;
  #own: Uploader | undefined;
  #shared: Uploader | undefined;
  #source = NONE;
  #hasRecovered = false;
  /** By id, as told last; of this uploader, also those that are gone. */
  #seen: Map<string, UploadSnapshot> = new Map();
  #hidden = NOTHING_HIDDEN;
  #connected = false;
  /** As it was when the element was in the page: outside it has no form. */
  #scope = '';
  /** Until the element comes or goes. */
  #here = new AbortController();
  /** Uploads that were paused only because the element left the page. */
  #halted: readonly string[] = [];

  constructor(host: ReactiveControllerHost, options: UploadControllerOptions) {
    this.#host = host;
    this.#options = options;
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
    this.settle();
    this.#own?.removeEventListener('change', this.#onSourceChange);
    this.#shared?.removeEventListener('change', this.#onSourceChange);
    this.#own?.close();
    this.#own = undefined;
    this.#shared = uploader;
    if (this.#connected) uploader?.addEventListener('change', this.#onSourceChange);
    // The history of a shared uploader is not news.
    const known = [...this.#restored, ...(uploader?.uploads ?? NONE)];
    this.#seen = byId(known);
    this.sync();
  }

  /** Shows finished uploads of an earlier visit, in place of the ones restored before. */
  restore(uploads: readonly UploadSnapshot[]): void {
    this.#restored = uploads;
    for (const upload of uploads) this.#seen.set(upload.id, upload);
    this.#take(this.#source);
  }

  /**
   * Lists what earlier visits left unfinished, once. A shared uploader is its owner's to restore. Resolves with what is
   * shown of it.
   */
  async recover(): Promise<readonly UploadSnapshot[]> {
    if (this.#hasRecovered || this.#shared) return NONE;
    this.#hasRecovered = true;
    const { uploader } = this;
    const found = await uploader.restore();
    if (uploader !== this.#own) return NONE;
    this.sync();
    return found;
  }

  /**
   * Leaves these, and no others, out of the list as if they were gone, while the uploader keeps them. `settle` is called when
   * they have to go for good.
   */
  hide(ids: ReadonlySet<string>, settle: () => void): void {
    this.#hidden = { ids, settle };
    this.#take(this.#source);
  }

  /** What is hidden goes for good. */
  settle(): void {
    const { settle } = this.#hidden;
    this.#hidden = NOTHING_HIDDEN;
    settle();
  }

  /** Removes these uploads, or all. */
  clear(ids?: readonly string[]): void {
    if (!ids) this.settle();
    const gone = ids && new Set(ids);
    const kept = this.#restored.filter(({ id }) => gone && !gone.has(id));
    if (kept.length !== this.#restored.length) this.restore(kept);
    const source = this.#shared ?? this.#own;
    // All at once where it is all: the signer is then asked once to delete what they left behind.
    if (!gone || this.#source.every(({ id }) => gone.has(id))) source?.clear();
    else for (const id of gone) source?.clear(id);
    this.sync();
  }

  /** Takes over the uploader's list now. Commands call it, so that a form can be submitted in the same task. */
  sync(): void {
    const source = (this.#shared ?? this.#own)?.uploads ?? NONE;
    if (source !== this.#source) this.#take(source);
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
      this.settle();
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
    return !this.#shared && (this.#own?.uploads ?? NONE).length === 0 && scope === this.scope;
  }

  /** Takes over what another field was sending. */
  #adopt(uploader: Uploader): true {
    this.#own?.removeEventListener('change', this.#onSourceChange);
    this.#own?.close();
    this.#own = uploader;
    uploader.addEventListener('change', this.#onSourceChange);
    // What was told by the other field is not news.
    this.#seen = byId([...this.#restored, ...uploader.uploads]);
    this.sync();
    return true;
  }

  /** Gives up its own uploader, which goes on with what was halted. */
  #letGo(): Uploader | undefined {
    this.#turn();
    this.#goOn();
    const own = this.#own;
    own?.removeEventListener('change', this.#onSourceChange);
    this.#own = undefined;
    this.#take(NONE);
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

  #take(source: readonly UploadSnapshot[]): void {
    this.#source = source;
    const { ids } = this.#hidden;
    this.uploads = [...this.#restored, ...source].filter(({ id }) => !ids.has(id));
    const changes = changesBetween(this.#seen, this.uploads);
    // Those that are hidden stay as they were told last: what happens meanwhile is news when they are brought back.
    for (const upload of this.uploads) this.#seen.set(upload.id, upload);
    this.#host.requestUpdate();
    this.#options.onChange(changes);
  }

  readonly #onSourceChange = (): void => {
    this.sync();
  };
}
