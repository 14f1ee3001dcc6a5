/**
 * What the outside sees of an upload.
 *
 * @module
 */
import type { UploadState } from './state.js';

/** What is known about one upload at one moment; never changes. */
export interface UploadSnapshot {
  readonly id: string;
  readonly file: {
    readonly name: string;
    readonly size: number;
    readonly type: string;
    /** Where it lay in the folder it came with, `album/summer/a.jpg`. For the page alone: it is not declared. */
    readonly path?: string;
  };
  /**
   * Where the bytes come from: a `file` of this page; for an upload of an earlier visit the `handle` the browser kept,
   * which `resume` opens (it needs a click), or it is `missing` until the same file is added again.
   */
  readonly source: 'file' | 'handle' | 'missing';
  /** Whether a later visit of this page can go on with it, so that leaving now costs time and no bytes. */
  readonly kept: boolean;
  readonly state: UploadState;
}
