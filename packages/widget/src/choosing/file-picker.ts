/**
 * Opens the file dialog: the browser's own picker where it hands out handles, by which a file can be opened again after
 * a reload, else the one of a native input.
 *
 * @module
 */
import { typeTable } from '@direct-upload/accept/table';
import type { FileOffer } from './file-offer.js';

/** Nobody closes a dialog in fewer milliseconds. */
const QUICKER_THAN_ANYBODY = 150;

/** What may be picked. */
export interface PickOptions {
  /** Opens its dialog where the picker does not; what is chosen there arrives by its `change`. */
  readonly input: HTMLInputElement;
  /** The entries of `accept`. */
  readonly tokens: readonly string[];
  readonly multiple: boolean;
  /** Names those types in the dialog. */
  readonly description: string;
}

/** `showOpenFilePicker` (File System Access API), which the DOM library does not type yet. */
type ShowPicker = (options: {
  readonly multiple: boolean;
  readonly types: readonly PickerType[];
}) => Promise<readonly FileSystemFileHandle[]>;

/** A line in the dialog's list of types. */
export interface PickerType {
  readonly description: string;
  readonly accept: Readonly<Record<string, readonly string[]>>;
}

/** Resolves with what was picked; with `undefined` if that was nothing, or is for the input to tell. */
export async function pickFiles(options: PickOptions): Promise<FileOffer | undefined> {
  const { input, tokens, multiple, description } = options;
  const show = picker();
  if (!show) {
    input.click();
    return undefined;
  }
  const started = performance.now();
  try {
    return await read(await show({ multiple, types: pickerTypes(tokens, description) }));
  } catch (error) {
    // It did not open: a frame of another origin, an `accept` it does not understand, a test that waits for the dialog
    // of an input (Chromium aborts within 1 ms then, and leaves the click valid for the input).
    const failedAtOnce = performance.now() - started < QUICKER_THAN_ANYBODY;
    const isOpenAlready = error instanceof DOMException && error.name === 'NotAllowedError';
    if (failedAtOnce && !isOpenAlready) input.click();
    return undefined;
  }
}

/**
 * The picker, if it may open now. Scripts that click need the input, for it wants a click of a person (transient
 * activation); people with phones are better off with the input, whose dialog has camera and photos.
 */
function picker(): ShowPicker | undefined {
  const { showOpenFilePicker: show } = globalThis as { readonly showOpenFilePicker?: ShowPicker };
  if (!show) return undefined;
  const isPhone = matchMedia('(hover: none) and (pointer: coarse)').matches;
  return !isPhone && navigator.userActivation.isActive ? show.bind(globalThis) : undefined;
}

/** The entries of an `accept` attribute as the picker takes them; none for one that lets everything pass. */
export function pickerTypes(tokens: readonly string[], description: string): readonly PickerType[] {
  if (tokens.length === 0) return [];
  const isExtension = (token: string): boolean => token.startsWith('.');
  const extensions = tokens.filter(isExtension);
  const types = tokens
    .filter((token) => !isExtension(token))
    // Some systems' dialogs do not know the extensions of a type.
    .map((type) => [typeTable.nameOf(type), typeTable.extensionsOf(type)] as const);
  return [
    {
      description,
      accept: {
        ...Object.fromEntries(types),
        // Extensions need a type to stand under; this one adds none of its own.
        ...(extensions.length > 0 && { '*/*': extensions }),
      },
    },
  ];
}

async function read(handles: readonly FileSystemFileHandle[]): Promise<FileOffer> {
  const files: File[] = [];
  const unreadable = new Set<File>();
  const found = new Map<File, FileSystemFileHandle>();
  for (const handle of handles) {
    const file = await handle.getFile().catch(() => undefined);
    const listed = file ?? new File([], handle.name);
    files.push(listed);
    if (file) found.set(file, handle);
    else unreadable.add(listed);
  }
  return { files, unreadable, handles: found, paths: new Map(), emptyFolders: [] };
}
