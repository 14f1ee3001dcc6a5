/**
 * Without `authorize`, only programs on this machine are served, and a server on this machine answers to no foreign name.
 * What a request says of itself makes nobody local.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { hostGuard } from './host-guard.js';
import { isLocalCaller } from './local-caller.js';
import { toNodeHandler } from './node-handler.js';
import { serve } from './serve.js';
import { createMetrics } from '../metrics/metrics.js';
import { swift } from '../storage/swift/swift.js';
import { PAGE, jsonPost, testSigner } from '../testing/harness.js';
import type { TestSigner } from '../testing/harness.js';
import { memorySwift } from '../testing/memory-swift.js';
import type { Problem } from '../wire/schema.js';

const FILES = { files: [{ name: 'a', size: 1, type: '' }] };
const FOREIGN = [
  'evil.example',
  'EVIL.example:8080',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'localhost.evil.example.',
  'xn--lcalhost-bmf',
  '0.0.0.0',
  '10.0.0.1',
  '127.1',
  '[::]',
  '[::1%25lo]',
  'localhost@evil.example',
  'localhost, evil.example',
  'localhost/',
];
const OWN = ['localhost', 'LocalHost:80', 'localhost.', 'a.localhost', '127.9.9.9:1', '[::1]:80'];

const local = (options?: Parameters<typeof testSigner>[1]): TestSigner =>
  testSigner(swift(memorySwift().options), options);

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** One request of `node:http`, which sends the given `Host`. */
function ask(
  port: number | string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<Answer> {
  const to = typeof port === 'number' ? { host: '127.0.0.1', port } : { socketPath: port };
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise((resolve, reject) => {
    request({ ...to, path, method, headers }, (response) => {
      text(response).then((all) => {
        resolve({ status: response.statusCode ?? 0, body: all });
      }, reject);
    })
      .on('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const post = (port: number | string, headers: Record<string, string>): Promise<Answer> =>
  ask(port, '/uploads', { 'content-type': 'application/json', ...headers }, FILES);

/** Mounted by hand on every address, as an application does. */
async function mounted(t: TestContext, where: number | string = 0): Promise<number> {
  const server = createServer(toNodeHandler(local().signer));
  t.after(() => server.close());
  await new Promise<void>((resolve) => server.listen(where, resolve));
  return typeof where === 'string' ? 0 : (server.address() as AddressInfo).port;
}

describe('a caller without authorize', () => {
  it('is local by the other end of the connection alone', async () => {
    const { signer } = local();
    const from = async (remoteAddress?: string, headers: Record<string, string> = {}) => {
      const asked = new Request('http://localhost/uploads', jsonPost(FILES, headers));
      return (await signer.fetch(asked, { remoteAddress })).status;
    };
    for (const address of ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1']) {
      assert.equal(await from(address), 200, address);
    }
    for (const address of ['10.0.0.7', '::ffff:10.0.0.7', 'fe80::1%lo', 'localhost', '']) {
      assert.equal(await from(address), 403, address);
    }
    assert.equal(await from(undefined), 403);
  });

  it('is told to give authorize where no connection is known', async () => {
    const asked = new Request('http://localhost/uploads', jsonPost(FILES));
    const answer = await local().signer.fetch(asked);
    const { code, detail } = (await answer.json()) as Problem;
    assert.deepEqual([answer.status, code], [403, 'forbidden']);
    assert.match(detail, /give createSigner an authorize/);
  });

  it('is remote by any header that proxies add', async () => {
    for (const name of [
      'Forwarded',
      'Via',
      'X-Forwarded-For',
      'X-Forwarded-Host',
      'X-Forwarded-Proto',
      'X-Forwarded-Anything',
      'X-Real-IP',
      'CF-Connecting-IP',
      'True-Client-IP',
      'X-Client-IP',
      'X-Cluster-Client-IP',
      'Fastly-Client-IP',
      'Fly-Client-IP',
      'X-Original-Forwarded-For',
      'X-Envoy-External-Address',
      'X-Amzn-Trace-Id',
      'CDN-Loop',
    ]) {
      const asked = new Request('http://localhost/', { headers: { [name]: '127.0.0.1' } });
      assert.equal(isLocalCaller(asked, { remoteAddress: '127.0.0.1' }), false, name);
    }
    for (const name of ['X-Request-Id', 'Authorization', 'Client', 'X-Viable']) {
      const asked = new Request('http://localhost/', { headers: { [name]: 'x' } });
      assert.equal(isLocalCaller(asked, { remoteAddress: '127.0.0.1' }), true, name);
    }
  });

  it('gets nothing by way of a proxy that passes the Host of its client on', async (t) => {
    const port = await mounted(t);
    assert.equal((await post(port, { host: 'localhost' })).status, 200);
    for (const host of ['localhost', 'app.example']) {
      const { status, body } = await post(port, { host, 'x-forwarded-for': '203.0.113.7' });
      assert.equal(status, 403, host);
      assert.match(body, /by way of a proxy.*AUTH=jwt/);
    }
  });

  it('gets nothing by a Unix socket, which proxies use and which tells no address', async (t) => {
    const directory = await mkdtemp(join(tmpdir(), 'signer-socket-'));
    t.after(() => rm(directory, { recursive: true, force: true }));
    const path = join(directory, 'signer.sock');
    await mounted(t, path);
    assert.equal((await post(path, { host: 'localhost' })).status, 403);
  });
});

describe('a name that was made to point to this machine', () => {
  const paths = [
    '/healthz',
    '/readyz',
    '/metrics',
    '/.well-known/jwks.json',
    '/uploads',
    '/',
    '/x',
  ];

  it('gets 421 at every address of a signer on loopback, with authorize or without', async (t) => {
    for (const authorize of [undefined, () => Promise.resolve({ subject: 'everybody' })]) {
      const test = local({ ...(authorize && { authorize }), allowedOrigins: [PAGE] });
      const at = { kind: 'path', path: '/metrics' } as const;
      const metrics = { source: createMetrics(), at };
      const server = await serve(test.signer, { port: 0, metrics });
      t.after(() => server.close());
      for (const host of FOREIGN) {
        const answers = await Promise.all([
          post(server.port, { host }),
          ...paths.map((path) => ask(server.port, path, { host })),
        ]);
        for (const { status, body } of answers) {
          // What is no host at all is no request to the HTTP library either.
          assert.ok(status === 421 || (status === 400 && body === ''), `${host} ${status} ${body}`);
        }
      }
      for (const host of [...OWN, 'app.example', 'app.example:8443']) {
        assert.equal((await ask(server.port, '/healthz', { host })).status, 200, host);
        assert.equal((await post(server.port, { host })).status, 200, host);
      }
    }
  });

  it('gets 421 at the port of the figures', async (t) => {
    const at = { kind: 'port', host: '127.0.0.1', port: 0 } as const;
    const server = await serve(local().signer, {
      port: 0,
      metrics: { source: createMetrics(), at },
    });
    t.after(() => server.close());
    const port = Number(new URL(server.metricsUrl ?? '').port);
    assert.equal((await ask(port, '/metrics', { host: 'evil.example' })).status, 421);
    assert.equal((await ask(port, '/metrics', { host: 'localhost' })).status, 200);
  });

  it('has to be given once, and the same in the target', async (t) => {
    const server = await serve(local().signer, { port: 0 });
    t.after(() => server.close());
    for (const [head, status] of [
      ['GET /healthz HTTP/1.1\r\nHost: localhost\r\n', 200],
      ['GET /healthz HTTP/1.0\r\n', 421],
      ['GET /healthz HTTP/1.1\r\n', 400],
      ['GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n', 421],
      ['GET /uploads HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n', 421],
      ['GET http://evil.example/uploads HTTP/1.1\r\nHost: localhost\r\n', 421],
      ['GET http://localhost/uploads HTTP/1.1\r\nHost: evil.example\r\n', 421],
      ['GET http://evil.example/healthz HTTP/1.1\r\nHost: localhost\r\n', 421],
    ] as const) {
      const socket = connect(server.port, '127.0.0.1');
      socket.end(`${head}Connection: close\r\n\r\n`);
      assert.match(await text(socket), new RegExp(`^HTTP/1\\.1 ${status} `), head);
    }
  });

  it('is one of those that are listed, by whatever port', () => {
    const { knows } = hostGuard(['Uploads.example', 'bücher.example', '[fd00::1]']);
    for (const host of ['uploads.example', 'UPLOADS.EXAMPLE:8443', 'uploads.example.']) {
      assert.ok(knows(host), host);
    }
    assert.ok(knows('xn--bcher-kva.example'));
    assert.ok(knows('[fd00::1]:80'));
    assert.ok(!knows('x.uploads.example'));
    for (const name of ['', '*', 'https://a.example', 'a.example/', 'a.example:80', 'a b']) {
      assert.throws(() => hostGuard([name]), /allowedHosts \(ALLOWED_HOSTS\) lists host names/);
    }
  });
});
