/**
 * The list of uploads: ids, sessions, and the immutable snapshots that everyone else sees.
 *
 * @module
 */
import { createEmitter } from './flow/emitter.js';
import type { UploadSession } from './session.js';
import type { UploadSnapshot } from './snapshot.js';
import { reduce, type UploadEvent, type UploadState } from './state.js';

/** Ten `change` events a second are smooth to the eye while bytes move … */
const PROGRESS_SPACING = 100;
/** … and a new status is told within a frame … */
const STATUS_SPACING = 16;
/** … of as many uploads as a person can follow. */
const FEW = 20;
/** Of more, five a second say as much: each frame costs the time of several uploads of small files. */
const CROWD_SPACING = 200;

/** One upload. */
export interface Entry {
  readonly session: UploadSession;
  snapshot: UploadSnapshot;
  /** Stops the present run. Replaced by the next one, so a late result of an old run finds itself aborted. */
  run: AbortController | undefined;
}

/** See the module comment. */
export interface Roster {
  /** The same array until something changes. */
  snapshots(): readonly UploadSnapshot[];
  get(id: string): Entry | undefined;
  /** One entry, or all; none for an id that is not in the list. */
  select(id?: string): readonly Entry[];
  add(session: UploadSession, state: UploadState): Entry;
  remove(id: string): void;
  /** Moves an entry on. False if the event means nothing in its state. */
  dispatch(entry: Entry, event: UploadEvent): boolean;
}

/**
 * An empty list; `onChange` is told of many changes at once, `isKept` says what outlives the page, `underWay` how many
 * uploads are or will be.
 */
export function createRoster(
  onChange: () => void,
  isKept: (session: UploadSession) => boolean,
  underWay: () => number,
): Roster {
  const entries = new Map<string, Entry>();
  const changed = createEmitter(onChange);
  let snapshots: readonly UploadSnapshot[] | undefined;
  let lastId = 0;

  const outlook = (session: UploadSession): Pick<UploadSnapshot, 'source' | 'kept'> => ({
    source: sourceOf(session),
    kept: isKept(session),
  });

  function touch(isProgress?: boolean): void {
    snapshots = undefined;
    const spacing = isProgress ? PROGRESS_SPACING : STATUS_SPACING;
    changed(underWay() > FEW ? CROWD_SPACING : spacing);
  }
  return {
    snapshots: () => (snapshots ??= Array.from(entries.values(), ({ snapshot }) => snapshot)),
    get: (id) => entries.get(id),
    select(id) {
      if (id === undefined) return [...entries.values()];
      const entry = entries.get(id);
      return entry ? [entry] : [];
    },
    add(session, state) {
      lastId += 1;
      const { lastModified, ...file } = session.identity;
      const id = `upload-${lastId}`;
      const snapshot = { id, file, ...outlook(session), state };
      const entry: Entry = { session, snapshot, run: undefined };
      entries.set(id, entry);
      touch();
      return entry;
    },
    remove(id) {
      if (entries.delete(id)) touch();
    },
    dispatch(entry, event) {
      const state = reduce(entry.snapshot.state, event);
      if (state === entry.snapshot.state) return false;
      entry.snapshot = { ...entry.snapshot, ...outlook(entry.session), state };
      touch(event.type === 'progress');
      return true;
    },
  };
}

function sourceOf({ file, handle }: UploadSession): UploadSnapshot['source'] {
  if (file) return 'file';
  return handle ? 'handle' : 'missing';
}
