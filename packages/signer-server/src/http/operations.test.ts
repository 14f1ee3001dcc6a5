import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { bothLogs } from '../log/log.js';
import type { LogEvent } from '../log/log.js';
import { createMetrics } from '../metrics/metrics.js';
import { parseMetricsPlace } from '../metrics/place.js';
import { storageReadiness } from './readiness.js';
import { problem } from '../wire/schema.js';
import { serve } from './serve.js';
import type { ServeOptions } from './serve.js';
import { swift } from '../storage/swift/swift.js';
import { jsonPost, startStorage, testSigner, upload } from '../testing/harness.js';
import type { TestStorage } from '../testing/harness.js';

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

const statusOf = async (url: string, init?: RequestInit): Promise<number> =>
  (await fetch(url, init)).status;

describe('health', () => {
  it('is told apart from readiness, which follows storage', async (t) => {
    const good = await serve(testSigner(storage.withCredentials).signer, { port: 0 });
    t.after(() => good.close());
    assert.equal(await statusOf(`${good.url}/healthz`), 200);
    assert.deepEqual(await (await fetch(`${good.url}/readyz`)).json(), { status: 'ready' });
    const refused = await fetch(`${good.url}/healthz`, { method: 'POST' });
    assert.equal(refused.headers.get('allow'), 'GET, HEAD');
    const { code, status } = problem.parse(await refused.json());
    assert.deepEqual([refused.status, status, code], [405, 405, 'method-not-allowed']);
    assert.equal(await statusOf(`${good.url}/readyz`, { method: 'HEAD' }), 200);
    const gone = { storageUrl: 'http://127.0.0.1:9/v1/AUTH_x', container: 'c', tempUrlKey: 'k' };
    const bad = await serve(testSigner(gone).signer, { port: 0 });
    t.after(() => bad.close());
    assert.equal(await statusOf(`${bad.url}/healthz`), 200);
    const answer = await fetch(`${bad.url}/readyz`);
    assert.equal(answer.status, 503);
    const told = (await answer.json()) as object;
    assert.deepEqual(told, { status: 'unavailable', failed: ['account'] });
  });

  it('asks storage once for many who ask, and again later', async (t) => {
    let asked = 0;
    const ask = storageReadiness(() => {
      asked += 1;
      return Promise.resolve([]);
    });
    await Promise.all(Array.from({ length: 50 }, ask));
    assert.equal(asked, 1);
    const later = performance.now() + 60_000;
    t.mock.method(performance, 'now', () => later);
    assert.deepEqual(await ask(), { status: 'ready' });
    assert.equal(asked, 2);
  });
});

