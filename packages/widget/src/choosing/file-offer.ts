/**
 * Files on their way into the field.
 *
 * @module
 */

/** What a person picked, dropped or pasted. */
export interface FileOffer {
  readonly files: readonly File[];
  /** Stand-ins (right name, no bytes) for what could not be read, so that nothing is lost without a word. */
  readonly unreadable: ReadonlySet<File>;
  /** Where the browser gives them: what opens a file again after a reload. */
  readonly handles: ReadonlyMap<File, FileSystemFileHandle>;
  /** Of files that came in a folder: `album/summer/a.jpg`. */
  readonly paths: ReadonlyMap<File, string>;
  /** Names of folders in which there was nothing to take. */
  readonly emptyFolders: readonly string[];
}

/** Files and nothing more. */
export function plainOffer(files: Iterable<File>): FileOffer {
  return {
    ...{ files: [...files], unreadable: new Set<File>() },
    ...{ handles: new Map(), paths: new Map(), emptyFolders: [] },
  };
}
