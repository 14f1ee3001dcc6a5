/**
 * What the outside sees of an upload.
 *
 * @module
 */
import type { UploadState } from './state.js';

/** What is known about one upload at one moment; never changes. */
export interface UploadSnapshot {
  readonly id: string;
  readonly file: { readonly name: string; readonly size: number; readonly type: string };
  readonly state: UploadState;
}
