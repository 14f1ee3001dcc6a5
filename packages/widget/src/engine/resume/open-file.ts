/**
 * Opens the file of an upload of an earlier visit.
 *
 * @module
 */
import { UploadError } from '../errors.js';
import { askToRead } from './permission.js';
import { isSameFile, type UploadSession } from '../session.js';

/** The file behind the session's handle. Rejects with `file-unreadable` (gone, or not allowed) or `file-changed`. */
export async function openFile(session: UploadSession): Promise<File> {
  const opened = await read(session);
  const { identity } = session;
  if (isSameFile(opened, identity)) return opened;
  const message = 'The file was changed since the upload began. Remove it and add the new one.';
  throw new UploadError('file-changed', message);
}

async function read(session: UploadSession): Promise<File> {
  const { handle } = session;
  try {
    if (handle && (await (session.permission ?? askToRead(handle))) === 'granted') {
      return await handle.getFile();
    }
  } catch (cause) {
    throw unreadable(cause);
  }
  throw unreadable();
}

function unreadable(cause?: unknown): UploadError {
  const message = 'The file cannot be opened any more. Choose it again to go on.';
  return new UploadError('file-unreadable', message, { cause });
}
