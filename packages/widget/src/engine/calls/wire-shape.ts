/**
 * Whether JSON that came over the network has the shape of the wire contract, as far as this page would act upon it. Anything
 * else ends an upload with a reason, instead of somewhere in its middle; and no answer makes the page send what is no PUT
 * over HTTP.
 *
 * @module
 */
import type {
  CompleteResponse,
  CreateResponse,
  PartsResponse,
  StatusResponse,
} from '../protocol.js';

/** A test of what was parsed. */
export type Shape<T> = (answer: unknown) => answer is T;

/** An answer to `create` about so many files. How a grant cuts its file is judged by `planParts`. */
export function createShape(count: number): Shape<CreateResponse> {
  return (answer): answer is CreateResponse =>
    hasResults(
      answer,
      count,
      ({ grant }) => isObject(grant) && isToken(grant['token']) && hasRequests(grant),
    );
}

/** An answer to `complete` about so many uploads. */
export function completeShape(count: number): Shape<CompleteResponse> {
  return (answer): answer is CompleteResponse =>
    hasResults(answer, count, ({ receipt }) => isReceipt(receipt));
}

export const partsShape: Shape<PartsResponse> = (answer): answer is PartsResponse =>
  isObject(answer) && hasRequests(answer);

export const statusShape: Shape<StatusResponse> = (answer): answer is StatusResponse =>
  isObject(answer) && areObjects(answer['parts'], isPart);

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}

function areObjects(value: unknown, fits: (item: JsonObject) => boolean): boolean {
  return Array.isArray(value) && value.every((item) => isObject(item) && fits(item));
}

/** One result for each that was asked about: a problem, or what was wanted. */
function hasResults(
  answer: unknown,
  count: number,
  fits: (result: JsonObject) => boolean,
): boolean {
  if (!isObject(answer)) return false;
  const { results } = answer;
  const isResult = (result: JsonObject): boolean =>
    'problem' in result
      ? isObject(result['problem']) && typeof result['problem']['code'] === 'string'
      : fits(result);
  return areObjects(results, isResult) && (results as readonly unknown[]).length === count;
}

/** What every later call repeats: as long as the reference signer takes at most. */
function isToken(token: unknown): boolean {
  return typeof token === 'string' && token !== '' && token.length <= 16_384;
}

/** A compact JWS (RFC 7515 §3.1), not longer than a form can take. */
function isReceipt(receipt: unknown): boolean {
  return (
    typeof receipt === 'string' &&
    receipt.length <= 65_536 &&
    /^[\w-]+\.[\w-]+\.[\w-]+$/.test(receipt)
  );
}

function isPart({ partNumber, size, etag }: JsonObject): boolean {
  return isCount(partNumber) && isSize(size) && typeof etag === 'string';
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isCount(value: unknown): boolean {
  return isSize(value) && value > 0;
}

function hasRequests(answer: JsonObject): boolean {
  return areObjects(
    answer['requests'],
    ({ method, url, headers, partNumber }) =>
      method === 'PUT' && isAddress(url) && areHeaders(headers) && isCount(partNumber),
  );
}

/** HTTP, and nobody's name and password in it: the browser would send those. */
function isAddress(url: unknown): boolean {
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url)) return false;
  try {
    const { username, password } = new URL(url);
    return username === '' && password === '';
  } catch {
    return false;
  }
}

/** Names are tokens and values have no line breaks (RFC 9110 §5); others make `setRequestHeader` throw in the middle of an upload. */
function areHeaders(headers: unknown): boolean {
  return (
    isObject(headers) &&
    Object.entries(headers).every(
      ([name, value]) =>
        /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
        !FORBIDDEN.test(name) &&
        typeof value === 'string' &&
        /^[\t\x20-\x7e\x80-\xff]*$/.test(value),
    )
  );
}

/** What a page may not set (Fetch §2.2.2, "forbidden request-header"), and what would name the person to storage. */
const FORBIDDEN =
  /^(?:proxy-.*|sec-.*|cookie2?|set-cookie|authorization|host|origin|referer|connection|content-length|expect|te|trailer|transfer-encoding|upgrade|via|keep-alive|date|dnt|access-control-request-.*|accept-charset|accept-encoding)$/i;
