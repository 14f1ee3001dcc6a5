/**
 * Keeps what is needed to go on after a reload. Losing it costs a resume, never an upload: every failure here is
 * swallowed on purpose. The store's code is loaded when the first large file begins.
 *
 * @module
 */
import { loadOnce } from '../flow/load-once.js';
import type { Grant } from '../protocol.js';
import type { ResumeRecord, ResumeStore } from './resume-store.js';
import { recordEnd } from './record-end.js';
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
  /** Lets another field or tab go on with it, until it is remembered again. */
  readonly release: (session: UploadSession) => void;
  /**
   * What earlier visits left, for this page alone. `isHonoured` asks the signer about one that is over by this machine's clock:
   * only the signer's own clock counts.
   */
  take(isHonoured: (token: string) => Promise<boolean>): Promise<readonly ResumeRecord[]>;
  /** Removes everything that any field of this site has kept. */
  clear(): Promise<void>;
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
      const { identity: file, handle, until } = session;
      const grant = kept(session);
      if (!options || !grant) return;
      const { scope } = options;
      const record = {
        ...{ scope, file, grant: { ...grant, requests: [] } },
        ...(handle && { handle }),
        ...(until !== undefined && { until }),
      };
      later(async (it) => {
        await it.claim(grant.token);
        await it.save(record);
      });
    },
    forget: (session) => {
      const grant = kept(session);
      if (grant) later((it) => it.remove(grant.token));
    },
    release: (session) => {
      const grant = kept(session);
      if (grant) later((it) => it.release?.(grant.token) ?? Promise.resolve());
    },
    take: async (isHonoured) => {
      try {
        if (!options) return [];
        return await takeHonoured(await store(), options.scope, isHonoured);
      } catch {
        return [];
      }
    },
    clear: async () => {
      later((it) => it.clear?.() ?? Promise.resolve());
      await queue;
    },
  };
}

/** Removes what the signer no longer takes. It is asked only about what is over by this machine's clock. */
async function takeHonoured(
  store: ResumeStore,
  scope: string,
  isHonoured: (token: string) => Promise<boolean>,
): Promise<readonly ResumeRecord[]> {
  const honoured: ResumeRecord[] = [];
  for (const record of await store.take(scope)) {
    const { token } = record.grant;
    if (recordEnd(record) > Date.now() || (await isHonoured(token))) honoured.push(record);
    else await store.remove(token);
  }
  return honoured;
}
