/**
 * Whose turn it is: uploads wait in order, run as far ahead of the connections as their size allows, and are stopped.
 *
 * @module
 */
import { asUploadError } from './errors.js';
import type { ResumeKeeper } from './resume/resume-keeper.js';
import type { Entry, Roster } from './roster.js';
import { createAdmission } from './sending/admission.js';
import type { Sender } from './sending/send.js';
import type { UploadEvent } from './state.js';

/** See the module comment. */
export interface RunQueue {
  /** How many wait or run. */
  readonly size: () => number;
  /** Puts an upload in line; {@linkcode RunQueue.startNext} lets it begin. */
  readonly wait: (entry: Entry) => void;
  readonly startNext: () => void;
  /** Begins at once, whoever is in line. */
  readonly run: (entry: Entry) => Promise<void>;
  /** Stops these by an event; those for which it means nothing are left alone. */
  readonly halt: (entries: readonly Entry[], event: UploadEvent) => void;
}

/** An empty one. `load` brings what sends, with the first upload. */
export function createRunQueue(
  roster: Roster,
  keeper: ResumeKeeper,
  load: () => Promise<Sender>,
  connections: number,
): RunQueue {
  /** Started, and waiting for their turn. */
  const waiting = new Set<Entry>();
  /** Under way, or just stopped. Kept apart: thousands may be listed, and this is asked for every one that ends. */
  const running = new Set<Entry>();

  function startNext(): void {
    if (waiting.size === 0) return;
    const admits = createAdmission(running, connections);
    for (const entry of waiting) {
      if (!admits(entry)) return;
      waiting.delete(entry);
      if (roster.dispatch(entry, { type: 'start' })) void run(entry);
    }
  }

  async function run(entry: Entry): Promise<void> {
    const stop = (entry.run = new AbortController());
    running.add(entry);
    const emit = (event: UploadEvent): void => {
      if (stop.signal.aborted || !roster.dispatch(entry, event)) return;
      if (event.type === 'confirmed') startNext();
    };
    try {
      const receipt = await (await load()).send(entry.session, emit, stop.signal);
      emit({ type: 'receipt', receipt, at: Date.now() });
      keeper.forget(entry.session);
    } catch (error) {
      emit({ type: 'fail', error: asUploadError(error) });
    }
    // Not if it was paused and goes on already, as a run of its own.
    if (entry.run === stop) running.delete(entry);
    startNext();
  }

  function halt(entries: readonly Entry[], event: UploadEvent): void {
    for (const entry of entries) {
      if (!roster.dispatch(entry, event)) continue;
      waiting.delete(entry);
      entry.run?.abort(new DOMException(`upload ${event.type}`, 'AbortError'));
    }
    // Deferred: where thousands are taken away one by one, each next one would be started only to be cancelled.
    queueMicrotask(startNext);
  }
  return {
    size: () => waiting.size + running.size,
    wait: (entry) => waiting.add(entry),
    startNext,
    run,
    halt,
  };
}
