/**
 * The files of a drop, folders walked to the end; and those of a folder that was picked.
 *
 * @module
 */
import type { FileOffer } from './file-offer.js';
import type { DroppedRoot } from './files-from-drop.js';
import {
  entryFolder,
  handleFolder,
  isDirectory,
  isFile,
  readEntry,
  unreadable,
  type Folder,
  type ReadFile,
} from './folder-contents.js';
import { inNaturalOrder, isLitter } from './folder-order.js';
import { breathe } from '../in-pieces.js';

/** An offer while it is put together. */
interface Found {
  readonly files: File[];
  readonly unreadable: Set<File>;
  readonly handles: Map<File, FileSystemFileHandle>;
  readonly paths: Map<File, string>;
  readonly emptyFolders: string[];
}

/**
 * Reads what was dropped, in the order in which it was; the files of each folder in natural order.
 *
 * @param signal - stops the walk through folders; the promise then rejects with the signal's reason
 */
export async function filesOf(
  roots: readonly DroppedRoot[],
  signal: AbortSignal,
): Promise<FileOffer> {
  const found = nothing();
  for (const root of roots) {
    signal.throwIfAborted();
    const handle = await root.handle;
    const folder = folderOf(root, handle);
    if (folder) await takeFolder(folder, found, signal);
    else take(await readRoot(root, handle), found);
  }
  signal.throwIfAborted();
  return found;
}

/** What the native folder dialog hands out: every file below, in any order, with its path. */
export async function filesOfFolder(files: Iterable<File>): Promise<FileOffer> {
  const all = [...files];
  const paths = new Map(
    all
      .map((file) => [file, file.webkitRelativePath || file.name] as const)
      .filter(([, path]) => !path.split('/').some(isLitter)),
  );
  const name = all[0]?.webkitRelativePath.split('/')[0];
  const isEmpty = paths.size === 0 && name !== undefined;
  return {
    ...nothing(),
    files: await inNaturalOrder(paths),
    paths,
    emptyFolders: isEmpty ? [name] : [],
  };
}

function nothing(): Found {
  return {
    ...{ files: [], unreadable: new Set(), handles: new Map() },
    ...{ paths: new Map(), emptyFolders: [] },
  };
}

/** Nothing where a file was dropped. */
function folderOf(
  { entry }: DroppedRoot,
  handle: FileSystemHandle | null | undefined,
): Folder | undefined {
  if (!entry || !isDirectory(entry)) return undefined;
  const isUsable = handle?.kind === 'directory';
  return isUsable ? handleFolder(handle as FileSystemDirectoryHandle) : entryFolder(entry);
}

/** Nothing where there is neither. */
async function readRoot(
  { entry, file }: DroppedRoot,
  handle: FileSystemHandle | null | undefined,
): Promise<ReadFile | undefined> {
  const opener = handle?.kind === 'file' && { handle: handle as FileSystemFileHandle };
  // Before its entry: WebKit gives one, too, for a picture from the clipboard, and then cannot read it.
  if (file) return { file, isReadable: true, ...opener };
  return entry && isFile(entry) ? { ...(await readEntry(entry)), ...opener } : undefined;
}

function take(read: ReadFile | undefined, found: Found): void {
  if (!read) return;
  found.files.push(read.file);
  note(read, found);
}

/** What is known of a file beside its place in the list. */
function note({ file, isReadable, handle }: ReadFile, found: Found): void {
  if (!isReadable) found.unreadable.add(file);
  else if (handle) found.handles.set(file, handle);
}

/** A loop and not a recursion: the depth of a tree is somebody else's choice. */
async function takeFolder(root: Folder, found: Found, signal: AbortSignal): Promise<void> {
  const paths = new Map<File, string>();
  const pending = [{ folder: root, path: root.name }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { folder, path } = next;
    const within = (read: ReadFile): void => {
      paths.set(read.file, `${path}/${read.file.name}`);
      note(read, found);
    };
    try {
      for await (const item of folder.contents(signal)) {
        if (!('folder' in item)) within(item);
        else pending.push({ folder: item.folder, path: `${path}/${item.folder.name}` });
      }
    } catch {
      signal.throwIfAborted();
      within(unreadable(folder.name));
    }
  }
  if (paths.size === 0) found.emptyFolders.push(root.name);
  // Reading thousands, putting them in order, and then into the list, would be one long task.
  await breathe();
  for (const [file, path] of paths) found.paths.set(file, path);
  found.files.push(...(await inNaturalOrder(paths)));
  await breathe();
}
