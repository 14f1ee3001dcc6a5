/**
 * The headless engine: takes commands, decides whose turn it is, and tells when anything changed. No DOM.
 *
 * @module
 */
import { createAdmission } from './admission.js';
import { asUploadError, canRetry, type UploadError } from './errors.js';
import { loadOnce } from './load-once.js';
import type { Hasher, Signer, Transport } from './ports.js';
import { createResumeKeeper, type ResumeKeeper, type ResumeOptions } from './resume-keeper.js';
import type { RetryPolicy } from './retry.js';
import { createRoster, type Entry, type Roster } from './roster.js';
import type { Sender } from './send.js';
import { identityOf, isSameFile, newSession } from './session.js';
import type { UploadSnapshot } from './snapshot.js';
import { isFinal, noProgress, type UploadEvent, type UploadState } from './state.js';

/** How an {@linkcode Uploader} is made. */
export interface UploaderOptions {
  readonly signer: Signer;
  /** Default: XMLHttpRequest and fetch. */
  readonly transport?: Transport;
  /** Default: MD5 in workers. A hasher that is passed in is not closed by the uploader. */
  readonly hasher?: Hasher;
  /** Requests to storage at a time, for all files together. Default 6: what browsers open per host over HTTP/1.1. */
  readonly connections?: number;
  /** Whether added files start by themselves. Default `true`. */
  readonly autostart?: boolean;
  readonly retry?: RetryPolicy;
  /** Go on after a reload or a crash. Off without it. */
  readonly resume?: ResumeOptions;
}

/** Refuses a file before it is ever sent, by returning the reason. */
export type FileCheck = (file: File) => UploadError | undefined;
/** Gives the handle that came with a file, if the browser gave one, so that it can be opened again after a reload. */
export type HandleLookup = (file: File) => FileSystemFileHandle | undefined;

/**
 * Sends files to storage and keeps what became of them. Dispatches one event, `change`, after {@linkcode uploads} has
 * changed; many changes in a row are one event.
 */
export class Uploader extends EventTarget {
  /** Whether added files start by themselves. */
  autostart: boolean;
  readonly #roster: Roster;
  readonly #keeper: ResumeKeeper;
  readonly #connections: number;
  /** Loads what sends, with the first file. */
  readonly #sender: () => Promise<Sender>;
  /** Started, and waiting for their turn. */
  readonly #waiting = new Set<Entry>();
  #loaded: Sender | undefined;

  constructor(options: UploaderOptions) {
    super();
    const { signer, transport, hasher, retry, connections = 6 } = options;
    this.autostart = options.autostart ?? true;
    this.#connections = connections;
    const { remember } = (this.#keeper = createResumeKeeper(options.resume));
    this.#sender = loadOnce(async () => {
      const { createSender } = await import('./send.js');
      const sending = { signer, transport, hasher, retry, connections, remember };
      return (this.#loaded = createSender(sending));
    });
    this.#roster = createRoster(() => this.dispatchEvent(new Event('change')));
  }

  /** All uploads in the order they were added. The same array until something changes. */
  get uploads(): readonly UploadSnapshot[] {
    return this.#roster.snapshots();
  }

  /** The file of an upload that is still in the list; none for one of an earlier visit until it is opened. */
  fileOf(id: string): File | undefined {
    return this.#roster.get(id)?.session.file;
  }

