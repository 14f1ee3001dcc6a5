/**
 * Drags, drops and pastes as browsers make them, with folders.
 *
 * @module
 */
import { takeRoots } from '../choosing/files-from-drop.js';
import { filesOf } from '../choosing/folder-walk.js';
import type { FileOffer } from '../choosing/file-offer.js';
import { file } from './fakes.js';

/** A script's own transfer: files without entries. */
export function carrying(...files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const each of files) transfer.items.add(each);
  return transfer;
}

/** Fires one drag event. */
export function drag(target: EventTarget, type: string, dataTransfer: DataTransfer): DragEvent {
  const event = new DragEvent(type, { bubbles: true, composed: true, cancelable: true });
  Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
  target.dispatchEvent(event);
  return event;
}

/** Fires a paste. */
export function paste(target: EventTarget, clipboardData: DataTransfer): ClipboardEvent {
  const event = new ClipboardEvent('paste', { bubbles: true, composed: true, cancelable: true });
  Object.defineProperty(event, 'clipboardData', { value: clipboardData });
  target.dispatchEvent(event);
  return event;
}

/** A file or folder on somebody's disk. */
export type Thing = Leaf | Branch;

interface Leaf {
  readonly name: string;
  readonly content: File | null;
}

interface Branch {
  readonly name: string;
  readonly children: readonly Thing[] | 'locked';
}

/** A folder. */
export function folder(name: string, children: readonly Thing[]): Branch {
  return { name, children };
}

/** A folder that may not be read. */
export function locked(name: string): Branch {
  return { name, children: 'locked' };
}

/** A file; `null` for one that vanishes before it is read. */
export function leaf(name: string, content: File | null = file(name)): Leaf {
  return { name, content };
}

/** A transfer with these things, as a drop from the file manager has it. */
export function transferOf(...things: readonly Thing[]): DataTransfer {
  return transfer(things.map((thing) => ({ webkitGetAsEntry: () => entryOf(thing) })));
}

/** The same where the browser gives handles, too. Of the folders, only the handles can be read. */
export function transferWithHandles(...things: readonly Thing[]): DataTransfer {
  const items = things.map((thing) => ({
    webkitGetAsEntry: () => entryOf('children' in thing ? locked(thing.name) : thing),
    getAsFileSystemHandle: () => Promise.resolve(handleOf(thing)),
  }));
  return transfer(items);
}

function transfer(items: readonly object[]): DataTransfer {
  const files = items.map((item) => ({ kind: 'file', getAsFile: () => null, ...item }));
  return { items: files, types: ['Files'], dropEffect: 'none' } as unknown as DataTransfer;
}

/** A folder's children are handed out in batches of 100, then comes an empty one. */
function entryOf(thing: Thing): unknown {
  const { name } = thing;
  if (!('children' in thing)) {
    const read = (resolve: (file: File) => void, reject: (error: unknown) => void): void => {
      if (thing.content) resolve(thing.content);
      else reject(new DOMException('gone', 'NotFoundError'));
    };
    return { name, isFile: true, isDirectory: false, file: read };
  }
  let at = 0;
  const readEntries = (
    resolve: (some: readonly unknown[]) => void,
    reject: (error: unknown) => void,
  ): void => {
    if (thing.children === 'locked') {
      reject(new DOMException('locked', 'NotReadableError'));
      return;
    }
    const some = thing.children.slice(at, at + 100).map(entryOf);
    at += 100;
    setTimeout(() => {
      resolve(some);
    });
  };
  return { name, isFile: false, isDirectory: true, createReader: () => ({ readEntries }) };
}

function handleOf(thing: Thing): unknown {
  const { name } = thing;
  if (!('children' in thing)) {
    const gone = new DOMException('gone', 'NotFoundError');
    const getFile = (): Promise<File> =>
      thing.content ? Promise.resolve(thing.content) : Promise.reject(gone);
    return { kind: 'file', name, getFile };
  }
  const { children } = thing;
  const values = async function* (): AsyncGenerator {
    if (children === 'locked') throw new DOMException('locked', 'NotAllowedError');
    for (const child of children) yield await Promise.resolve(handleOf(child));
  };
  return { kind: 'directory', name, values };
}

/** Everything a transfer carries. */
export function read(transfer: DataTransfer, signal: AbortSignal): Promise<FileOffer> {
  return filesOf(takeRoots(transfer), signal);
}
