/**
 * What is written to disk about accounts, containers and objects: one small JSON file each. A record carries the real
 * name; the file's own name is only a hash of it, so a name never becomes a path.
 *
 * @module
 */
import * as z from 'zod';

/** Header name (as sent out, e.g. `X-Object-Meta-Colour`) to value. Values are Latin-1 strings, as HTTP carries them. */
const headers = z.record(z.string(), z.string());

/** `accounts/<hash>/account.json` */
export const accountRecord = z.object({
  name: z.string(),
  /** 10 µs ticks; see `timestamp.ts`. */
  timestamp: z.number(),
  /** `X-Account-Meta-*`, among them the account's TempURL keys. */
  headers,
});

/** `accounts/<hash>/<hash>/container.json` */
export const containerRecord = z.object({
  name: z.string(),
  timestamp: z.number(),
  /** When the headers last changed. */
  modified: z.number(),
  /** `X-Container-Meta-*` (TempURL keys, CORS, quotas), `X-Container-Read`, `X-Container-Write`. */
  headers,
});

/**
 * `accounts/<hash>/<hash>/objects/<hash>.json`. It names the blob that holds the bytes, so renaming this one file into
 * place switches bytes and metadata together.
 */
export const objectRecord = z.object({
  name: z.string(),
  /** When the PUT that brought the bytes began: of two writes the later one wins. */
  timestamp: z.number(),
  /** When bytes or headers last changed: a POST moves it. */
  modified: z.number(),
  contentType: z.string(),
  /** Bytes. */
  size: z.number(),
  /** MD5 of the stored bytes, 32 lower-case hex digits. */
  etag: z.string(),
  /** File in `blobs/` that holds the bytes. */
  blob: z.string(),
  /** Set if the bytes are the manifest of a static large object. `size` and `etag` above are the manifest's own. */
  largeObject: z
    .object({
      /** MD5 of what the manifest lists, 32 lower-case hex digits; shown in quotes. */
      etag: z.string(),
      /** Bytes of all segments together. */
      size: z.number(),
    })
    .optional(),
  /** Unix seconds after which the object is gone (`X-Delete-At`). */
  deleteAt: z.number().optional(),
  /** `X-Object-Meta-*`, `Content-Disposition`, `Content-Encoding`, `Cache-Control`, …: what a POST replaces. */
  headers,
});

export type AccountRecord = Readonly<z.infer<typeof accountRecord>>;
export type ContainerRecord = Readonly<z.infer<typeof containerRecord>>;
export type ObjectRecord = Readonly<z.infer<typeof objectRecord>>;
/** What a manifest stands for. */
export type LargeObject = Readonly<NonNullable<ObjectRecord['largeObject']>>;