describe('figures', () => {
  const figures = async (at: NonNullable<ServeOptions['metrics']>['at']) => {
    const source = createMetrics();
    const events: LogEvent[] = [];
    const test = testSigner(storage.withCredentials, {
      authorize: () => Promise.resolve({ subject: 'subject-7' }),
      log: bothLogs((event) => events.push(event), source.log),
    });
    const server = await serve(test.signer, { port: 0, metrics: { source, at } });
    return { test, server, events };
  };

  it('tell what the log tells, by route and code, and of nobody', async (t) => {
    const { test, server, events } = await figures({ kind: 'path', path: '/metrics' });
    t.after(() => server.close());
    const { grant, key } = await upload(test, new Uint8Array(5));
    await test.post('/uploads', { files: [{ name: 'a', size: 1, type: 'no type' }] });
    await test.post('/uploads/status', { token: 'forged' });
    const answer = await fetch(server.metricsUrl!);
    assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    const told = await answer.text();
    for (const line of [
      'direct_upload_uploads_granted_total 1',
      'direct_upload_granted_bytes_total 5',
      'direct_upload_uploads_completed_total 1',
      'direct_upload_uploads_refused_total{route="create",code="type-not-allowed"} 1',
      'direct_upload_requests_total{route="status",status="400",code="invalid-token"} 1',
      'direct_upload_requests_total{route="create",status="200",code=""} 2',
      'direct_upload_request_duration_seconds_count{route="create"} 2',
    ]) {
      assert.ok(told.includes(`${line}\n`), `${line}\n${told}`);
    }
    for (const secret of [key, 'subject-7', grant.token]) assert.ok(!told.includes(secret));
    assert.ok(events.length > 4);
  });

  it('have a port of their own, where nothing else is', async (t) => {
    const { server } = await figures({ kind: 'port', host: '127.0.0.1', port: 0 });
    t.after(() => server.close());
    const own = new URL(server.metricsUrl!);
    assert.notEqual(own.port, String(server.port));
    assert.equal(await statusOf(own.href), 200);
    assert.equal(await statusOf(`${own.origin}/uploads`, jsonPost({})), 404);
    assert.equal(await statusOf(`${server.url}/metrics`), 404);
  });

  it('are where METRICS says', () => {
    assert.deepEqual(parseMetricsPlace('/metrics'), { kind: 'path', path: '/metrics' });
    assert.deepEqual(parseMetricsPlace('9464'), { kind: 'port', host: '127.0.0.1', port: 9464 });
    assert.deepEqual(parseMetricsPlace('[::]:1'), { kind: 'port', host: '::', port: 1 });
    for (const wrong of ['', 'metrics', '/', '99999', 'a:b', '/a b']) {
      assert.equal(parseMetricsPlace(wrong), undefined, wrong);
    }
  });
});

describe('a server', () => {
  it('cuts off who sends too slowly, with 408', async (t) => {
    const timeouts = { headers: 50, request: 100 };
    const { signer } = testSigner(storage.withCredentials);
    const server = await serve(signer, { port: 0, timeouts });
    t.after(() => server.close());
    const head = 'POST /uploads HTTP/1.1\r\nHost: 127.0.0.1\r\n';
    const body = 'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{';
    for (const begun of [head, head + body]) {
      const socket = connect(server.port, '127.0.0.1');
      socket.write(begun);
      assert.match(await text(socket), /^HTTP\/1\.1 408 /);
    }
  });

  it('is not ready while it drains, and still answers until the delay is over', async () => {
    const asked = Promise.withResolvers<undefined>();
    const answered = Promise.withResolvers<undefined>();
    const slow = {
      ...swift(storage.withCredentials),
      parts: async () => {
        asked.resolve(undefined);
        await answered.promise;
        return [];
      },
    };
    const test = testSigner(slow);
    const { results } = await test.post<{ results: { grant: { token: string } }[] }>('/uploads', {
      files: [{ name: 'a', size: 1, type: '' }],
    });
    const server = await serve(test.signer, { port: 0, shutdown: { delay: 2_000 } });
    const { token } = results[0]!.grant;
    const pending = fetch(`${server.url}/uploads/status`, jsonPost({ token }));
    await asked.promise;
    const closed = server.close();
    const probe = await fetch(`${server.url}/readyz`);
    assert.deepEqual([probe.status, await probe.json()], [503, { status: 'draining' }]);
    assert.equal(await statusOf(`${server.url}/healthz`), 200);
    answered.resolve(undefined);
    assert.equal((await pending).status, 200);
    // Though connections are kept alive for a minute.
    await closed;
    await assert.rejects(fetch(`${server.url}/healthz`));
  });

  it('does not wait for ever for what was taken', async () => {
    const never = new Promise<never>(() => undefined);
    const asked = Promise.withResolvers<undefined>();
    const limits = (): Promise<never> => {
      asked.resolve(undefined);
      return never;
    };
    const { signer } = testSigner({ ...swift(storage.withCredentials), limits });
    const server = await serve(signer, { port: 0, shutdown: { timeout: 10 } });
    const body = jsonPost({ files: [{ name: 'a', size: 1, type: '' }] });
    const pending = assert.rejects(fetch(`${server.url}/uploads`, body));
    await asked.promise;
    await server.close();
    await pending;
  });
});
