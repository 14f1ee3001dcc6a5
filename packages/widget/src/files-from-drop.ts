/**
 * The files of a drop, folders walked to the end.
 *
 * @module
 */

import type { FileOffer } from './file-offer.js';

/**
 * Reads a drop. Call it synchronously in the `drop` handler: the browser empties the `DataTransfer` when that returns.
 *
 * @param signal - stops the walk through folders; the promise then rejects with the signal's reason
 */
export async function filesFromDrop(
  transfer: DataTransfer,
  signal: AbortSignal,
): Promise<FileOffer> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  // All are taken at once, before the first await. A file made by a script has no entry.
  const roots = items.map((item) => ({
    root: item.webkitGetAsEntry() ?? item.getAsFile(),
    handle: handleOf(item),
  }));
  const found: Found = { files: [], unreadable: new Set(), handles: new Map() };
  for (const { root, handle } of roots) {
    const at = found.files.length;
    if (root instanceof File) found.files.push(root);
    else if (root) await walk(root, found, signal);
    const file = found.files[at];
    const opener = await handle;
    if (file && opener?.kind === 'file' && !found.unreadable.has(file)) {
      found.handles.set(file, opener as FileSystemFileHandle);
    }
  }
  return found;
}

interface Found {
  readonly files: File[];
  readonly unreadable: Set<File>;
  readonly handles: Map<File, FileSystemFileHandle>;
}

/** Chromium's way to a file that can be opened again later; the DOM library does not type it yet. */
interface HandleItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** Not for what lies in folders: there a handle would have to be asked for file by file. */
async function handleOf(item: HandleItem): Promise<FileSystemHandle | null> {
  try {
    return (await item.getAsFileSystemHandle?.()) ?? null;
  } catch {
    return null;
  }
}

async function walk(entry: FileSystemEntry, found: Found, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  try {
    if (isFile(entry)) {
      found.files.push(await fileOf(entry));
    } else if (isDirectory(entry)) {
      for (const child of await childrenOf(entry, signal)) await walk(child, found, signal);
    }
  } catch {
    signal.throwIfAborted();
    const standIn = new File([], entry.name);
    found.files.push(standIn);
    found.unreadable.add(standIn);
  }
}

/** `readEntries` hands out at most 100 entries a call (Chromium); only an empty answer means the end. */
async function childrenOf(
  directory: FileSystemDirectoryEntry,
  signal: AbortSignal,
): Promise<readonly FileSystemEntry[]> {
  const reader = directory.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    signal.throwIfAborted();
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
