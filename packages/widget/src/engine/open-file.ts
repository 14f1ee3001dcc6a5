/**
 * Opens the file of an upload of an earlier visit.
 *
 * @module
 */
import { UploadError } from './errors.js';
import { isSameFile, type UploadSession } from './session.js';

/** The File System Access API's permission call, which the DOM library does not type yet. */
interface PermissionHandle extends FileSystemFileHandle {
  requestPermission?(options: { mode: 'read' }): Promise<PermissionState>;
}

/**
 * The file behind the session's handle. Must be called from a click or key press: the browser may ask the person.
 * Rejects with `file-unreadable` (gone, or permission not given) or `file-changed`.
 */
export async function openFile({ handle, identity }: UploadSession): Promise<File> {
  const opened = await read(handle);
  if (isSameFile(opened, identity)) return opened;
  const message = 'The file was changed since the upload began. Remove it and add the new one.';
  throw new UploadError('file-changed', message);
}

async function read(handle: PermissionHandle | undefined): Promise<File> {
  try {
    const permission = (await handle?.requestPermission?.({ mode: 'read' })) ?? 'granted';
    if (handle && permission === 'granted') return await handle.getFile();
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable();
}

function unreadable(cause?: unknown): UploadError {
  const message = 'The file cannot be opened any more. Choose it again to go on.';
  return new UploadError('file-unreadable', message, { cause });
}
