/**
 * Reads answers of other servers, which may be wrong or taken over, without trusting their length. Every answer that the
 * signer keeps is read here.
 *
 * @module
 */
import { concatBytes } from '@noble/hashes/utils.js';

/** Of a response only what is read. */
type Answer = Pick<Response, 'headers' | 'body' | 'arrayBuffer'>;

/**
 * The bytes of a response.
 *
 * @param limit - bytes of the most that is read; rejects with a `RangeError` if there are more, and reads no further
 */
export async function readBytes(response: Answer, limit: number): Promise<Uint8Array> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  if (body === null) return new Uint8Array();
  // HTTP holds a body to its length, and read at once it costs a tenth of what a stream does.
  if (lengthOf(response.headers) <= limit) return new Uint8Array(await response.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > limit) throw new RangeError(`more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return concatBytes(...chunks);
}

/** The same, decoded as UTF-8. */
export async function readText(response: Answer, limit: number): Promise<string> {
  return new TextDecoder().decode(await readBytes(response, limit));
}

/** What is on its way; unknown if it does not say, or if it is packed and grows here. */
function lengthOf(headers: Headers): number {
  const length = headers.get('content-length') ?? '';
  const isPlain = !headers.has('content-encoding') && !headers.has('transfer-encoding');
  return isPlain && /^\d+$/.test(length) ? Number(length) : Number.POSITIVE_INFINITY;
}

/** Which bytes are wanted. */
export interface Slice {
  readonly from: number;
  /** The first byte not wanted any more. */
  readonly to: number;
}

/** These bytes of a response, fewer where it has no more. What comes before is dropped, and what comes after is not read. */
export async function readSlice(
  response: Pick<Response, 'body'>,
  { from, to }: Slice,
): Promise<Uint8Array> {
  const body: AsyncIterable<Uint8Array> | null = response.body;
  const chunks: Uint8Array[] = [];
  let at = 0;
  for await (const chunk of body ?? []) {
    const wanted = chunk.subarray(Math.max(0, from - at), Math.max(0, to - at));
    if (wanted.byteLength > 0) chunks.push(wanted);
    at += chunk.byteLength;
    if (at >= to) break;
  }
  return concatBytes(...chunks);
}
