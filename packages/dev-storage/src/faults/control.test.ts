/** The control API, over HTTP as another process uses it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawAnswer } from '../testing/request.js';
import { startTestStorage } from '../testing/storage.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const parse = (answer: RawAnswer): unknown => JSON.parse(answer.body.toString());

describe('control API', () => {
  it('adds, lists, removes and clears faults', async (t) => {
    const storage = await startTestStorage(t);
    const faults = '/dev-storage/faults';
    const body = JSON.stringify({ kind: 'status', status: 503, times: 2 });
    const added = await storage.request({ method: 'POST', path: faults, headers: JSON_TYPE, body });
    assert.equal(added.status, 201);
    const { id } = parse(added) as { id: string };
    assert.equal((await storage.signed('PUT', 'x', { body: 'x' })).status, 503);
    assert.deepEqual(parse(await storage.request({ method: 'GET', path: faults })), {
      faults: [{ id, fault: { kind: 'status', status: 503, times: 2 }, matched: 1, fired: 1 }],
    });
    const removed = await storage.request({ method: 'DELETE', path: `${faults}/${id}` });
    assert.equal(removed.status, 204);
    const again = await storage.request({ method: 'DELETE', path: `${faults}/${id}` });
    assert.equal(again.status, 404);
    await storage.request({ method: 'POST', path: faults, headers: JSON_TYPE, body });
    assert.equal((await storage.request({ method: 'DELETE', path: faults })).status, 204);
    assert.deepEqual(storage.faults.list(), []);
  });

  it('says what is wrong with a fault', async (t) => {
    const storage = await startTestStorage(t);
    for (const [body, message] of [
      ['{', /not JSON/],
      ['{"kind":"explode"}', /kind/],
      ['{"kind":"delay"}', /milliseconds/],
      ['{"kind":"delay","milliseconds":-1}', /milliseconds/],
      ['{"kind":"delay","milliseconds":1,"ms":1}', /"ms"/],
      ['{"kind":"status","status":99}', /status/],
      ['{"kind":"hang","match":{"url":"x"}}', /"url"/],
      ['{"kind":"hang","probability":2}', /probability/],
    ] as const) {
      const answer = await storage.request({
        method: 'POST',
        path: '/dev-storage/faults',
        headers: JSON_TYPE,
        body,
      });
      assert.equal(answer.status, 400, body);
      const { error } = parse(answer) as { error: { message: string } };
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /\n/);
    }
    assert.deepEqual(storage.faults.list(), []);
  });

  it('is out of reach for pages: JSON only, local names only, no CORS', async (t) => {
    const storage = await startTestStorage(t);
    const path = '/dev-storage/faults';
    const body = '{"kind":"hang"}';
    const simple = await storage.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'text/plain', origin: 'http://a.example' },
      body,
    });
    assert.equal(simple.status, 415);
    const rebound = await storage.request({
      method: 'POST',
      path,
      headers: { ...JSON_TYPE, host: 'evil.example' },
      body,
    });
    assert.equal(rebound.status, 403);
    const preflight = await storage.request({
      method: 'OPTIONS',
      path,
      headers: { origin: 'http://a.example', 'access-control-request-method': 'POST' },
    });
    assert.equal(preflight.status, 405);
    assert.equal(preflight.headers['access-control-allow-origin'], undefined);
    assert.deepEqual(storage.faults.list(), []);
  });

  it('counts requests, bytes, answers and preflights, but not itself', async (t) => {
    const storage = await startTestStorage(t);
    await storage.signed('PUT', 'x', { body: 'hello' });
    await storage.signed('PUT', 'x', { body: 'hello', sign: { key: 'wrong' } });
    await storage.signed('GET', 'x');
    await storage.request({
      method: 'OPTIONS',
      path: '/v1/AUTH_test/c/x',
      headers: { origin: 'http://a.example', 'access-control-request-method': 'PUT' },
    });
    const stats = await storage.request({ method: 'GET', path: '/dev-storage/stats' });
    const refusal = '401 Unauthorized: Temp URL invalid\n';
    assert.deepEqual(parse(stats), {
      bytesReceived: 10,
      bytesSent: 5 + refusal.length,
      requests: { PUT: 2, GET: 1, OPTIONS: 1 },
      answers: { '200': 2, '201': 1, '401': 1 },
      preflights: 1,
    });
    const reset = await storage.request({ method: 'DELETE', path: '/dev-storage/stats' });
    assert.equal(reset.status, 204);
    assert.equal(storage.stats().bytesReceived, 0);
  });

  it('answers 404 and 405 in JSON', async (t) => {
    const storage = await startTestStorage(t);
    const missing = await storage.request({ method: 'GET', path: '/dev-storage/nothing' });
    assert.equal(missing.status, 404);
    const wrong = await storage.request({ method: 'PUT', path: '/dev-storage/stats' });
    assert.equal(wrong.status, 405);
    assert.equal(wrong.headers['allow'], 'GET, DELETE');
    assert.ok('error' in (parse(wrong) as object));
  });
});
