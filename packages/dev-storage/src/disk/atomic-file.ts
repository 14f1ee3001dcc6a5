/**
 * Writing a small file so that readers and crashes see either the old content or the new one.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Writes `content` to a file in `incoming`, syncs it and renames it over `path`. Both must be on one file system.
 *
 * @param path where it belongs; its directory exists
 */
export async function writeFileAtomically(
  path: string,
  content: string,
  incoming: string,
): Promise<void> {
  const temporary = join(incoming, randomUUID());
  try {
    const handle = await open(temporary, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
