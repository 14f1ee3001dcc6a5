/**
 * Whatever is asked of the addresses for those who run the signer, in whatever way: they answer that and no more, what only
 * looks like them is nothing, and no connection is lost.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { METHODS, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { after, before, it } from 'node:test';
import fc from 'fast-check';
import { createMetrics } from '../metrics/metrics.js';
import { problem } from '../wire/schema.js';
import { serve } from './serve.js';
import type { SignerServer } from './serve.js';
import { swift } from '../storage/swift/swift.js';
import { testSigner } from '../testing/harness.js';
import { memorySwift } from '../testing/memory-swift.js';
import { SEED, propertyRuns } from '../testing/property-runs.js';

let server: SignerServer;
before(async () => {
  const source = createMetrics();
  const at = { kind: 'path', path: '/metrics' } as const;
  const { signer } = testSigner(swift(memorySwift().options));
  server = await serve(signer, { port: 0, metrics: { source, at } });
});
after(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function ask(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    request({ hostname, port, method, path, headers }, (response) => {
      text(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      }, reject);
    })
      .on('error', reject)
      .end();
  });
}

const PROBES = ['/healthz', '/readyz', '/metrics'] as const;
/** What a path may have after it that is no part of it. */
const query = fc
  .string({ unit: fc.constantFrom(...Array.from('?&=/.%:;#@[]{}"<>\\\\é0aZ~^|`')), maxLength: 20 })
  .map((tail) => encodeURI(tail.replaceAll('#', '')))
  .map((tail) => (tail === '' ? '' : `?${tail}`));
const near = fc.constantFrom('', '/', '//', ';x', '%20', '%00', '.json', 'x', '/..', '/../healthz');
const odd = fc.constantFrom('', '/', '/.', '/uploads/..', '/x/..', '/%2e%2e');
const header = fc.constantFrom<Record<string, string>>(
  {},
  { accept: 'text/html' },
  { origin: 'null' },
  { 'x-forwarded-for': '10.0.0.1', 'x-forwarded-proto': 'https' },
  { range: 'bytes=0-0' },
  { 'if-none-match': '*' },
  { 'accept-encoding': 'br, gzip' },
  { 'x-http-method-override': 'POST' },
  { expect: '100-continue' },
  { 'content-length': '0' },
);
const method = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('GET', 'HEAD') },
  // CONNECT has no path, and Node hands it to nobody.
  { weight: 1, arbitrary: fc.constantFrom(...METHODS.filter((name) => name !== 'CONNECT')) },
);

function judge(path: (typeof PROBES)[number], asked: string, answer: Answer): void {
  const { status, headers, body } = answer;
  assert.equal(headers['cache-control'], 'no-store');
  if (asked !== 'GET' && asked !== 'HEAD') {
    assert.deepEqual([status, headers.allow], [405, 'GET, HEAD']);
    assert.equal(problem.parse(JSON.parse(body)).code, 'method-not-allowed');
    return;
  }
  assert.equal(status, 200);
  if (asked === 'HEAD') assert.equal(body, '');
  else if (path === '/metrics') assert.match(body, /^# HELP /);
  else assert.deepEqual(JSON.parse(body), { status: path === '/healthz' ? 'ok' : 'ready' });
}

it('any question to a probe is answered or refused by the rules', async (t) => {
  t.diagnostic(`seed ${SEED}`);
  const property = fc.asyncProperty(
    fc.constantFrom(...PROBES),
    fc.record({ method, query, near, odd, header }),
    async (path, asked) => {
      const whole = asked.odd + path + asked.near;
      const answer = await ask(asked.method, whole + asked.query, asked.header);
      if (whole === path) {
        judge(path, asked.method, answer);
        return;
      }
      // Also what a proxy might have taken for it. A call by way of a proxy is refused before it is looked at what it is.
      const isRefused = 'x-forwarded-for' in asked.header && answer.status === 403;
      const expected = isRefused ? ([403, 'forbidden'] as const) : ([404, 'not-found'] as const);
      assert.equal(answer.status, expected[0], `${asked.method} ${whole}: ${answer.body}`);
      if (asked.method !== 'HEAD') {
        assert.equal(problem.parse(JSON.parse(answer.body)).code, expected[1]);
      }
    },
  );
  await fc.assert(property, { numRuns: propertyRuns(400), seed: SEED });
});
