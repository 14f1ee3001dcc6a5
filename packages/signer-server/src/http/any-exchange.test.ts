/**
 * Whatever is written to a signer's port, and whenever the client hangs up: no answer is a failure of the signer's own, its
 * `fetch` never rejects, and each request that reaches it is one line of the log and one count.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { SignerError } from '../errors.js';
import { bothLogs } from '../log/log.js';
import type { LogEvent } from '../log/log.js';
import { createMetrics } from '../metrics/metrics.js';
import type { Signer } from '../options.js';
import type { Fetch } from '../storage/swift/http.js';
import { swift } from '../storage/swift/swift.js';
import { anyExchange } from '../testing/any-exchange.js';
import type { AnyExchange } from '../testing/any-exchange.js';
import { PAGE, testSigner } from '../testing/harness.js';
import { memorySwift } from '../testing/memory-swift.js';
import { SEED, propertyRuns } from '../testing/property-runs.js';
import { serve } from './serve.js';
import type { SignerServer } from './serve.js';

/** Connections at the same time. */
const AT_ONCE = 50;

/** One connection, known to what runs for it. */
interface Exchange {
  readonly asked: AnyExchange;
  readonly socket: Socket;
  answer: string;
  hasLeft: boolean;
}

const metrics = createMetrics();
const events: LogEvent[] = [];
const rejections: unknown[] = [];
let server: SignerServer;
/** Requests that reached the signer. */
let reached = 0;
/** By the port that a connection comes from. */
const exchanges = new Map<number, Exchange>();
const current = new AsyncLocalStorage<Exchange | undefined>();

/** Hangs up if this is when. */
async function arrive(at: 'authorize' | 'storage'): Promise<void> {
  const exchange = current.getStore();
  if (exchange?.asked.leaving.at !== at || exchange.hasLeft) return;
  await leave(exchange);
}

async function leave(exchange: Exchange): Promise<void> {
  exchange.hasLeft = true;
  const closed = new Promise((resolve) => exchange.socket.once('close', resolve));
  exchange.socket.destroy();
  await closed;
}

/** Counts what reaches a signer, and what it throws. */
function watched(signer: Signer): Signer {
  return {
    ...signer,
    fetch: async (request, connection) => {
      reached += 1;
      const exchange = exchanges.get(Number(request.headers.get('x-port')));
      try {
        return await current.run(exchange, () => signer.fetch(request, connection));
      } catch (error) {
        rejections.push(error);
        throw error;
      }
    },
  };
}

const noteRejection = (reason: unknown): void => void rejections.push(reason);

before(async () => {
  const { options } = memorySwift();
  const answer = options.fetch;
  assert.ok(answer);
  const fetch: Fetch = async (url, init) => {
    await arrive('storage');
    return answer(url, init);
  };
  const { signer } = testSigner(swift({ ...options, fetch }), {
    allowedOrigins: [PAGE],
    trustProxy: ['loopback'],
    authorize: async (request) => {
      await arrive('authorize');
      if (request.headers.get('authorization') !== 'Bearer anna') {
        throw new SignerError('forbidden', 'Not Ben.');
      }
      return { subject: 'anna' };
    },
    log: bothLogs((event) => void events.push(event), metrics.log),
  });
  process.on('unhandledRejection', noteRejection);
  server = await serve(watched(signer), { port: 0 });
});
after(async () => {
  process.off('unhandledRejection', noteRejection);
  await server.close();
});

