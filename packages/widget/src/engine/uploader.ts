/**
 * The headless engine: holds the list of uploads, decides whose turn it is, and tells when anything changed. No DOM.
 *
 * @module
 */
import { createAdmission } from './admission.js';
import { createServerClock } from './clock.js';
import { createEmitter } from './emitter.js';
import { canRetry, UploadError } from './errors.js';
import { createLanes } from './lanes.js';
import { lazyHasher } from './lazy-hasher.js';
import type { Hasher, Signer, Transport } from './ports.js';
import { xhrTransport } from './put-blob.js';
import { defaultRetryPolicy, type RetryPolicy } from './retry.js';
import { runUpload, type RunServices, type UploadSession } from './run-upload.js';
import { createSignerCalls } from './signer-calls.js';
import type { UploadSnapshot } from './snapshot.js';
import { isFinal, noProgress, reduce, type UploadEvent } from './state.js';

/** Ten `change` events a second are smooth to the eye while bytes move … */
const PROGRESS_SPACING = 100;
/** … a new status is told within a frame, however many uploads change theirs. */
const STATUS_SPACING = 16;

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
}

/** Refuses a file before it is ever sent, by returning the reason. */
export type FileCheck = (file: File) => UploadError | undefined;

interface Entry {
  readonly session: UploadSession;
  snapshot: UploadSnapshot;
  /** Stops the present run. Replaced by the next one, so a late result of an old run finds itself aborted. */
  run: AbortController | undefined;
}

/**
 * Sends files to storage and keeps what became of them. Dispatches one event, `change`, after {@linkcode uploads} has
 * changed; many changes in a row are one event.
 */
export class Uploader extends EventTarget {
  /** Whether added files start by themselves. */
  autostart: boolean;
  readonly #entries = new Map<string, Entry>();
  /** Started, and waiting for their turn. */
  readonly #waiting = new Set<string>();
  readonly #services: RunServices;
  readonly #ownHasher: Hasher | undefined;
  readonly #changed: (spacing: number) => void;
  #snapshots: readonly UploadSnapshot[] | undefined = [];
  #lastId = 0;

  constructor(options: UploaderOptions) {
    super();
    const { signer, connections = 6, retry = defaultRetryPolicy } = options;
    this.autostart = options.autostart ?? true;
    const clock = createServerClock();
    this.#ownHasher = options.hasher ? undefined : lazyHasher();
    this.#services = {
      signer,
      transport: options.transport ?? xhrTransport(),
      hasher: options.hasher ?? (this.#ownHasher as Hasher),
      lanes: createLanes(connections),
      clock,
      retry,
      connections,
      ...createSignerCalls(signer, clock, retry),
    };
    this.#changed = createEmitter(() => this.dispatchEvent(new Event('change')));
  }

  /** All uploads in the order they were added. The same array until something changes. */
  get uploads(): readonly UploadSnapshot[] {
    this.#snapshots ??= Array.from(this.#entries.values(), ({ snapshot }) => snapshot);
    return this.#snapshots;
  }

  /** The file of an upload that is still in the list. */
  fileOf(id: string): File | undefined {
    return this.#entries.get(id)?.session.file;
  }

