/**
 * An HTTP answer as a value, and the bodies Swift gives to its answers.
 *
 * @module
 */
import { STATUS_CODES } from 'node:http';
import type { LargeObject } from '../disk/records.js';

/** Bytes that are produced while they are sent. */
export interface BodyStream {
  /** Bytes that will come; `undefined` if nobody knows: the answer is then chunked. */
  readonly length: number | undefined;
  chunks(): AsyncIterable<Uint8Array>;
  /** Lets go of what the stream holds; called once, whether it was read or not. */
  close(): Promise<void>;
}

/** Header names are written as Swift sends them (`Content-Type`); one spelling each, so records can be spread. */
export type AnswerHeaders = Readonly<Record<string, string>>;

/** See the module comment. The server adds `X-Trans-Id`, `Date` and `Content-Length`. */
export interface Answer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: Uint8Array | BodyStream;
  /** Between layers: the object is the manifest of this. */
  readonly largeObject?: LargeObject;
  /** How it travels, if not as usual; faults set this. */
  readonly delivery?: Delivery;
}

/** What may happen to an answer on its way. */
export interface Delivery {
  /** The connection is cut instead of answering: `reset` as a crash, `close` as an orderly end. */
  readonly cut?: 'reset' | 'close' | undefined;
  /** How the connection is cut if `wrap` breaks the body off. */
  readonly cutAfter?: 'reset' | 'close';
  /** Wraps the body while it is sent. */
  readonly wrap?: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

const HTML = 'text/html; charset=UTF-8';
const EMPTY = new Uint8Array(0);

/** What Swift says for a status where it says nothing more precise. */
const EXPLANATIONS: Readonly<Record<number, readonly [title: string, text: string]>> = {
  202: ['Accepted', 'The request is accepted for processing.'],
  400: [
    'Bad Request',
    'The server could not comply with the request since it is either malformed or otherwise incorrect.',
  ],
  401: [
    'Unauthorized',
    'This server could not verify that you are authorized to access the document you requested.',
  ],
  403: ['Forbidden', 'Access was denied to this resource.'],
  404: ['Not Found', 'The resource could not be found.'],
  405: ['Method Not Allowed', 'The method is not allowed for this resource.'],
  408: [
    'Request Timeout',
    'The server has waited too long for the request to be sent by the client.',
  ],
  409: ['Conflict', 'There was a conflict when trying to complete your request.'],
  411: ['Length Required', 'Content-Length header required.'],
  412: ['Precondition Failed', 'A precondition for this request was not met.'],
  413: ['Request Entity Too Large', 'The body of your request was too large for this server.'],
  414: ['Request URI Too Long', 'The request URI was too long for this server.'],
  416: ['Requested Range Not Satisfiable', 'The Range requested is not available.'],
  422: ['Unprocessable Entity', 'Unable to process the contained instructions'],
  499: ['Client Disconnect', 'The client was disconnected during request.'],
  500: [
    'Internal Error',
    'The server has either erred or is incapable of performing the requested operation.',
  ],
  503: [
    'Service Unavailable',
    'The server is currently unavailable. Please try again at a later time.',
  ],
};

/** The reason phrase on the status line. */
export function reasonOf(status: number): string {
  return EXPLANATIONS[status]?.[0] ?? STATUS_CODES[status] ?? 'Unknown';
}

/** An answer with Swift's standard HTML body for its status; 2xx and 304 (but for 202) have none. */
export function answer(status: number, headers: AnswerHeaders = {}): Answer {
  const explanation = EXPLANATIONS[status];
  const body =
    explanation === undefined
      ? EMPTY
      : Buffer.from(`<html><h1>${explanation[0]}</h1><p>${explanation[1]}</p></html>`);
  return { status, headers: { 'Content-Type': HTML, ...headers }, body };
}

/** An answer whose body is a sentence, sent as HTML as Swift's middlewares do. */
export function sentence(status: number, text: string, headers: AnswerHeaders = {}): Answer {
  return { status, headers: { 'Content-Type': HTML, ...headers }, body: Buffer.from(text) };
}

/** An answer whose body is a sentence in `text/plain`, as Swift's core does. */
export function plain(status: number, text: string): Answer {
  return sentence(status, text, { 'Content-Type': 'text/plain' });
}

/** An answer whose body is text of a length that is not announced, as Swift's reports are (measured). */
export function unsized(status: number, type: string, text: string): Answer {
  const bytes = Buffer.from(text);
  return {
    status,
    headers: { 'Content-Type': type },
    body: {
      length: undefined,
      async *chunks(): AsyncGenerator<Uint8Array> {
        yield await Promise.resolve(bytes);
      },
      close: () => Promise.resolve(),
    },
  };
}

/** The same answer with more (or other) headers. */
export function withHeaders(base: Answer, headers: AnswerHeaders): Answer {
  return { ...base, headers: { ...base.headers, ...headers } };
}

/** Whether the body still has to be produced. */
export function isStream(body: Answer['body']): body is BodyStream {
  return !(body instanceof Uint8Array);
}

/** Lets go of a body that nobody will read. */
export async function closeBody({ body }: Answer): Promise<void> {
  if (isStream(body)) await body.close();
}

/** The whole body in memory: for small ones only. */
export async function collectBody(reply: Answer): Promise<Uint8Array> {
  const { body } = reply;
  if (!isStream(body)) return body;
  try {
    const chunks: Uint8Array[] = [];
    for await (const chunk of body.chunks()) chunks.push(chunk);
    return Buffer.concat(chunks);
  } finally {
    await body.close();
  }
}
