/**
 * Files on their way into the field.
 *
 * @module
 */

/** What a person picked or dropped. */
export interface FileOffer {
  readonly files: readonly File[];
  /** Stand-ins (right name, no bytes) for what could not be read, so that nothing is lost without a word. */
  readonly unreadable: ReadonlySet<File>;
  /** Where the browser gives them: what opens a file again after a reload. */
  readonly handles: ReadonlyMap<File, FileSystemFileHandle>;
}

/** Files and nothing more. */
export function plainOffer(files: Iterable<File>): FileOffer {
  return { files: [...files], unreadable: new Set(), handles: new Map() };
}