/** Writes, leaves when it is time, and resolves when the connection is closed. */
async function run(asked: AnyExchange): Promise<Exchange> {
  const socket = connect(server.port, '127.0.0.1');
  socket.setEncoding('latin1').on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const exchange: Exchange = { asked, socket, answer: '', hasLeft: false };
  socket.on('data', (text: string) => {
    exchange.answer += text;
    if (asked.leaving.at === 'answer') void leave(exchange);
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  const port = socket.localPort ?? 0;
  exchanges.set(port, exchange);
  write(exchange, withPort(asked.bytes, port));
  await closed;
  exchanges.delete(port);
  return exchange;
}

/** A header by which the signer's side finds the connection. */
function withPort(bytes: Buffer, port: number): Buffer {
  const end = bytes.indexOf('\r\n') + 2;
  return Buffer.concat([
    bytes.subarray(0, end),
    Buffer.from(`X-Port: ${port}\r\n`),
    bytes.subarray(end),
  ]);
}

function write(exchange: Exchange, bytes: Buffer): void {
  const { asked, socket } = exchange;
  const { leaving } = asked;
  if (leaving.at === 'bytes') {
    const some = bytes.subarray(0, Math.floor(bytes.length * leaving.share));
    socket.write(some, () => void leave(exchange));
    return;
  }
  // What is announced never comes: nobody but the client can end it.
  socket.write(bytes, () => {
    if (asked.isShort) setImmediate(() => void leave(exchange));
  });
}

const lines = (): LogEvent[] => events.filter(({ event }) => event === 'request');

/** Until each request that came is told of. */
async function settle(): Promise<void> {
  const end = Date.now() + 20_000;
  while (lines().length < reached && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** Statuses seen, for the report. */
const seen = new Map<string, number>();
const count = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);

function judgeAnswer({ answer, hasLeft }: Exchange): void {
  const status = Number(
    /^HTTP\/1\.[01] (\d{3}) /.exec(answer.replace(/^HTTP\/1\.1 100 [^]*?\r\n\r\n/, ''))?.[1] ?? 0,
  );
  count(hasLeft ? 'left' : String(status));
  assert.ok(status < 500, answer.slice(0, 400));
  if (hasLeft || status === 0) return;
  const id = /^x-request-id: (.*)\r$/im.exec(answer)?.[1];
  if (id === undefined) return;
  const told = lines().filter(({ requestId }) => requestId === id);
  // Ids are given by whoever is trusted, so that two requests may have the same.
  assert.ok(
    told.some((line) => line.status === status),
    `${status}: ${JSON.stringify(told)}`,
  );
}

function judgeLines(): void {
  assert.deepEqual(rejections, []);
  assert.equal(lines().length, reached);
  assert.deepEqual(
    events.filter(({ level, code }) => level === 'error' || code === 'internal'),
    [],
  );
  for (const { status, code, level } of lines()) {
    assert.equal(status === 499, code === 'client-gone', `${status} ${code}`);
    if (status === 499) assert.equal(level, 'info');
  }
}

async function counted(): Promise<number> {
  const { text } = await metrics.expose();
  const all = text.matchAll(/^direct_upload_requests_total\{[^}]*\} (\d+)$/gm);
  return [...all].reduce((sum, [, figure]) => sum + Number(figure), 0);
}

it('any exchange ends well, and is told and counted once', async (t) => {
  t.diagnostic(`seed ${SEED}`);
  const started = performance.now();
  const many = fc.array(anyExchange, { minLength: AT_ONCE, maxLength: AT_ONCE });
  const property = fc.asyncProperty(many, async (all) => {
    const countedBefore = await counted();
    reached = 0;
    events.length = 0;
    const done = await Promise.all(all.map(run));
    await settle();
    done.forEach(judgeAnswer);
    judgeLines();
    for (const { status } of lines()) count(`line ${status}`);
    assert.equal((await counted()) - countedBefore, reached);
  });
  const cases = propertyRuns(2_000);
  await fc.assert(property, { numRuns: Math.ceil(cases / AT_ONCE), seed: SEED });
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  t.diagnostic(`${cases} in ${seconds} s, ${JSON.stringify(Object.fromEntries([...seen].sort()))}`);
  for (const what of ['200', '400', '403', '404', '405', '413', '415', '421', '431', 'line 499']) {
    assert.ok((seen.get(what) ?? 0) > 0, `${what} is not reached`);
  }
});
