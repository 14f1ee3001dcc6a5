/**
 * Keeps what is needed to go on after a reload. Losing it costs a resume, never an upload: every failure here is
 * swallowed on purpose. The store's code is loaded when the first large file begins.
 *
 * @module
 */
import { loadOnce } from './load-once.js';
import type { ResumeRecord, ResumeStore } from './resume-store.js';
import type { UploadSession } from './session.js';

/** Turns resuming on. */
export interface ResumeOptions {
  /** Which field of which page: an upload is only ever offered where it began. */
  readonly scope: string;
  /** Default: IndexedDB and Web Locks. */
  readonly store?: ResumeStore;
}

/** See the module comment. */
export interface ResumeKeeper {
  /** Remembers an upload whose grant is there. One of a single part has nothing to skip later, and is not kept. */
  readonly remember: (session: UploadSession) => void;
  readonly forget: (session: UploadSession) => void;
  /** What earlier visits left, for this page alone. */
  take(): Promise<readonly ResumeRecord[]>;
}

/** Without options nothing is ever kept. */
export function createResumeKeeper(options: ResumeOptions | undefined): ResumeKeeper {
  if (!options) {
    return { remember: () => undefined, forget: () => undefined, take: () => Promise.resolve([]) };
  }
  const { scope } = options;
  const store = loadOnce(
    async (): Promise<ResumeStore> =>
      options.store ?? (await import('./resume-store.js')).browserResumeStore(),
  );

  /** One after the other: an upload that ends at once must not be forgotten before it was remembered. */
  let queue: Promise<unknown> = Promise.resolve();
  const later = (work: (store: ResumeStore) => Promise<unknown>): void => {
    queue = queue.then(async () => work(await store())).catch(() => undefined);
  };
  return {
    remember: ({ identity, grant, handle }) => {
      if (!grant || grant.partCount === 1) return;
      const record: ResumeRecord = {
        scope,
        file: identity,
        grant: { ...grant, requests: [] },
        ...(handle && { handle }),
      };
      later(async (it) => {
        await it.claim(grant.token);
        await it.save(record);
      });
    },
    forget: ({ grant }) => {
      if (grant && grant.partCount > 1) later((it) => it.remove(grant.token));
    },
    take: async () => {
      try {
        return await (await store()).take(scope);
      } catch {
        return [];
      }
    },
  };
}
