/**
 * Records of interrupted uploads, as an earlier visit would have left them.
 *
 * @module
 */
import type { CreateResponse, Grant, ResumeRecord, ResumeStore } from '../engine/index.js';
import { identityOf } from '../engine/session.js';

/** A grant that no signer knows, of two parts. */
export const anyGrant: Grant = {
  ...{ token: 'token-earlier', partSize: 600, partCount: 2, integrity: 'md5-etag' },
  ...{ expiresAt: '2099-01-01T00:00:00.000Z', requests: [] },
};

/** What is kept of an upload of this file. */
export function recordOf(
  file: File,
  scope: string,
  grant: Grant = anyGrant,
  handle?: FileSystemFileHandle,
): ResumeRecord {
  return { scope, file: identityOf(file), grant, ...(handle && { handle }) };
}

/** A store that holds just these and forgets what is removed. */
export function storeOf(...records: readonly ResumeRecord[]): ResumeStore {
  const kept = new Map(records.map((record) => [record.grant.token, record]));
  return {
    save: async (record) => void kept.set(record.grant.token, record),
    remove: async (token) => void kept.delete(token),
    take: async (scope) => [...kept.values()].filter((record) => record.scope === scope),
    claim: async () => true,
  };
}

/** A handle to a file, and what the person answers when asked. */
export function handleTo(
  file: File,
  permission: PermissionState = 'granted',
): FileSystemFileHandle {
  const handle = {
    ...{ kind: 'file', name: file.name },
    requestPermission: () => Promise.resolve(permission),
    getFile: () => Promise.resolve(file),
  };
  return handle as unknown as FileSystemFileHandle;
}

/** A grant of the real signer that the test server runs. Asked for without the engine, so that nothing of it is loaded. */
export async function realGrant(file: {
  readonly name: string;
  readonly size: number;
}): Promise<{ readonly endpoint: string; readonly grant: Grant }> {
  const answer = await fetch('/__backend.json');
  const { endpoint } = (await answer.json()) as { endpoint: string };
  const { name, size } = file;
  const created = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ files: [{ name, size, type: 'text/plain' }] }),
  });
  const { results } = (await created.json()) as CreateResponse;
  const [result] = results;
  if (!result || !('grant' in result)) throw new Error('the signer gave no grant');
  return { endpoint, grant: result.grant };
}
