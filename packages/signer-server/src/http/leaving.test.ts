/**
 * A client that leaves is one line of the log and one count of its own, at whatever point it leaves; and whatever an
 * application throws is an answer.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { forwardAuthorize } from '../authorize/forward.js';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignerError } from '../errors.js';
import { bothLogs } from '../log/log.js';
import { createMetrics } from '../metrics/metrics.js';
import type { SignerOptions } from '../options.js';
import type { Storage } from '../storage/storage.js';
import { swift } from '../storage/swift/swift.js';
import { jsonPost, testSigner } from '../testing/harness.js';
import type { TestSigner } from '../testing/harness.js';
import { memorySwift } from '../testing/memory-swift.js';
import type { Problem } from '../wire/schema.js';
import { serve } from './serve.js';

const FILES = JSON.stringify({ files: [{ name: 'a', size: 1, type: '' }] });
const HEAD =
  'POST /uploads HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: x\r\n';
const WHOLE = `${HEAD}Content-Length: ${FILES.length}\r\n\r\n${FILES}`;

interface Scene {
  readonly test: TestSigner;
  readonly port: number;
  /** What the figures have of requests. */
  readonly counted: () => Promise<readonly string[]>;
}

async function scene(t: TestContext, options: Partial<SignerOptions>): Promise<Scene> {
  const metrics = createMetrics();
  const storage = options.storage ?? swift(memorySwift().options);
  const events: TestSigner['events'] = [];
  const test = testSigner(storage, {
    ...options,
    log: bothLogs((event) => void events.push(event), metrics.log),
  });
  const server = await serve(test.signer, { port: 0 });
  t.after(() => server.close());
  const counted = async (): Promise<readonly string[]> =>
    (await metrics.expose()).text.match(/^direct_upload_requests_total.*$/gm) ?? [];
  return { test: { ...test, events }, port: server.port, counted };
}

/** Sends, leaves when told to, and waits for the one line. */
async function leave(
  { test, port, counted }: Scene,
  words: string,
  moment: Promise<unknown>,
): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(words);
  await moment;
  socket.destroy();
  const requests = () => test.events.filter(({ event }) => event === 'request');
  while (requests().length === 0) await sleep(5);
  await sleep(20);
  assert.deepEqual(
    requests().map(({ level, status, code, detail }) => [level, status, code, detail]),
    [['info', 499, 'client-gone', undefined]],
  );
  assert.deepEqual(
    test.events.filter(({ level }) => level !== 'info'),
    [],
  );
  assert.deepEqual(await counted(), [
    'direct_upload_requests_total{route="create",status="499",code="client-gone"} 1',
  ]);
}

describe('a client that leaves', () => {
  it('while the application is asked who it is', async (t) => {
    const asked = Promise.withResolvers<undefined>();
    const application = createServer(() => {
      asked.resolve(undefined);
    }).listen(0, '127.0.0.1');
    t.after(() => {
      application.closeAllConnections();
      application.close();
    });
    await new Promise((resolve) => application.once('listening', resolve));
    const url = `http://127.0.0.1:${(application.address() as AddressInfo).port}/me`;
    const stand = await scene(t, { authorize: forwardAuthorize({ url }) });
    await leave(stand, WHOLE, asked.promise);
  });

  for (const reason of ['with the reason of the signal', 'with nothing at all'] as const) {
    it(`while storage is asked, which then gives up ${reason}`, async (t) => {
      const asked = Promise.withResolvers<undefined>();
      const limits: Storage['limits'] = (signal) =>
        new Promise((_, reject) => {
          asked.resolve(undefined);
          signal.addEventListener('abort', () => {
            reject((reason === 'with nothing at all' ? undefined : signal.reason) as Error);
          });
        });
      const stand = await scene(t, { storage: { ...swift(memorySwift().options), limits } });
      await leave(stand, WHOLE, asked.promise);
    });
  }

  for (const length of ['Content-Length: 100', 'Transfer-Encoding: chunked'] as const) {
    it(`while its body is read (${length})`, async (t) => {
      const read = Promise.withResolvers<undefined>();
      const stand = await scene(t, {
        authorize: () => {
          read.resolve(undefined);
          return Promise.resolve({ subject: 'a' });
        },
      });
      await leave(
        stand,
        `${HEAD}${length}\r\n\r\n5\r\n{`,
        read.promise.then(() => sleep(20)),
      );
    });
  }

  it('while the answer is written', async () => {
    const test = testSigner(swift(memorySwift().options));
    const asked = new Request('http://localhost/uploads', { ...jsonPost({}), body: FILES });
    const written = Promise.withResolvers<boolean>();
    const connection = { remoteAddress: '127.0.0.1', delivered: written.promise };
    assert.equal((await test.signer.fetch(asked, connection)).status, 200);
    const lines = () => test.events.filter(({ event }) => event === 'request');
    assert.deepEqual(lines(), [], 'the line waits for the end');
    written.resolve(false);
    await sleep(0);
    assert.deepEqual(
      lines().map(({ level, status, code }) => [level, status, code]),
      [['info', 499, 'client-gone']],
    );
  });
});

