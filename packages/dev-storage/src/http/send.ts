/**
 * Writing an {@linkcode Answer} to the connection.
 *
 * @module
 */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isStream, reasonOf, type Answer } from './answer.js';

/** How an answer is sent. */
export interface SendOptions {
  /** Headers that every answer has. */
  readonly common: Readonly<Record<string, string>>;
  /** Called with the bytes of the body that were handed to the socket. */
  readonly onBytes: (count: number) => void;
}

/** Sends `answer`; resolves when the socket has it all. A client that goes away is no error. */
export async function send(
  response: ServerResponse,
  answer: Answer,
  { common, onBytes }: SendOptions,
): Promise<void> {
  const { body, delivery = {} } = answer;
  if (delivery.cut !== undefined) {
    cutConnection(response, delivery.cut);
    return;
  }
  const isHead = response.req.method === 'HEAD';
  const length = isStream(body) ? body.length : body.byteLength;
  const headers = {
    // A HEAD's own length (that of the object) stands; otherwise it is 0, as in Swift.
    ...(length === undefined ? {} : { 'Content-Length': String(isHead ? 0 : length) }),
    ...answer.headers,
    ...common,
  };
  // Swift does not talk about the connection unless it closes it; Node would add two headers of its own.
  response.removeHeader('Connection');
  // A client that has closed its side asks for nothing more; without the header Node would forget to close ours.
  if (response.socket?.readableEnded === true) response.shouldKeepAlive = false;
  response.writeHead(answer.status, reasonOf(answer.status), headers);
  try {
    if (isHead || length === 0) {
      response.end();
      return;
    }
    const chunks = isStream(body) ? body.chunks() : [body];
    const source = Readable.from(count(delivery.wrap?.(toAsync(chunks)) ?? chunks, onBytes), {
      objectMode: false,
    });
    await pipeline(source, response);
  } catch {
    // Gone, or cut by a fault, in the middle of the body: the connection cannot be used for anything else.
    cutConnection(response, delivery.cutAfter ?? 'close');
  }
}

function cutConnection({ socket }: ServerResponse, how: 'reset' | 'close'): void {
  if (how === 'reset') socket?.resetAndDestroy();
  else socket?.destroy();
}

async function* count(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  onBytes: (count: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onBytes(chunk.byteLength);
    yield chunk;
  }
}

async function* toAsync(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
