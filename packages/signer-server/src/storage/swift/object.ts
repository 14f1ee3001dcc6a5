/**
 * What a HEAD of a Swift object says, and whether that is the object the token and the browser speak of.
 *
 * @module
 */
import { bareEtag } from '../bare-etag.js';
import { SignerError } from '../../errors.js';
import type { PartRecord } from '../../wire/schema.js';
import type { Upload } from '../storage.js';
import { swiftRefusal } from './http.js';
import type { SwiftAnswer, SwiftRequest } from './http.js';

/** Seconds by which storage's clock may be behind the signer's before a fresh object looks older than its token. */
const CLOCK_TOLERANCE = 300;

/** The headers of an object that matter here. */
export interface SwiftObject {
  readonly size: number;
  /** Lower case, without quotes (SLOs and the `etag_quoter` middleware quote it). */
  readonly etag: string;
  readonly contentType: string;
  /** Unix seconds with fraction, from `X-Timestamp`. */
  readonly timestamp: number;
  /** Unix seconds, see {@link storedAt}. */
  readonly storedAt: number;
  /** It will vanish. */
  readonly expires: boolean;
  /** It is a manifest or a link: its bytes live elsewhere and can change. */
  readonly indirect: boolean;
  /** It is the manifest of a Static Large Object. */
  readonly manifest: boolean;
  readonly headers: Headers;
}

/** Requests to one container, by token or by TempURLs of the signer's own. */
export interface SwiftContainer {
  readonly container: string;
  /** @param name - decoded object name. */
  send(
    method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE',
    name: string,
    options: Pick<SwiftRequest, 'headers' | 'timeout' | 'longest' | 'slice'>,
    signal: AbortSignal,
  ): Promise<SwiftAnswer>;
}

/** Requests that only a token can make. */
export interface TokenContainer extends SwiftContainer {
  /**
   * @param path - from the account on, encoded: `/container/object`, or `''` for the account itself.
   * @param query - without `?`, encoded.
   */
  ask(
    path: string,
    query: string,
    request: Omit<SwiftRequest, 'url'>,
    signal: AbortSignal,
  ): Promise<SwiftAnswer>;
}

/** HEAD; undefined if there is no such object. */
export async function headObject(
  container: SwiftContainer,
  name: string,
  signal: AbortSignal,
): Promise<SwiftObject | undefined> {
  const answer = await container.send('HEAD', name, {}, signal);
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw swiftRefusal(answer, 'show the stored object');
  return readObject(answer.headers);
}

/** DELETE; an object that is not there is fine. @returns whether it was. */
export async function deleteObject(
  container: SwiftContainer,
  name: string,
  signal: AbortSignal,
): Promise<boolean> {
  const answer = await container.send('DELETE', name, {}, signal);
  if (answer.status === 404) return false;
  if (answer.status >= 200 && answer.status <= 299) return true;
  throw swiftRefusal(answer, 'delete an object');
}

function readObject(headers: Headers): SwiftObject {
  return {
    size: Number(headers.get('content-length') ?? Number.NaN),
    etag: bareEtag(headers.get('etag') ?? ''),
    contentType: headers.get('content-type') ?? '',
    timestamp: timestampOf(headers),
    storedAt: storedAt(headers),
    expires: headers.has('x-delete-at'),
    manifest: headers.has('x-static-large-object'),
    // A symlink answers HEAD with its target's headers and says where that is.
    indirect: [
      'x-static-large-object',
      'x-object-manifest',
      'x-symlink-target',
      'content-location',
    ].some((name) => headers.has(name)),
    headers,
  };
}

/**
 * The second before `Last-Modified`, which is rounded up and therefore may be a moment to come. The answer to a PUT has
 * no other time, and a receipt has to say the same whether it follows from that answer or from a HEAD.
 */
export function storedAt(headers: Headers): number {
  const modified = Date.parse(headers.get('last-modified') ?? '') / 1000;
  return (Number.isNaN(modified) ? Math.ceil(timestampOf(headers)) : modified) - 1;
}

/** `X-Timestamp` is exact, `Last-Modified` is rounded up to the second; some proxies drop the former. */
function timestampOf(headers: Headers): number {
  const exact = headers.get('x-timestamp');
  if (exact !== null) return Number.parseFloat(exact);
  return Date.parse(headers.get('last-modified') ?? '') / 1000;
}

/**
 * Holds a stored object against a part that the browser reported.
 *
 * @throws SignerError `part-missing`, `size-mismatch`, `hash-mismatch`.
 */
export function assertSameBytes(
  stored: SwiftObject | undefined,
  part: PartRecord,
  upload: Upload,
): asserts stored is SwiftObject {
  if (!stored) {
    throw new SignerError('part-missing', `Storage does not have part ${part.partNumber}.`);
  }
  if (stored.size !== part.size) {
    throw new SignerError(
      'size-mismatch',
      `Storage has ${stored.size} bytes of part ${part.partNumber}, ` +
        `the grant says ${part.size} bytes.`,
    );
  }
  if (stored.etag !== part.etag) {
    throw new SignerError(
      'hash-mismatch',
      `Storage has other bytes of part ${part.partNumber} (MD5 ${stored.etag}) than were read ` +
        `from the file (MD5 ${part.etag}).`,
    );
  }
  if (stored.indirect) {
    throw new SignerError('storage-refused', 'The stored object is a manifest or link, not bytes.');
  }
  if (stored.timestamp < upload.issuedAt - CLOCK_TOLERANCE) {
    throw new SignerError(
      'storage-refused',
      'The stored object is older than this upload; or the clocks of signer and storage differ.',
    );
  }
}
