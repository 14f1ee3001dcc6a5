/**
 * Objects: list, upload, download, describe, copy, move, change, delete.
 *
 * @module
 */
import type { Deletions } from '../storage/swift/delete.js';
import { changeObject, headOf, withoutExpiry } from './change-object.js';
import type { ClientContext } from './context.js';
import { copyObject, moveObject } from './copy-object.js';
import type { CopyOptions, ObjectPlace } from './copy-object.js';
import { deleteMany } from './delete-many.js';
import { deleteOne } from './delete-one.js';
import { downloadObject, downloadTo } from './download-object.js';
import type { Download, DownloadOptions } from './download-object.js';
import type { Metadata } from './headers.js';
import { listObjects } from './list-objects.js';
import type { ListObjectsOptions, ListedObject, ListedSubdir } from './list-objects.js';
import type { Expiry } from './object-headers.js';
import type { ObjectInfo } from './object-info.js';
import { neverAborted } from './signal.js';
import { uploadObject } from './upload-object.js';
import type { UploadOptions } from './upload-object.js';
import type { UploadedObject } from './upload-segments.js';
import type { UploadSource } from './upload-source.js';

/** See the module comment. Every call takes a signal to give up with. */
export interface ObjectsClient {
  list(
    container: string,
    options?: ListObjectsOptions,
    signal?: AbortSignal,
  ): AsyncIterable<ListedObject | ListedSubdir>;
  upload(
    container: string,
    name: string,
    source: UploadSource,
    options?: UploadOptions,
    signal?: AbortSignal,
  ): Promise<UploadedObject>;
  download(
    container: string,
    name: string,
    options?: DownloadOptions,
    signal?: AbortSignal,
  ): Promise<Download>;
  /** Into a file that appears whole or not at all. */
  downloadTo(
    container: string,
    name: string,
    path: string,
    signal?: AbortSignal,
  ): Promise<ObjectInfo>;
  /** @throws SignerError `not-found`. */
  info(container: string, name: string, signal?: AbortSignal): Promise<ObjectInfo>;
  /** Inside storage. @returns the ETag. */
  copy(
    from: ObjectPlace,
    to: ObjectPlace,
    options?: CopyOptions,
    signal?: AbortSignal,
  ): Promise<string>;
  move(from: ObjectPlace, to: ObjectPlace, signal?: AbortSignal): Promise<string>;
  /** With the segments of a large one, unless they are to be kept. @returns whether there was one. */
  delete(
    container: string,
    name: string,
    options?: { readonly keepSegments?: boolean },
    signal?: AbortSignal,
  ): Promise<boolean>;
  /** In bulk, at most 10 000 in a request, any number in a call. Segments of large objects stay. */
  deleteMany(container: string, names: readonly string[], signal?: AbortSignal): Promise<Deletions>;
  /** When it vanishes; undefined: never. */
  setExpiry(
    container: string,
    name: string,
    expires: Expiry | undefined,
    signal?: AbortSignal,
  ): Promise<void>;
  setContentType(
    container: string,
    name: string,
    contentType: string,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Changes what is given and keeps the rest. */
  setMetadata(
    container: string,
    name: string,
    metadata: Metadata,
    signal?: AbortSignal,
  ): Promise<void>;
  removeMetadata(
    container: string,
    name: string,
    names: readonly string[],
    signal?: AbortSignal,
  ): Promise<void>;
}

/** The member `objects` of the client. */
export function objectsClient(context: ClientContext): ObjectsClient {
  const never = neverAborted();
  return {
    list: (container, options = {}, signal = never) =>
      listObjects(context, container, options, signal),
    upload: (container, name, source, options = {}, signal = never) =>
      uploadObject(context, container, name, [source, options], signal),
    download: (container, name, options = {}, signal = never) =>
      downloadObject(context, { container, name }, options, signal),
    downloadTo: (container, name, path, signal = never) =>
      downloadTo(context, { container, name }, path, signal),
    info: (container, name, signal = never) => headOf(context, container, name, signal),
    copy: (from, to, options = {}, signal = never) =>
      copyObject(context, from, to, options, signal),
    move: (from, to, signal = never) => moveObject(context, from, to, signal),
    delete: (container, name, options = {}, signal = never) =>
      deleteOne(context, container, name, signal, options),
    deleteMany: (container, names, signal = never) => deleteMany(context, container, names, signal),
    ...changes(context, never),
  };
}

function changes(
  context: ClientContext,
  never: AbortSignal,
): Pick<ObjectsClient, 'setExpiry' | 'setContentType' | 'setMetadata' | 'removeMetadata'> {
  return {
    setExpiry: (container, name, expires, signal = never) => {
      const set = (kept: object): object => ({
        ...withoutExpiry(kept),
        ...(expires && { expires }),
      });
      return changeObject(context, [container, name], set, signal);
    },
    setContentType: (container, name, contentType, signal = never) =>
      changeObject(context, [container, name], (kept) => ({ ...kept, contentType }), signal),
    setMetadata: (container, name, metadata, signal = never) => {
      const merged = (kept?: Metadata): Metadata => ({ ...kept, ...lowerCase(metadata) });
      return changeObject(
        context,
        [container, name],
        (kept) => ({ ...kept, metadata: merged(kept.metadata) }),
        signal,
      );
    },
    removeMetadata: (container, name, names, signal = never) => {
      const gone = new Set(names.map((each) => each.toLowerCase()));
      const left = (kept: Metadata = {}): Metadata =>
        Object.fromEntries(Object.entries(kept).filter(([each]) => !gone.has(each)));
      return changeObject(
        context,
        [container, name],
        (kept) => ({ ...kept, metadata: left(kept.metadata) }),
        signal,
      );
    },
  };
}

function lowerCase(metadata: Metadata): Metadata {
  return Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
