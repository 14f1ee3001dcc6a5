/**
 * The outermost layer: does to a request what the faults that hit it say.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../disk/store.js';
import { answer, withHeaders, type Answer, type Delivery } from '../http/answer.js';
import { BodyBrokenError, type Handler, type Layer, type SwiftRequest } from '../http/exchange.js';
import { addCors } from '../swift/cors.js';
import type { Fault } from './fault.js';
import type { FaultRegistry } from './registry.js';
import { breakAfter, flipBit, slowDown, type Bytes } from './transforms.js';

/** How much of a body a fault may look at to decide whether it is meant. */
const BODY_START_BYTES = 64 * 1024;

type FaultOf<K extends Fault['kind']> = Extract<Fault, { kind: K }>;

/** See the module comment. */
export function faults(registry: FaultRegistry, store: Store): Layer {
  return (next) => async (request) => {
    const hits = await registry.select({
      method: request.method,
      path: request.path,
      bodyStart: () => request.body.peek(BODY_START_BYTES),
    });
    return hits.length === 0 ? next(request) : suffer(hits, request, next, store);
  };
}

async function suffer(
  hits: readonly Fault[],
  request: SwiftRequest,
  next: Handler,
  store: Store,
): Promise<Answer> {
  const { signal } = request;
  for (const { milliseconds } of pick(hits, 'delay')) {
    // A client that goes away ends the wait; what it asked for is then of no interest to anyone.
    await sleep(milliseconds, undefined, { signal }).catch(() => undefined);
  }
  const hang = pick(hits, 'hang')[0];
  if (hang !== undefined && hang.when !== 'after') return hangUp(signal);
  const status = pick(hits, 'status')[0];
  if (status !== undefined) return failWith(status, request, store);
  const upload = damageUpload(hits, request);
  const reply = await next(upload.request);
  if (hang !== undefined) return { ...(await hangUp(signal)), body: reply.body };
  const cut = upload.cut();
  if (cut !== undefined) return { ...reply, delivery: { cut } };
  if (pick(hits, 'lose-response').length > 0) return { ...reply, delivery: { cut: 'reset' } };
  return { ...reply, delivery: damageResponse(hits, signal) };
}

function pick<K extends Fault['kind']>(hits: readonly Fault[], kind: K): readonly FaultOf<K>[] {
  return hits.filter((fault): fault is FaultOf<K> => fault.kind === kind);
}

/** Says nothing until the client gives up. */
async function hangUp(signal: AbortSignal): Promise<Answer> {
  if (!signal.aborted) {
    await new Promise((resolve) => {
      signal.addEventListener('abort', resolve, { once: true });
    });
  }
  return { ...answer(499), delivery: { cut: 'reset' } };
}

function failWith(fault: FaultOf<'status'>, request: SwiftRequest, store: Store): Answer {
  const { cors = true, retryAfter, location } = fault;
  const headers = {
    ...(retryAfter !== undefined && { 'Retry-After': String(retryAfter) }),
    ...(location !== undefined && { Location: location }),
  };
  const reply = withHeaders(bodyOf(fault), headers);
  const { target } = request;
  if (!cors || target.kind !== 'resource' || target.container === undefined) return reply;
  return addCors(reply, request, store.container(target.account, target.container));
}

function bodyOf({ status, s3Code }: FaultOf<'status'>): Answer {
  if (s3Code === undefined) return answer(status);
  const xml =
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<Error><Code>${s3Code}</Code><Message>This is a fault.</Message></Error>`;
  return { status, headers: { 'Content-Type': 'application/xml' }, body: Buffer.from(xml) };
}

/** The request with a body that suffers, and how the connection is to be cut if it broke. */
function damageUpload(
  hits: readonly Fault[],
  request: SwiftRequest,
): { readonly request: SwiftRequest; readonly cut: () => Delivery['cut'] } {
  let cut: Delivery['cut'];
  const { body, signal } = request;
  const chunks = (): Bytes => {
    let bytes: Bytes = body.chunks();
    for (const { offset, bit = 0 } of pick(hits, 'flip-bit')) bytes = flipBit(bytes, offset, bit);
    for (const { during, bytesPerSecond } of pick(hits, 'slow')) {
      if (during === 'upload') bytes = slowDown(bytes, bytesPerSecond, signal);
    }
    for (const { during, afterBytes, how = 'reset' } of pick(hits, 'drop')) {
      if (during !== 'upload') continue;
      bytes = breakAfter(bytes, afterBytes, () => {
        cut = how;
        return new BodyBrokenError('disconnected');
      });
    }
    return bytes;
  };
  const damaged = { length: body.length, chunks, peek: (count: number) => body.peek(count) };
  return { request: { ...request, body: damaged }, cut: () => cut };
}

function damageResponse(hits: readonly Fault[], signal: AbortSignal): Delivery {
  const drop = pick(hits, 'drop').find(({ during }) => during === 'response');
  return {
    ...(drop === undefined ? {} : { cutAfter: drop.how ?? 'reset' }),
    wrap: (source) => {
      let bytes: Bytes = source;
      for (const { during, bytesPerSecond } of pick(hits, 'slow')) {
        if (during === 'response') bytes = slowDown(bytes, bytesPerSecond, signal);
      }
      return drop === undefined
        ? bytes
        : breakAfter(bytes, drop.afterBytes, () => new Error('cut by a fault'));
    },
  };
}
