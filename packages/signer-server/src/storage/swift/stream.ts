/**
 * A request to Swift whose bodies stream. Nobody can say how long the bytes of an object take, so its limit is on
 * silence: no byte sent, none received.
 *
 * @module
 */
import { deadline } from '../deadline.js';
import type { Deadline } from '../deadline.js';
import { headOf, requestInit, unreachable } from './http.js';
import type { Fetch, SwiftHead, SwiftRequest } from './http.js';

/** Milliseconds without a byte in either direction; Swift itself gives up a silent client after 60 s. */
const SILENCE = 90_000;

/** An answer whose body is still to be read, to its end, or the connection stays taken until it is cancelled. */
export interface SwiftStream extends SwiftHead {
  readonly body: AsyncIterable<Uint8Array>;
}

/** @throws SignerError `storage-unavailable` if there is no answer; the signal's reason if the caller gave up. */
export async function streamFromSwift(
  fetch: Fetch,
  request: SwiftRequest,
  signal: AbortSignal,
): Promise<SwiftStream> {
  const watch = silenceWatch(signal, request.timeout ?? SILENCE);
  const { body } = request;
  const sent = typeof body === 'object' && !(body instanceof Uint8Array) ? body : undefined;
  const watched = sent ? { ...request, body: watch.over(sent) } : request;
  const fail = (cause: unknown): never => {
    watch.stop();
    signal.throwIfAborted();
    throw unreachable(request.url, watch.passed(), cause);
  };
  try {
    const response = await fetch(request.url, requestInit(watched, watch.signal));
    return { ...headOf(response), body: received(response, watch, fail) };
  } catch (cause) {
    return fail(cause);
  }
}

/** The answer's bytes, with errors of the same words as those of the request. */
async function* received(
  response: Response,
  watch: SilenceWatch,
  fail: (cause: unknown) => never,
): AsyncGenerator<Uint8Array> {
  try {
    yield* watch.over(response.body ?? noBytes());
  } catch (cause) {
    fail(cause);
  } finally {
    watch.stop();
  }
}

async function* noBytes(): AsyncGenerator<Uint8Array> {
  // Nothing: HEAD, 204 and 304 have no body.
}

interface SilenceWatch extends Deadline {
  /** The same bytes; each puts the end off. */
  over(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
}

function silenceWatch(caller: AbortSignal, limit: number): SilenceWatch {
  const silence = deadline(caller, limit);
  return {
    ...silence,
    over: (bytes) => ({
      // A fresh iterator each time: what can be read twice stays so.
      async *[Symbol.asyncIterator]() {
        for await (const chunk of bytes) {
          silence.putOff();
          yield chunk;
          silence.putOff();
        }
      },
    }),
  };
}
