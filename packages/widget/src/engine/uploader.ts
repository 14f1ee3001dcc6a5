/**
 * The headless engine: takes commands and tells when anything changed. No DOM.
 *
 * @module
 */
import { awaits } from './resume/awaits.js';
import { canRetry } from './can-retry.js';
import { askToRead } from './resume/permission.js';
import { createResumeKeeper, type ResumeKeeper } from './resume/resume-keeper.js';
import { createRoster, type Entry, type Roster } from './roster.js';
import { abandonLater, laterSender } from './later-sender.js';
import { createRunQueue, type RunQueue } from './run-queue.js';
import type { Sender } from './sending/send.js';
import { earlierSession, newSession } from './session.js';
import type { UploadSnapshot } from './snapshot.js';
import { firstState, isFinal, noProgress } from './state.js';
import { toFiles } from './to-files.js';
import type { FileCheck, HandleLookup, PathLookup, UploaderOptions } from './uploader-options.js';

/**
 * Sends files to storage and keeps what became of them. Dispatches one event, `change`, after {@linkcode uploads} has
 * changed; many changes in a row are one event.
 */
export class Uploader extends EventTarget {
  /** Whether added files start by themselves. */
  autostart: boolean;
  readonly #roster: Roster;
  readonly #keeper: ResumeKeeper;
  /** Loads what sends, with the first file. */
  readonly #sender: () => Promise<Sender>;
  readonly #queue: RunQueue;
  /** Those of an earlier visit: only they can wait for a file. */
  readonly #earlier = new Set<Entry>();
  #loaded: Sender | undefined;