/** Things that no program should throw. */
const THROWN: readonly (readonly [string, () => unknown])[] = [
  ['text', () => 'text'],
  ['undefined', () => undefined],
  ['null', () => null],
  ['a number', () => 42],
  ['a symbol', () => Symbol('s')],
  ['an object without prototype', () => Object.create(null) as object],
  ['a proxy that throws', () => new Proxy({}, { get: fail, getPrototypeOf: fail, has: fail })],
  [
    'an error that throws when it is read',
    () => Object.defineProperty(new Error('x'), 'stack', { get: fail }),
  ],
  [
    'a refusal with a status that is none',
    () => new SignerError('forbidden', 'No.', { status: 42 }),
  ],
  [
    'a refusal that comes back at no time',
    () => new SignerError('rate-limited', 'No.', { retryAfter: Number.NaN }),
  ],
  ['an abort', () => AbortSignal.abort().reason as unknown],
  ['an abort for text', () => AbortSignal.abort('text').reason as unknown],
];

function fail(): never {
  throw new Error('looked at');
}

describe('whatever is thrown', () => {
  const where: readonly (readonly [string, (thrown: () => Error) => Partial<SignerOptions>])[] = [
    ['authorize', (thrown) => ({ authorize: () => Promise.reject(thrown()) })],
    [
      'authorize, at once',
      (thrown) => ({
        authorize: () => {
          throw thrown();
        },
      }),
    ],
    [
      'storage',
      (thrown) => ({
        storage: {
          ...swift(memorySwift().options),
          limits: () => Promise.reject(thrown()),
        },
      }),
    ],
    [
      'storage, for one file',
      (thrown) => ({
        storage: {
          ...swift(memorySwift().options),
          begin: () => Promise.reject(thrown()),
        },
      }),
    ],
  ];
  for (const [place, options] of where) {
    it(`by ${place} is an answer and one line, and the signer never rejects`, async () => {
      for (const [what, thrown] of THROWN) {
        const { storage = swift(memorySwift().options), ...more } = options(thrown as () => Error);
        const test = testSigner(storage, more);
        const answer = await test.signer.request('/uploads', { ...jsonPost({}), body: FILES });
        const body = (await answer.json()) as Problem | { results: unknown[] };
        assert.ok('code' in body || body.results.length === 1, what);
        assert.ok(!JSON.stringify(body).includes('looked at'), what);
        assert.equal(test.events.filter(({ event }) => event === 'request').length, 1, what);
      }
    });
  }

  it('by an authorize that gives no subject, nobody gets in', async () => {
    for (const wrong of [
      {},
      { subject: '' },
      { subject: 7 },
      'user',
      true,
      [],
      new Proxy({}, { get: fail }),
    ]) {
      const test = testSigner(swift(memorySwift().options), {
        authorize: () => Promise.resolve(wrong as { subject: string }),
      });
      const answer = await test.signer.request('/uploads', { ...jsonPost({}), body: FILES });
      assert.equal(answer.status, 500);
      const [line] = test.events;
      assert.match(line?.detail ?? '', /authorize gave no subject|looked at/);
    }
  });

  it('a subject that no token can hold is refused with a sentence', async () => {
    const ask = async (subject: string): Promise<Response> => {
      const authorize = () => Promise.resolve({ subject });
      const test = testSigner(swift(memorySwift().options), { authorize });
      return test.signer.request('/uploads', { ...jsonPost({}), body: FILES });
    };
    assert.equal((await ask('x'.repeat(2000))).status, 200);
    for (const subject of ['x'.repeat(14_000), '\u0001'.repeat(400), 'é'.repeat(1100)]) {
      const answer = await ask(subject);
      assert.equal(answer.status, 403);
      assert.match(
        ((await answer.json()) as Problem).detail,
        /bytes; an upload token holds at most 2048/,
      );
    }
  });
});
