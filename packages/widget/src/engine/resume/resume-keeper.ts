/**
 * Keeps what is needed to go on after a reload. Losing it costs a resume, never an upload: every failure here is
 * swallowed on purpose. What keeps it is loaded when the first large file begins.
 *
 * @module
 */
import { laterCode } from '../flow/later-code.js';
import { loadOnce } from '../flow/load-once.js';
import type { UploadSession } from '../session.js';
import type { KeptSession, ResumeRecords } from './resume-records.js';
import type { ResumeRecord, ResumeStore } from './resume-store.js';

/** Turns resuming on. */
export interface ResumeOptions {
  /** Which field of which page: an upload is only ever offered where it began. Read when it is needed. */
  readonly scope: string;
  /** Default: IndexedDB and Web Locks. */
  readonly store?: ResumeStore;
}

/** See the module comment. */
export interface ResumeKeeper {
  /** Whether an upload is one to be remembered: one of a single part has nothing to skip later. */
  readonly keeps: (session: UploadSession) => boolean;
  /** Remembers an upload, if it is one to be, and nobody else goes on with it since it was released. */
  readonly remember: (session: UploadSession) => void;
  readonly forget: (session: UploadSession) => void;
  /** Lets another field or tab go on with it, until it is remembered again. */
  readonly release: (session: UploadSession) => void;
  /**
   * What earlier visits left, for this page alone. `isHonoured` asks the signer about one that is over by this machine's clock:
   * only the signer's own clock counts.
   */
  take(isHonoured: (token: string) => Promise<boolean>): Promise<readonly ResumeRecord[]>;
  /** Removes everything that any field of this site has kept. Rejects where that failed. */
  clear(): Promise<void>;
}

/** Without options nothing is ever kept. */
export function createResumeKeeper(options: ResumeOptions | undefined): ResumeKeeper {
  const load = loadOnce(async () =>
    (await import('./resume-records.js')).createResumeRecords(options?.store),
  );
  /** One after the other: an upload that ends at once must not be forgotten before it was remembered. */
  let queue: Promise<unknown> = Promise.resolve();
  const later = (work: (records: ResumeRecords) => Promise<unknown>): void => {
    queue = queue.then(async () => work(await load())).catch(() => undefined);
  };
  const isKept = (session: UploadSession): session is KeptSession =>
    options !== undefined && session.grant !== undefined && session.grant.partCount > 1;
  const tell =
    (name: 'remember' | 'forget' | 'release') =>
    (session: UploadSession): void => {
      if (!options || !isKept(session)) return;
      // As it is now: the session goes on.
      const [kept, { scope }] = [{ ...session }, options];
      later((records) => records[name](kept, scope));
    };
  return {
    keeps: isKept,
    remember: tell('remember'),
    forget: tell('forget'),
    release: tell('release'),
    take: async (isHonoured) => {
      try {
        return options ? await (await load()).take(options.scope, isHonoured) : [];
      } catch {
        return [];
      }
    },
    clear: async () => {
      const cleared = queue.then(async () => (await laterCode(load())).clear());
      queue = cleared.catch(() => undefined);
      // Whoever logs out has to know what is still there.
      await cleared;
    },
  };
}
