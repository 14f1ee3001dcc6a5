import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import type { TestContext } from 'node:test';
import { RECEIPT_KEY, SECRET, startStorage } from '../testing/harness.js';
import { runServe } from './serve.js';

/** Not passed on. */
const OF_THE_CONNECTION = ['host', 'connection', 'content-length', 'transfer-encoding'];

/** Before storage; answers a copy by URL in its own way. Its origin. */
async function proxyTo(target: string, status: number, t: TestContext): Promise<string> {
  const forward = async (request: IncomingMessage): Promise<Response> => {
    const { method = 'GET', url = '' } = request;
    const body = await buffer(request);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) {
      if (typeof value === 'string' && !OF_THE_CONNECTION.includes(name)) {
        headers.set(name, value);
      }
    }
    return fetch(target + url, { method, headers, ...(method === 'PUT' && { body }) });
  };
  const proxy = createServer((request, response) => {
    if (request.headers['x-copy-from'] !== undefined) {
      response.writeHead(status).end();
      return;
    }
    void forward(request).then(async (theirs) => {
      const body = Buffer.from(await theirs.arrayBuffer());
      const kept = [...theirs.headers].filter(([name]) => !OF_THE_CONNECTION.includes(name));
      response.writeHead(theirs.status, Object.fromEntries(kept)).end(body);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  t.after(() => {
    proxy.close();
    proxy.closeAllConnections();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

/** What `serve` writes before it is ready; rejects where it does not start. */
async function starts(status: number, t: TestContext): Promise<readonly string[]> {
  const storage = await startStorage();
  t.after(() => storage.close());
  const { container, tempUrlKey } = storage.keyOnly;
  const { origin, pathname } = new URL(storage.dev.storageUrl);
  const env = {
    SWIFT_STORAGE_URL: (await proxyTo(origin, status, t)) + pathname,
    ...{ SWIFT_CONTAINER: container, SWIFT_TEMP_URL_KEY: tempUrlKey, SIGNER_SECRET: SECRET },
    ...{ RECEIPT_KEY: RECEIPT_KEY, PORT: '0' },
  };
  const lines: string[] = [];
  const end = new AbortController();
  const out = (line: string): void => {
    lines.push(line);
    if (line.startsWith('Signer: ')) end.abort();
  };
  await runServe({ env, out, signal: end.signal, exit: () => undefined }, { check: true });
  return lines;
}

describe('serve', () => {
  it('starts where storage lets it not find out about copies by URL, and says so', async (t) => {
    const [line = '', ready = ''] = await starts(403, t);
    const event = JSON.parse(line) as Record<string, string>;
    assert.deepEqual([event['event'], event['level']], ['check', 'warn']);
    assert.match(event['detail'] ?? '', /could not be found out: .*\(403\)/);
    assert.match(ready, /^Signer: http/);
  });

  it('says nothing of a storage that copies nothing', async (t) => {
    assert.equal((await starts(400, t)).length, 1);
  });

  it('does not start where storage copies by URL', async (t) => {
    await assert.rejects(starts(404, t), { code: 'check-failed', message: /CVE-2026-97149/ });
  });
});