  /**
   * Adds files and returns their snapshots. A file for which `check` gives a reason is listed as `failed` with it and
   * is never sent. A file that an unfinished upload of an earlier visit waits for continues that one.
   */
  add(
    files: Iterable<File>,
    check?: FileCheck,
    handleOf?: HandleLookup,
  ): readonly UploadSnapshot[] {
    const added = Array.from(files, (file) => {
      const refusal = check?.(file);
      return (
        (refusal ? undefined : this.#continue(file)) ??
        this.#roster.add(newSession(file, handleOf?.(file)), firstState(file.size, refusal))
      );
    });
    if (this.autostart) for (const entry of added) this.#waiting.add(entry);
    const snapshots = added.map(({ snapshot }) => snapshot);
    this.#startNext();
    return snapshots;
  }

  /**
   * Lists what earlier visits of this page left unfinished, as `paused`. {@linkcode resume} goes on with those whose
   * file the browser can open again; the others wait until the same file is added. Does nothing without
   * {@linkcode UploaderOptions.resume}.
   */
  async restore(): Promise<readonly UploadSnapshot[]> {
    const records = await this.#keeper.take();
    return records.map(({ file, grant, handle }) => {
      const session = {
        identity: file,
        file: undefined,
        handle,
        grant,
        confirmed: new Map(),
        trust: 'ask-storage' as const,
      };
      const progress = noProgress(file.size);
      return this.#roster.add(session, { status: 'paused', progress }).snapshot;
    });
  }

  /** Starts one upload, or all that are queued. */
  start(id?: string): void {
    for (const entry of this.#roster.select(id)) {
      if (entry.snapshot.state.status === 'queued') this.#waiting.add(entry);
    }
    this.#startNext();
  }

  /** Holds one upload, or all; confirmed parts are kept. */
  pause(id?: string): void {
    this.#halt(this.#roster.select(id), { type: 'pause' });
  }

  /**
   * Goes on with one paused upload, or all of them. Those of an earlier visit need a click or key press to open their
   * file; where it is `missing` they stay paused.
   */
  resume(id?: string): void {
    for (const entry of this.#roster.select(id)) {
      if (entry.snapshot.source === 'missing') continue;
      if (this.#roster.dispatch(entry, { type: 'resume' })) this.#waiting.add(entry);
    }
    this.#startNext();
  }

  /** Tries a failed upload again, or all that failed for a reason that may pass. */
  retry(id?: string): void {
    for (const entry of this.#roster.select(id)) {
      const { state, source } = entry.snapshot;
      if (state.status !== 'failed' || source === 'missing' || !canRetry(state.error)) continue;
      this.#roster.dispatch(entry, { type: 'retry' });
      void this.#run(entry);
    }
  }

  /** Gives up one upload, or all that are unfinished; what it left in storage is deleted. */
  cancel(id?: string): void {
    const open = this.#roster.select(id).filter(({ snapshot }) => !isFinal(snapshot.state));
    this.#halt(open, { type: 'cancel' });
    this.#abandon(open);
  }

  /** Cancels what is unfinished and takes one upload, or all, off the list. */
  clear(id?: string): void {
    this.cancel(id);
    const gone = this.#roster.select(id);
    this.#abandon(gone.filter(({ snapshot }) => snapshot.state.status === 'failed'));
    for (const { snapshot } of gone) this.#roster.remove(snapshot.id);
  }

  /** Cancels everything unfinished and lets go of the workers. The list stays readable. */
  close(): void {
    this.cancel();
    this.#loaded?.close();
  }

  /** The upload of an earlier visit that waits for this very file, set going with it. */
  #continue(file: File): Entry | undefined {
    const entry = this.#roster
      .select()
      .find(
        ({ session, snapshot }) =>
          !session.file &&
          snapshot.state.status === 'paused' &&
          isSameFile(session.identity, identityOf(file)),
      );
    if (!entry) return undefined;
    entry.session.file = file;
    this.#roster.dispatch(entry, { type: 'resume' });
    this.#waiting.add(entry);
    return entry;
  }

  #halt(entries: readonly Entry[], event: UploadEvent): void {
    for (const entry of entries) {
      if (!this.#roster.dispatch(entry, event)) continue;
      this.#waiting.delete(entry);
      entry.run?.abort(new DOMException(`upload ${event.type}`, 'AbortError'));
    }
    this.#startNext();
  }

  /** Takes on waiting uploads in order, as far ahead of the connections as their size allows. */
  #startNext(): void {
    if (this.#waiting.size === 0) return;
    const admits = createAdmission(this.uploads, this.#connections);
    for (const entry of this.#waiting) {
      if (!admits(entry.snapshot)) return;
      this.#waiting.delete(entry);
      if (this.#roster.dispatch(entry, { type: 'start' })) void this.#run(entry);
    }
  }

  async #run(entry: Entry): Promise<void> {
    const { session } = entry;
    const run = new AbortController();
    entry.run = run;
    const emit = (event: UploadEvent): void => {
      if (!run.signal.aborted) this.#roster.dispatch(entry, event);
    };
    try {
      const sender = await this.#sender();
      const receipt = await sender.send(session, emit, run.signal);
      emit({ type: 'receipt', receipt });
      this.#keeper.forget(session);
    } catch (error) {
      emit({ type: 'fail', error: asUploadError(error) });
    }
    this.#startNext();
  }

  /** Has the signer delete what these uploads left behind. Best effort: parts also expire by themselves. */
  #abandon(entries: readonly Entry[]): void {
    for (const { session } of entries) {
      if (!session.grant) continue;
      this.#keeper.forget(session);
      const { token } = session.grant;
      session.grant = undefined;
      // What cannot be loaded now cannot delete either; parts expire by themselves.
      void this.#sender().then(
        ({ abandon }) => {
          abandon(token);
        },
        () => undefined,
      );
    }
  }
}

function firstState(size: number, error: UploadError | undefined): UploadState {
  const progress = noProgress(size);
  return error ? { status: 'failed', progress, error } : { status: 'queued', progress };
}