  /**
   * Adds files and returns their snapshots. A file for which `check` gives a reason is listed as `failed` with it and
   * is never sent.
   */
  add(files: Iterable<File>, check?: FileCheck): readonly UploadSnapshot[] {
    const added = Array.from(files, (file) => this.#insert(file, check?.(file)));
    if (this.autostart) for (const { id } of added) this.#waiting.add(id);
    this.#touch();
    this.#startNext();
    return added;
  }

  /** Starts one upload, or all that are queued. */
  start(id?: string): void {
    for (const [key, { snapshot }] of this.#select(id)) {
      if (snapshot.state.status === 'queued') this.#waiting.add(key);
    }
    this.#startNext();
  }

  /** Holds one upload, or all; confirmed parts are kept. */
  pause(id?: string): void {
    this.#halt(id, { type: 'pause' });
  }

  /** Goes on with one paused upload, or all of them. */
  resume(id?: string): void {
    this.#rerun(id, 'paused', { type: 'resume' });
  }

  /** Tries a failed upload again, or all that failed for a reason that may pass. */
  retry(id?: string): void {
    this.#rerun(id, 'failed', { type: 'retry' });
  }

  /** Gives up one upload, or all that are unfinished; what it left in storage is deleted. */
  cancel(id?: string): void {
    const given = this.#select(id).filter(([, entry]) => !isFinal(entry.snapshot.state));
    this.#halt(id, { type: 'cancel' });
    this.#abandon(given.map(([, entry]) => entry.session));
  }

  /** Cancels what is unfinished and takes one upload, or all, off the list. */
  clear(id?: string): void {
    this.cancel(id);
    const gone = this.#select(id);
    const failed = gone.filter(([, { snapshot }]) => snapshot.state.status === 'failed');
    this.#abandon(failed.map(([, { session }]) => session));
    for (const [key] of gone) this.#entries.delete(key);
    this.#touch();
  }

  /** Cancels everything unfinished and lets go of the workers. The list stays readable. */
  close(): void {
    this.cancel();
    this.#ownHasher?.close();
  }

  #insert(file: File, refusal: UploadError | undefined): UploadSnapshot {
    this.#lastId += 1;
    const { name, size, type } = file;
    const progress = noProgress(size);
    const snapshot: UploadSnapshot = {
      id: `upload-${this.#lastId}`,
      file: { name, size, type },
      state: refusal
        ? { status: 'failed', progress, error: refusal }
        : { status: 'queued', progress },
    };
    const session: UploadSession = { file, grant: undefined, confirmed: new Map() };
    this.#entries.set(snapshot.id, { session, snapshot, run: undefined });
    return snapshot;
  }

  #select(id: string | undefined): [string, Entry][] {
    if (id === undefined) return [...this.#entries];
    const entry = this.#entries.get(id);
    return entry ? [[id, entry]] : [];
  }

  #halt(id: string | undefined, event: UploadEvent): void {
    for (const [key, entry] of this.#select(id)) {
      if (!this.#dispatch(entry, event)) continue;
      this.#waiting.delete(key);
      entry.run?.abort(new DOMException(`upload ${event.type}`, 'AbortError'));
    }
    this.#startNext();
  }

  #rerun(id: string | undefined, status: 'paused' | 'failed', event: UploadEvent): void {
    for (const [, entry] of this.#select(id)) {
      const { state } = entry.snapshot;
      if (state.status !== status) continue;
      if (state.status === 'failed' && !canRetry(state.error)) continue;
      this.#dispatch(entry, event);
      void this.#run(entry);
    }
  }

  /** Takes on waiting uploads in order, as far ahead of the connections as their size allows. */
  #startNext(): void {
    if (this.#waiting.size === 0) return;
    const admits = createAdmission(this.uploads, this.#services.connections);
    for (const id of this.#waiting) {
      const entry = this.#entries.get(id);
      if (entry && !admits(entry.snapshot)) return;
      this.#waiting.delete(id);
      if (entry && this.#dispatch(entry, { type: 'start' })) void this.#run(entry);
    }
  }

  async #run(entry: Entry): Promise<void> {
    const run = new AbortController();
    entry.run = run;
    const emit = (event: UploadEvent): void => {
      if (!run.signal.aborted) this.#dispatch(entry, event);
    };
    try {
      const receipt = await runUpload(entry.session, this.#services, emit, run.signal);
      emit({ type: 'receipt', receipt });
    } catch (error) {
      emit({ type: 'fail', error: asUploadError(error) });
    }
    this.#startNext();
  }

  #dispatch(entry: Entry, event: UploadEvent): boolean {
    const state = reduce(entry.snapshot.state, event);
    if (state === entry.snapshot.state) return false;
    entry.snapshot = { ...entry.snapshot, state };
    this.#touch(event.type === 'progress' ? PROGRESS_SPACING : STATUS_SPACING);
    return true;
  }

  #touch(spacing = STATUS_SPACING): void {
    this.#snapshots = undefined;
    this.#changed(spacing);
  }

  /** Has the signer delete what these uploads left behind. Best effort: parts also expire by themselves. */
  #abandon(sessions: readonly UploadSession[]): void {
    const tokens = sessions.flatMap(({ grant }) => (grant ? [grant.token] : []));
    if (tokens.length === 0) return;
    for (const session of sessions) session.grant = undefined;
    this.#services.signer.abort(tokens, AbortSignal.timeout(30_000)).catch(() => undefined);
  }
}

function asUploadError(error: unknown): UploadError {
  if (error instanceof UploadError) return error;
  return new UploadError('network', 'The upload stopped for an unknown reason.', { cause: error });
}
