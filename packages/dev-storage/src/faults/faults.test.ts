/** Every kind of fault, as a client sees it and as storage is left. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../testing/request.js';
import { sign } from '../testing/sign.js';
import { startTestStorage } from '../testing/storage.js';
import type { Fault } from './fault.js';
import { FaultRegistry } from './registry.js';

const ORIGIN = { origin: 'http://a.example' };
const md5 = (data: Uint8Array | string): string => createHash('md5').update(data).digest('hex');

describe('faults', () => {
  it('delay', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({ kind: 'delay', milliseconds: 200 });
    const began = performance.now();
    assert.equal((await storage.signed('PUT', 'x', { body: 'x' })).status, 201);
    assert.ok(performance.now() - began >= 195);
  });

  it('status, with the CORS headers of the container and Retry-After', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({ kind: 'status', status: 503, retryAfter: 2, times: 1 });
    const answer = await storage.signed('PUT', 'x', { body: 'x', headers: ORIGIN });
    assert.equal(answer.status, 503);
    assert.equal(answer.headers['retry-after'], '2');
    assert.equal(answer.headers['access-control-allow-origin'], 'http://a.example');
    assert.equal((await storage.signed('HEAD', 'x')).status, 404, 'nothing was stored');
  });

  it('status that leads elsewhere', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({ kind: 'status', status: 307, location: 'http://other.example/' });
    const answer = await storage.signed('PUT', 'x', { body: 'x', headers: ORIGIN });
    assert.equal(answer.headers['location'], 'http://other.example/');
  });

  it('status in the words of an S3 API', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({ kind: 'status', status: 400, s3Code: 'RequestTimeout' });
    const answer = await storage.signed('PUT', 'x', { body: 'x', headers: ORIGIN });
    assert.equal(answer.headers['content-type'], 'application/xml');
    assert.match(String(answer.body), /<Error><Code>RequestTimeout<\/Code>/);
  });

  it('status without CORS headers, which a page cannot read', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({ kind: 'status', status: 429, cors: false });
    const answer = await storage.signed('PUT', 'x', { body: 'x', headers: ORIGIN });
    assert.equal(answer.status, 429);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
  });

  it('status takes the body off the connection, which stays usable', async (t) => {
    const storage = await startTestStorage(t);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    t.after(() => {
      agent.destroy();
    });
    storage.faults.add({ kind: 'status', status: 503, times: 1 });
    const path = '/v1/AUTH_test/c/x';
    const url = `${path}?${sign({ method: 'PUT', path })}`;
    const upload = { method: 'PUT', path: url, body: randomBytes(3_000_000) };
    assert.equal((await send(storage.url, upload, agent)).status, 503);
    assert.equal((await send(storage.url, upload, agent)).status, 201);
    assert.equal(storage.stats().bytesReceived, 6_000_000, 'both bodies were read');
  });

  for (const how of ['reset', 'close'] as const) {
    it(`drop in the middle of an upload (${how})`, async (t) => {
      const storage = await startTestStorage(t);
      await storage.signed('PUT', 'x', { body: 'old' });
      storage.faults.add({ kind: 'drop', during: 'upload', afterBytes: 100_000, how, times: 1 });
      await assert.rejects(storage.signed('PUT', 'x', { body: randomBytes(1_000_000) }));
      assert.equal((await storage.signed('GET', 'x')).body.toString(), 'old');
    });
  }

  it('drop at the very beginning; a body that is shorter passes', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({ kind: 'drop', during: 'upload', afterBytes: 0, times: 1 });
    await assert.rejects(storage.signed('PUT', 'x', { body: 'hello' }));
    storage.faults.add({ kind: 'drop', during: 'upload', afterBytes: 100 });
    assert.equal((await storage.signed('PUT', 'x', { body: 'hello' })).status, 201);
  });

  it('drop in the middle of a download', async (t) => {
    const storage = await startTestStorage(t);
    await storage.signed('PUT', 'x', { body: randomBytes(1_000_000) });
    storage.resetStats();
    storage.faults.add({ kind: 'drop', during: 'response', afterBytes: 1000, times: 1 });
    await assert.rejects(storage.signed('GET', 'x'));
    assert.equal(storage.stats().bytesSent, 1000);
    assert.equal((await storage.signed('GET', 'x')).body.length, 1_000_000);
  });

  it('flip-bit stores other bytes under their own, honest ETag', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({ kind: 'flip-bit', offset: 2, bit: 1, times: 1 });
    const put = await storage.signed('PUT', 'x', { body: 'hello' });
    assert.equal(put.status, 201);
    assert.equal(put.headers['etag'], md5('henlo'));
    assert.equal((await storage.signed('GET', 'x')).body.toString(), 'henlo');
  });

  it('flip-bit is caught by an ETag in the request', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({ kind: 'flip-bit', offset: 700_000, times: 1 });
    const body = randomBytes(1_000_000);
    const options = { body, headers: { etag: md5(body) } };
    assert.equal((await storage.signed('PUT', 'x', options)).status, 422);
    assert.equal((await storage.signed('PUT', 'x', options)).status, 201);
  });

  it('hang before: nothing is stored; hang after: everything is', async (t) => {
    const storage = await startTestStorage(t);
    for (const [when, status] of [
      ['before', 404],
      ['after', 200],
    ] as const) {
      storage.resetStats();
      storage.faults.add({ kind: 'hang', when, times: 1 });
      const hanging = storage.signed('PUT', when, { body: 'hello' });
      hanging.catch(() => undefined);
      // It must be there, and what it leads to must have happened, however busy the machine is.
      while (storage.stats().requests['PUT'] !== 1) await sleep(10);
      if (when === 'after') {
        while ((await storage.signed('HEAD', when)).status === 404) await sleep(10);
      }
      const outcome = await Promise.race([hanging.then(() => 'answered'), sleep(150, 'silent')]);
      assert.equal(outcome, 'silent');
      assert.equal((await storage.signed('HEAD', when)).status, status);
    }
  });

  it('lose-response: the client sees a cut, storage has the object', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({ kind: 'lose-response', match: { method: 'PUT' }, times: 1 });
    await assert.rejects(storage.signed('PUT', 'x', { body: 'hello' }));
    const head = await storage.signed('HEAD', 'x', { sign: { method: 'PUT' } });
    assert.equal(head.status, 200);
    assert.equal(head.headers['etag'], md5('hello'));
  });

  it('slow, both ways', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({
      kind: 'slow',
      during: 'upload',
      bytesPerSecond: 50_000,
      match: { method: 'PUT' },
    });
    storage.faults.add({
      kind: 'slow',
      during: 'response',
      bytesPerSecond: 50_000,
      match: { method: 'GET' },
    });
    for (const method of ['PUT', 'GET']) {
      const began = performance.now();
      const body = method === 'PUT' ? { body: randomBytes(10_000) } : {};
      await storage.signed(method, 'x', body);
      const took = performance.now() - began;
      assert.ok(took > 180, `${method} took ${took} ms`);
    }
  });

  it('several faults hit one request together', async (t) => {
    const storage = await startTestStorage(t);
    storage.faults.add({ kind: 'flip-bit', offset: 0 });
    storage.faults.add({ kind: 'lose-response' });
    await assert.rejects(storage.signed('PUT', 'x', { body: 'hello' }));
    storage.faults.clear();
    assert.equal((await storage.signed('GET', 'x')).body.toString(), 'iello');
  });

  it('lets preflights pass unless it is told not to', async (t) => {
    const storage = await startTestStorage(t);
    const preflight = {
      method: 'OPTIONS',
      path: '/v1/AUTH_test/c/x',
      headers: { ...ORIGIN, 'access-control-request-method': 'PUT' },
    };
    storage.faults.add({ kind: 'status', status: 500 });
    assert.equal((await storage.request(preflight)).status, 200);
    storage.faults.add({ kind: 'status', status: 500, match: { method: 'OPTIONS' } });
    assert.equal((await storage.request(preflight)).status, 500);
  });
});

describe('which requests a fault hits', () => {
  const hit = async (
    fault: Partial<Fault>,
    subjects: readonly (readonly [method: string, path: string, body?: string])[],
  ): Promise<readonly boolean[]> => {
    const registry = new FaultRegistry();
    registry.add({ kind: 'lose-response', ...fault } as Fault);
    const results: boolean[] = [];
    for (const [method, path, body = ''] of subjects) {
      const bodyStart = (): Promise<Uint8Array> => Promise.resolve(Buffer.from(body));
      results.push((await registry.select({ method, path, bodyStart })).length > 0);
    }
    return results;
  };

  it('by method, path and body', async () => {
    const subjects = [
      ['PUT', '/v1/A/c/a.txt', 'part-1'],
      ['PUT', '/v1/A/c/dir/b.txt', 'part-2'],
      ['GET', '/v1/A/c/a.txt'],
    ] as const;
    assert.deepEqual(await hit({ match: { method: 'PUT' } }, subjects), [true, true, false]);
    assert.deepEqual(await hit({ match: { method: ['GET'] } }, subjects), [false, false, true]);
    assert.deepEqual(await hit({ match: { path: '*/a.txt' } }, subjects), [true, false, true]);
    assert.deepEqual(await hit({ match: { path: '/v1/A/c/*' } }, subjects), [true, true, true]);
    assert.deepEqual(await hit({ match: { path: 'a.txt' } }, subjects), [false, false, false]);
    assert.deepEqual(await hit({ match: { path: '*/aXtxt' } }, subjects), [false, false, false]);
    assert.deepEqual(await hit({ match: { body: 'part-2' } }, subjects), [false, true, false]);
  });

  it('by skip and times', async () => {
    const five = Array.from({ length: 5 }, () => ['PUT', '/x'] as const);
    assert.deepEqual(await hit({ skip: 1, times: 2 }, five), [false, true, true, false, false]);
  });

  it('by chance, the same way for the same seed', async () => {
    const many = Array.from({ length: 1000 }, () => ['PUT', '/x'] as const);
    const first = await hit({ probability: 0.25, seed: 7 }, many);
    assert.deepEqual(await hit({ probability: 0.25, seed: 7 }, many), first);
    assert.notDeepEqual(await hit({ probability: 0.25, seed: 8 }, many), first);
    const hits = first.filter(Boolean).length;
    assert.ok(hits > 200 && hits < 300, `${hits} of 1000`);
    assert.deepEqual(await hit({ probability: 0 }, many.slice(0, 3)), [false, false, false]);
  });

  it('by a part of the body that still arrives whole', async (t) => {
    const storage = await startTestStorage(t);
    const body = Buffer.concat([randomBytes(40_000), Buffer.from('needle'), randomBytes(500_000)]);
    storage.faults.add({ kind: 'delay', milliseconds: 1, match: { body: 'needle' } });
    assert.equal((await storage.signed('PUT', 'x', { body })).headers['etag'], md5(body));
    assert.equal(storage.faults.list()[0]?.fired, 1);
    await storage.signed('PUT', 'x', { body: 'hay' });
    assert.equal(storage.faults.list()[0]?.fired, 1);
  });
});
