/**
 * What is kept of an upload so that it can go on after a reload or a crash: the token, the plan, who the file was, and
 * where the browser gives one a handle to read it again. Which parts are there is not kept: storage itself is asked.
 *
 * @module
 */
import { clear, createStore, del, entries, set } from 'idb-keyval';
import type { Grant } from '../protocol.js';
import { recordEnd } from './record-end.js';

/** What tells one file from another without reading it. */
export interface FileIdentity {
  readonly name: string;
  readonly size: number;
  readonly type: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** As in `UploadSnapshot`. */
  readonly path?: string;
}

/** One unfinished upload. */
export interface ResumeRecord {
  /** Which field of which page it belongs to. */
  readonly scope: string;
  readonly file: FileIdentity;
  readonly grant: Grant;
  readonly handle?: FileSystemFileHandle;
  /** When the grant is over, by the clock of this machine as it was then. Milliseconds since the epoch. */
  readonly until?: number;
}

/** Milliseconds after its end when a record is dropped without a question: no clock is so wrong. */
const DROPPED_AFTER = 14 * 24 * 3_600_000;

/** Where records are kept, and which tab works on one. */
export interface ResumeStore {
  save(record: ResumeRecord): Promise<void>;
  remove(token: string): Promise<void>;
  /** Removes every record of this site, whoever works on it. */
  clear?(): Promise<void>;
  /** The records of a scope that no other tab works on; this one does from now on. Some may be over. */
  take(scope: string): Promise<readonly ResumeRecord[]>;
  /** Keeps others off an upload until it is removed, or this page is gone. False if somebody has it already. */
  claim(token: string): Promise<boolean>;
  /** Lets others work on it again; the record stays. */
  release?(token: string): Promise<void>;
}

/** IndexedDB for the records, Web Locks for the tabs (a lock ends with its page, however that ends). */
export function browserResumeStore(now: () => number = Date.now): ResumeStore {
  const store = createStore('direct-upload', 'uploads');
  const locks = new Map<string, () => void>();
  const claim = async (token: string): Promise<boolean> => {
    const release = await lock(token);
    if (release) locks.set(token, release);
    return release !== undefined;
  };
  const release = (token: string): Promise<void> => {
    // A page that holds a lock is kept out of the back/forward cache: not a moment longer than needed.
    locks.get(token)?.();
    locks.delete(token);
    return Promise.resolve();
  };
  const remove = async (token: string): Promise<void> => {
    await release(token);
    await del(token, store);
  };
  return {
    async clear() {
      for (const token of [...locks.keys()]) await remove(token);
      await clear(store);
    },
    save: (record) => set(record.grant.token, record, store),
    remove,
    claim,
    release,
    async take(scope) {
      const taken: ResumeRecord[] = [];
      for (const [token, record] of await entries<string, ResumeRecord>(store)) {
        if (recordEnd(record) + DROPPED_AFTER <= now()) await remove(token);
        else if (record.scope === scope && (await claim(token))) taken.push(record);
      }
      return taken;
    },
  };
}

/** Resolves with what releases the lock, which otherwise ends with the page; with `undefined` if somebody has it. */
function lock(token: string): Promise<(() => void) | undefined> {
  // Only secure contexts have locks; without them there is nobody to ask.
  const { locks } = globalThis.navigator as { locks?: LockManager };
  if (!locks) return Promise.resolve(() => undefined);
  return new Promise((resolve, reject) => {
    const name = `direct-upload ${token.slice(-43)}`;
    const hold = (release: () => void): void => {
      resolve(release);
    };
    locks
      .request(name, { ifAvailable: true }, (held) => {
        if (held) return new Promise<void>(hold);
        resolve(undefined);
        return undefined;
      })
      .catch(reject);
  });
}
