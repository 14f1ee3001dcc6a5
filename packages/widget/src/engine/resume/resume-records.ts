/**
 * The records of unfinished uploads as one page works on them: which of them are its own, and which are still of use.
 *
 * @module
 */
import type { Grant } from '../protocol.js';
import type { UploadSession } from '../session.js';
import { recordEnd } from './record-end.js';
import { browserResumeStore, type ResumeRecord, type ResumeStore } from './resume-store.js';

/** An upload that is to be remembered. */
export type KeptSession = UploadSession & { readonly grant: Grant };

/** See the module comment. Every method may fail as the store does. */
export interface ResumeRecords {
  /** Unless somebody else works on it. */
  remember(session: KeptSession, scope: string): Promise<void>;
  forget(session: KeptSession): Promise<void>;
  release(session: KeptSession): Promise<void>;
  /** Those of a scope that nobody works on, but for those that the signer does not take any more. */
  take(
    scope: string,
    isHonoured: (token: string) => Promise<boolean>,
  ): Promise<readonly ResumeRecord[]>;
  clear(): Promise<void>;
}

/** Without a store it is the browser's. */
export function createResumeRecords(store: ResumeStore = browserResumeStore()): ResumeRecords {
  /** Tokens that this page works on. */
  const claimed = new Set<string>();
  return {
    async remember(session, scope) {
      const { token } = session.grant;
      if (!claimed.has(token) && !(await store.claim(token))) return;
      claimed.add(token);
      await store.save(recordOf(session, scope));
    },
    async forget({ grant: { token } }) {
      // Not the record of another tab that has taken it over. One that was released is there for everybody, this page too.
      if (claimed.delete(token) || (await store.claim(token))) await store.remove(token);
    },
    async release({ grant: { token } }) {
      if (claimed.delete(token)) await store.release?.(token);
    },
    async take(scope, isHonoured) {
      const honoured: ResumeRecord[] = [];
      for (const record of await store.take(scope)) {
        const { token } = record.grant;
        // The signer is asked only about what is over by this machine's clock.
        if (recordEnd(record) > Date.now() || (await isHonoured(token))) {
          claimed.add(token);
          honoured.push(record);
        } else await store.remove(token);
      }
      return honoured;
    },
    async clear() {
      claimed.clear();
      await store.clear?.();
    },
  };
}

function recordOf({ identity, grant, handle, until }: KeptSession, scope: string): ResumeRecord {
  return {
    ...{ scope, file: identity, grant: { ...grant, requests: [] } },
    ...(handle && { handle }),
    ...(until !== undefined && { until }),
  };
}
