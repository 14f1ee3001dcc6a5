/**
 * The tus project's own server over a store that keeps nothing.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { DataStore, Server, Upload } from '@tus/server';
import type { ServerKind } from './body.js';

/** Where it answers. */
export const TUS_PATH = '/files';

/** Counts, and hashes where the sink does. */
class CountingStore extends DataStore {
  readonly #kind: ServerKind;
  readonly #uploads = new Map<string, Upload>();

  constructor(kind: ServerKind) {
    super();
    this.#kind = kind;
    this.extensions = ['creation'];
  }

  override create(upload: Upload): Promise<Upload> {
    this.#uploads.set(upload.id, upload);
    return Promise.resolve(upload);
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const hash = this.#kind === 'md5' ? createHash('md5') : undefined;
    let end = offset;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      end += chunk.length;
      hash?.update(chunk);
    }
    const upload = this.#uploads.get(id);
    if (upload) upload.offset = end;
    return end;
  }

  override getUpload(id: string): Promise<Upload> {
    return Promise.resolve(this.#uploads.get(id) ?? new Upload({ id, offset: 0 }));
  }
}

/** Its handler for node:http. */
export function createTus(kind: ServerKind): Server {
  return new Server({ path: TUS_PATH, datastore: new CountingStore(kind) });
}
