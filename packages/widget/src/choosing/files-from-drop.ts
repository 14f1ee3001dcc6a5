/**
 * What a drop or a paste carries, taken while its event lasts.
 *
 * @module
 */

/** One dropped thing: a file, a folder, or a file that a script or the clipboard made. */
export interface DroppedRoot {
  readonly entry: FileSystemEntry | null;
  /** Of a folder, browsers give a file here that cannot be read. */
  readonly file: File | null;
  readonly handle: Promise<FileSystemHandle | null> | undefined;
}

/** Chromium's way to a file that can be opened again later; the DOM library does not type it yet. */
interface HandleItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}

/** Takes everything. Call it in the event's listener: the browser empties the `DataTransfer` when that returns. */
export function takeRoots({ items }: DataTransfer): readonly DroppedRoot[] {
  const files = Array.from(items).filter(({ kind }) => kind === 'file');
  // All entries before all handles: Chromium waits for another process with each entry, and would wait behind the
  // handles (1,500 files: 4 s turn by turn, 0.3 s so).
  const entries = files.map((item) => item.webkitGetAsEntry());
  return files.map((item: HandleItem, index) => ({
    entry: entries[index] ?? null,
    file: lookedAt(item.getAsFile()),
    handle: item.getAsFileSystemHandle?.().catch(() => null),
  }));
}

/** Chromium notes size and time of a dropped file when they are first asked for; a file that was gone by then would be empty. */
function lookedAt(file: File | null): File | null {
  return file && file.size >= 0 ? file : null;
}
