/**
 * Reads a submitted form, capped and counted. Only the URL-encoded kind: the form carries receipts, which are text, so this
 * server needs no multipart parser and has no way to take a file in.
 *
 * @module
 */

/** A thousand receipts are about one megabyte. */
const LIMIT_BYTES = 4 * 1024 * 1024;

/** A form, or why there is none. `bytes` is what arrived of the body either way. */
export type ReadForm =
  | { readonly outcome: 'form'; readonly form: URLSearchParams; readonly bytes: number }
  | { readonly outcome: 'too-large' | 'not-a-form'; readonly bytes: number };

/** The chunks of a body; none if there is no body. */
function chunksOf({ body }: Request): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  return (body as ReadableStream<Uint8Array> | null) ?? [];
}

/** Takes in a body nobody asked for and says how big it was, without keeping it. */
export async function weighBody(request: Request): Promise<number> {
  let bytes = 0;
  for await (const chunk of chunksOf(request)) bytes += chunk.byteLength;
  return bytes;
}

/** Reads the form. */
export async function readForm(request: Request): Promise<ReadForm> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    return { outcome: 'not-a-form', bytes: await weighBody(request) };
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunksOf(request)) {
    bytes += chunk.byteLength;
    if (bytes > LIMIT_BYTES) return { outcome: 'too-large', bytes };
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks, bytes).toString('utf8');
  return { outcome: 'form', form: new URLSearchParams(text), bytes };
}
