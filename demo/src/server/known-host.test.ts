/** A page of another site that made its name point to this machine gets nothing of the demo. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { Hono } from 'hono';
import { listen } from './listen.js';
import { claimPort } from './ports.js';

function statusOf(port: number, path: string, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

test('the demo answers to the names of this machine only, at every address', async () => {
  await using stack = new AsyncDisposableStack();
  const port = await claimPort({ variable: 'DEMO_PORT', port: 0 });
  const app = new Hono();
  app.all('*', ({ text }) => text('here'));
  await listen(app, port, stack);
  for (const path of ['/', '/ledger', '/receipts/x']) {
    assert.equal(await statusOf(port, path, `evil.example:${port}`), 421);
    assert.equal(await statusOf(port, path, `localhost:${port}`), 200);
    assert.equal(await statusOf(port, path, '127.0.0.1'), 200);
  }
});
