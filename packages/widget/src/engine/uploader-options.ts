/**
 * How an `Uploader` is made and what may come with its files: types only.
 *
 * @module
 */
import type { UploadError } from './errors.js';
import type { Hasher, Signer, Transport } from './ports.js';
import type { TransportLimits } from './sending/put-watch.js';
import type { ResumeOptions } from './resume/resume-keeper.js';
import type { RetryPolicy } from './flow/retry.js';

/** How an `Uploader` is made. */
export interface UploaderOptions {
  /** A function is asked with every call: the signer may then change at any time. */
  readonly signer: Signer | (() => Signer);
  /** Default: XMLHttpRequest and fetch. */
  readonly transport?: Transport;
  /** Default: MD5 in workers. A hasher that is passed in is not closed by the uploader. */
  readonly hasher?: Hasher;
  /** Requests to storage at a time, for all files together. Default 6: what browsers open per host over HTTP/1.1. */
  readonly connections?: number;
  /** Whether added files start by themselves. Default `true`. */
  readonly autostart?: boolean;
  readonly retry?: RetryPolicy;
  /** When a connection that stands still counts as dead; for the default transport. */
  readonly limits?: TransportLimits;
  /** Go on after a reload or a crash. Off without it. */
  readonly resume?: ResumeOptions;
}

/** Refuses a file before it is ever sent, by returning the reason. */
export type FileCheck = (file: File) => UploadError | undefined;
/** Gives the handle that came with a file, if the browser gave one, so that it can be opened again after a reload. */
export type HandleLookup = (file: File) => FileSystemFileHandle | undefined;
/** Gives where in its folder a file lay, if it came with one; by default the file's `webkitRelativePath`. */
export type PathLookup = (file: File) => string | undefined;
