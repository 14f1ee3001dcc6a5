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
      ({ grant }) => isObject(grant) && typeof grant['token'] === 'string' && hasRequests(grant),
    );
}

/** An answer to `complete` about so many uploads. */
export function completeShape(count: number): Shape<CompleteResponse> {
  return (answer): answer is CompleteResponse =>
    hasResults(answer, count, ({ receipt }) => typeof receipt === 'string');
}

export const partsShape: Shape<PartsResponse> = (answer): answer is PartsResponse =>
  isObject(answer) && hasRequests(answer);

export const statusShape: Shape<StatusResponse> = (answer): answer is StatusResponse =>
  isObject(answer) && areObjects(answer['parts'], () => true);

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

function hasRequests(answer: JsonObject): boolean {
  return areObjects(
    answer['requests'],
    ({ method, url, headers }) =>
      method === 'PUT' && /^https?:\/\//i.test(String(url)) && isObject(headers),
  );
}
