/**
 * What one upload has reached. Outlives pause, retry and, through the resume store, the page.
 *
 * @module
 */
import type { Grant, PartRecord } from './protocol.js';
import type { FileIdentity, ResumeRecord } from './resume/resume-store.js';

/** Held by the list, worked on by the one run that is under way. */
export interface UploadSession {
  readonly identity: FileIdentity;
  /** Not there for an upload of an earlier visit, until the file is opened or chosen again. */
  file: File | undefined;
  /** Opens the file without choosing it again, where the browser gave one. */
  handle: FileSystemFileHandle | undefined;
  /** The person's answer to whether this page may open the handle, once they are being asked. */
  permission?: Promise<PermissionState>;
  grant: Grant | undefined;
  /** When the grant is over, by this machine's clock, whatever that shows. Milliseconds since the epoch. */
  until?: number;
  readonly confirmed: Map<number, PartRecord>;
  /** Whether `confirmed` is what storage holds as far as this page saw, or has to be held against storage first. */
  trust: 'seen' | 'ask-storage';
}

/** A session at its very beginning. */
export function newSession(
  file: File,
  handle?: FileSystemFileHandle,
  path = file.webkitRelativePath,
): UploadSession {
  return {
    identity: { ...identityOf(file), ...(path && { path }) },
    file,
    handle,
    grant: undefined,
    confirmed: new Map(),
    trust: 'seen',
  };
}

/** A session of an earlier visit: what it had confirmed is storage's to say. */
export function earlierSession({ file, grant, handle, until }: ResumeRecord): UploadSession {
  return {
    ...(until !== undefined && { until }),
    identity: file,
    file: undefined,
    handle,
    grant,
    confirmed: new Map(),
    trust: 'ask-storage',
  };
}

/** See {@linkcode FileIdentity}. */
export function identityOf({ name, size, type, lastModified }: File): FileIdentity {
  return { name, size, type, lastModified };
}

/** Whether `file` can be the very one: a changed file has another size or time of change. */
export function isSameFile(file: FileIdentity, other: FileIdentity): boolean {
  return (
    file.name === other.name && file.size === other.size && file.lastModified === other.lastModified
  );
}