  constructor(options: UploaderOptions) {
    super();
    const { signer, transport, hasher, retry, limits, connections = 6 } = options;
    this.autostart = options.autostart ?? true;
    const keeper = (this.#keeper = createResumeKeeper(options.resume));
    const { remember, keeps } = keeper;
    const sending = { signer, transport, hasher, retry, limits, connections, remember };
    const load = (this.#sender = laterSender(sending, (sender) => {
      this.#loaded = sender;
    }));
    const tell = (): boolean => this.dispatchEvent(new Event('change'));
    const roster = (this.#roster = createRoster(tell, keeps, () => this.#queue.size()));
    this.#queue = createRunQueue(roster, keeper, load, connections);
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
   * is never sent. A file that an upload {@linkcode awaits} continues that one. A `Blob` gets a name; others throw.
   */
  add(
    files: Iterable<Blob>,
    check?: FileCheck,
    handleOf?: HandleLookup,
    pathOf?: PathLookup,
  ): readonly UploadSnapshot[] {
    const added = toFiles(files).map((file) => {
      const refusal = check?.(file);
      const handle = handleOf?.(file);
      return (
        (refusal ? undefined : this.#continue(file, handle)) ??
        this.#roster.add(newSession(file, handle, pathOf?.(file)), firstState(file.size, refusal))
      );
    });
    if (this.autostart) for (const entry of added) this.#queue.wait(entry);
    const snapshots = added.map(({ snapshot }) => snapshot);
    this.#queue.startNext();
    return snapshots;
  }

  /** The unfinished upload of an earlier visit that this file would continue, by name, size and time; bytes are compared later. */
  awaits(file: File): UploadSnapshot | undefined {
    return this.#awaiting(file)?.snapshot;
  }

  /**
   * Lists what earlier visits of this page left unfinished, as `paused`. {@linkcode resume} goes on with those whose file the browser can
   * open again; the others wait until the same file is added. Does nothing without {@linkcode UploaderOptions.resume}.
   */
  async restore(): Promise<readonly UploadSnapshot[]> {
    const records = await this.#keeper.take(async (it) => (await this.#sender()).isHonoured(it));
    return records.map((record) => {
      const paused = { status: 'paused', progress: noProgress(record.file.size) } as const;
      const entry = this.#roster.add(earlierSession(record), paused);
      this.#earlier.add(entry);
      return entry.snapshot;
    });
  }

  /** Starts one upload, or all that are queued. */
  start(id?: string): void {
    for (const entry of this.#roster.select(id)) {
      if (entry.snapshot.state.status === 'queued') this.#queue.wait(entry);
    }
    this.#queue.startNext();
  }

  /** Holds one upload, or all; confirmed parts are kept. */
  pause(id?: string): void {
    this.#queue.halt(this.#roster.select(id), { type: 'pause' });
  }

  /** Goes on with one paused upload, or all. Those of an earlier visit open their file in the task of a click; `missing` ones wait. */
  resume(id?: string): void {
    for (const entry of this.#roster.select(id)) {
      const { session, snapshot } = entry;
      if (snapshot.source === 'missing') continue;
      if (!this.#roster.dispatch(entry, { type: 'resume' })) continue;
      this.#keeper.remember(session);
      if (!session.file && session.handle) session.permission = askToRead(session.handle);
      this.#queue.wait(entry);
    }
    this.#queue.startNext();
  }

  /** Leaves what is paused to other fields and tabs, as after a reload; {@linkcode resume} takes it back. */
  release(): void {
    for (const { session, snapshot } of this.#roster.select()) {
      if (snapshot.state.status === 'paused') this.#keeper.release(session);
    }
  }

  /** Tries a failed upload again, or all that failed for a reason that may pass. */
  retry(id?: string): void {
    for (const entry of this.#roster.select(id)) {
      const { state, source } = entry.snapshot;
      if (state.status !== 'failed' || source === 'missing' || !canRetry(state.error)) continue;
      this.#roster.dispatch(entry, { type: 'retry' });
      void this.#queue.run(entry);
    }
  }

  /** Gives up one upload, or all that are unfinished; what it left in storage is deleted. */
  cancel(id?: string): void {
    this.#cancel(this.#roster.select(id));
  }

  /** Cancels what is unfinished and takes one upload, or all, off the list. */
  clear(id?: string): void {
    this.cancel(id);
    const gone = this.#roster.select(id);
    this.#abandon(gone.filter(({ snapshot }) => snapshot.state.status === 'failed'));
    for (const entry of gone) {
      this.#earlier.delete(entry);
      this.#roster.remove(entry.snapshot.id);
    }
  }

  /** For a logout: clears the list, and removes what any field of this site has kept in this browser. Resolves when it is gone. */
  async forget(): Promise<void> {
    this.clear();
    await this.#keeper.clear();
  }

  /**
   * Cancels everything unfinished and lets go of the workers. What an earlier visit left and nobody went on with is left
   * for the next one. The list stays readable.
   */
  close(): void {
    const untouched = ({ session, snapshot }: Entry): boolean =>
      !session.file && snapshot.state.status === 'paused';
    this.#cancel(this.#roster.select().filter((entry) => !untouched(entry)));
    this.#loaded?.close();
  }

  readonly #awaiting = (file: File): Entry | undefined =>
    [...this.#earlier].find((entry) => awaits(entry, file));

  /** Sets the upload going that waits for this very file. */
  #continue(file: File, handle: FileSystemFileHandle | undefined): Entry | undefined {
    const entry = this.#awaiting(file);
    if (!entry) return undefined;
    const { session } = entry;
    session.file = file;
    session.handle = handle ?? session.handle;
    this.#keeper.remember(session);
    if (this.#roster.dispatch(entry, { type: 'resume' })) this.#queue.wait(entry);
    else if (this.#roster.dispatch(entry, { type: 'retry' })) void this.#queue.run(entry);
    return entry;
  }

  #cancel(entries: readonly Entry[]): void {
    const open = entries.filter(({ snapshot }) => !isFinal(snapshot.state));
    this.#queue.halt(open, { type: 'cancel' });
    this.#abandon(open);
  }

  /** Has the signer delete what these uploads left behind. Best effort: parts also expire by themselves. */
  #abandon(entries: readonly Entry[]): void {
    for (const { session } of entries) {
      if (!session.grant) continue;
      this.#keeper.forget(session);
      const { token } = session.grant;
      session.grant = undefined;
      abandonLater(this.#sender, token);
    }
  }
}
