/**
 * Where things lie below the storage directory:
 *
 * ```text
 * dev-storage.json                                   marks the directory as ours
 * incoming/<id>                                      being written; swept at every start
 * blobs/<2 digits>/<id>                              the bytes of one object version
 * accounts/<hash>/account.json
 * accounts/<hash>/<hash>/container.json
 * accounts/<hash>/<hash>/objects/<hash>.json         one object: headers and the blob's name
 * ```
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DevStorageError } from '../errors.js';

const MARKER = 'dev-storage.json';
const FORMAT = 1;

/** Paths of everything that is stored. Names are hashed, so `../x`, `\n` or 1024 characters are all just names. */
export interface Layout {
  readonly accounts: string;
  readonly blobs: string;
  readonly incoming: string;
  account(account: string): string;
  container(account: string, container: string): string;
  object(account: string, container: string, object: string): string;
  blob(id: string): string;
}

/** The layout below `directory`; touches nothing. */
export function layoutOf(directory: string): Layout {
  const accounts = join(directory, 'accounts');
  const account = (name: string): string => join(accounts, hash(name));
  const container = (owner: string, name: string): string => join(account(owner), hash(name));
  return {
    accounts,
    blobs: join(directory, 'blobs'),
    incoming: join(directory, 'incoming'),
    account,
    container,
    object: (owner, parent, name) =>
      join(container(owner, parent), 'objects', `${hash(name)}.json`),
    blob: (id) => join(directory, 'blobs', id.slice(0, 2), id),
  };
}

/**
 * Makes `directory` ready. A directory that holds anything but a storage is refused: starting sweeps leftovers, and
 * nobody's own files may ever be among them.
 */
export async function prepareDirectory(directory: string): Promise<Layout> {
  await mkdir(directory, { recursive: true });
  const entries = await readdir(directory);
  if (entries.length === 0) {
    await writeFile(join(directory, MARKER), `${JSON.stringify({ format: FORMAT })}\n`);
  } else if (!entries.includes(MARKER)) {
    throw new DevStorageError(
      'directory-foreign',
      `${directory} holds other files; give the storage an empty directory, or one it made before.`,
    );
  } else {
    await checkFormat(join(directory, MARKER), directory);
  }
  const layout = layoutOf(directory);
  await Promise.all(
    [layout.accounts, layout.blobs, layout.incoming].map((path) =>
      mkdir(path, { recursive: true }),
    ),
  );
  return layout;
}

async function checkFormat(marker: string, directory: string): Promise<void> {
  const text = await readFile(marker, 'utf8');
  if (text.trim() !== JSON.stringify({ format: FORMAT })) {
    throw new DevStorageError(
      'directory-foreign',
      `${directory} was written by another version of dev-storage; delete it or choose another directory.`,
    );
  }
}

function hash(name: string): string {
  return createHash('sha256').update(name, 'utf8').digest('hex');
}
