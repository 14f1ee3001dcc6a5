/**
 * Keeps what is needed to go on after a reload. Losing it costs a resume, never an upload: every failure here is
 * swallowed on purpose. The store's code is loaded when the first large file begins.
 *
 * @module
 */
import { loadOnce } from '../flow/load-once.js';
import type { Grant } from '../protocol.js';
import type { ResumeRecord, ResumeStore } from './resume-store.js';
import type { UploadSession } from '../session.js';

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
  /** Remembers an upload, if it is one to be. */
  readonly remember: (session: UploadSession) => void;
  readonly forget: (session: UploadSession) => void;
  /** What earlier visits left, for this page alone. */
  take(): Promise<readonly ResumeRecord[]>;
}

/** Without options nothing is ever kept. */
export function createResumeKeeper(options: ResumeOptions | undefined): ResumeKeeper {
  const store = loadOnce(
    async () => options?.store ?? (await import('./resume-store.js')).browserResumeStore(),
  );
  /** One after the other: an upload that ends at once must not be forgotten before it was remembered. */
  let queue: Promise<unknown> = Promise.resolve();
  const later = (work: (store: ResumeStore) => Promise<unknown>): void => {
    queue = queue.then(async () => work(await store())).catch(() => undefined);
  };
  const kept = ({ grant }: UploadSession): Grant | undefined =>
    options && grant && grant.partCount > 1 ? grant : undefined;
  return {
    keeps: (session) => kept(session) !== undefined,
    remember: (session) => {
      const { identity: file, handle } = session;
      const grant = kept(session);
      if (!options || !grant) return;
      const { scope } = options;
      const record = { scope, file, grant: { ...grant, requests: [] }, ...(handle && { handle }) };
      later(async (it) => {
        await it.claim(grant.token);
        await it.save(record);
      });
    },
    forget: (session) => {
      const grant = kept(session);
      if (grant) later((it) => it.remove(grant.token));
    },
    take: async () => {
      try {
        return options ? await (await store()).take(options.scope) : [];
      } catch {
        return [];
      }
    },
  };
}
