import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { runDemo, type DemoProcess } from '../testing/demo-process.js';
import { tampered, upload } from '../testing/upload.js';

/** A one-pixel PNG. */
const pixel = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** Is anybody listening there? */
async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

/** Posts the form as a browser does and follows to the page with the receipts. */
async function submit(demoUrl: string, fields: [string, string][]): Promise<string> {
  const response = await fetch(new URL('/receipts', demoUrl), {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  assert.equal(response.status, 200);
  assert.match(response.url, /\/receipts\/[0-9a-f-]{36}$/);
  return response.text();
}

async function ledgerOf(demoUrl: string): Promise<Record<string, number>> {
  return (await fetch(new URL('/ledger', demoUrl))).json() as Promise<Record<string, number>>;
}

describe('a running demo', () => {
  let demo: DemoProcess;
  let url: string;
  let page: string;
  let policy: string;
  let signerUrl: string;
  before(async () => {
    demo = await runDemo();
    url = await demo.ready;
    const response = await fetch(url);
    policy = response.headers.get('content-security-policy') ?? '';
    page = await response.text();
    signerUrl = new URL(/endpoint="([^"]+)"/.exec(page)?.[1] ?? '').origin;
  });
  after(() => demo[Symbol.asyncDispose]());

  test('serves a page whose scripts and styles all come from itself', async () => {
    assert.match(url, /^http:\/\/localhost:\d+\/$/);
    assert.doesNotMatch(page, /\{\{|style="|<style|<script(?![^>]+src=)/);
    const paths = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
    assert.ok(
      paths.some((path) => path.endsWith('.js')) && paths.some((path) => path.endsWith('.css')),
    );
    for (const path of paths) assert.equal((await fetch(new URL(path, url))).status, 200, path);
  });

  test('sends a strict policy', () => {
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      assert.ok(policy.split('; ').includes(directive), directive);
    }
    assert.ok(policy.includes(`connect-src 'self' ${signerUrl} http://`));
    assert.doesNotMatch(policy, /unsafe|\*|data:|blob:/);
  });

  test('shows a real receipt as verified, with a link that opens the stored bytes', async () => {
    const name = '<img src=x onerror=alert(1)>.png';
    const receipt = await upload(url, signerUrl, { name, type: 'image/png', bytes: pixel });
    const result = await submit(url, [
      ['from', 'Ada <b>'],
      ['files', receipt],
    ]);
    assert.match(result, /data-verdict="verified"/);
    assert.match(result, /Ada &lt;b&gt;/);
    assert.match(result, /&lt;img src=x onerror=alert\(1\)&gt;\.png/);
    assert.doesNotMatch(result, /<img src=x|data-verdict="refused"/);
    const preview = /<img src="([^"]+)"[^>]*Preview/.exec(result)?.[1] ?? '';
    const stored = await fetch(preview.replaceAll('&amp;', '&'));
    assert.equal(stored.status, 200);
    assert.deepEqual(new Uint8Array(await stored.arrayBuffer()), pixel);
  });

  test('refuses a changed receipt, and one that is there twice', async () => {
    const file = { name: 'a.txt', type: 'text/plain', bytes: Uint8Array.from([1, 2, 3]) };
    const receipt = await upload(url, signerUrl, file);
    const changed = await submit(url, [['files', tampered(receipt)]]);
    assert.match(changed, /data-verdict="refused"/);
    assert.match(changed, /data-reason>[^<]{10,}</);
    assert.doesNotMatch(changed, /data-verdict="verified"|a\.txt/);
    const twice = await submit(url, [
      ['files', receipt],
      ['files', receipt],
    ]);
    assert.equal(twice.match(/data-verdict="verified"/g)?.length, 1);
    assert.equal(twice.match(/data-verdict="refused"/g)?.length, 1);
    assert.match(await submit(url, [['files', 'nonsense']]), /data-verdict="refused"/);
  });

  test('counts what storage took in, and no file byte here', async () => {
    const earlier = await ledgerOf(url);
    const bytes = new Uint8Array(100_000).fill(7);
    const receipt = await upload(url, signerUrl, { name: 'b.bin', type: '', bytes });
    await submit(url, [['files', receipt]]);
    const later = await ledgerOf(url);
    assert.equal(later['storageBytes']! - earlier['storageBytes']!, 100_000);
    assert.equal(later['verified']! - earlier['verified']!, 1);
    assert.ok(later['formBytes']! > earlier['formBytes']!);
    assert.equal(later['fileBytes'], 0);
  });

  test('sends the count as events', async () => {
    const stop = new AbortController();
    const response = await fetch(new URL('/ledger', url), {
      headers: { accept: 'text/event-stream' },
      signal: stop.signal,
    });
    assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
    const stream = response.body as ReadableStream<Uint8Array>;
    const { value } = await stream.getReader().read();
    assert.match(Buffer.from(value!).toString(), /^data: \{"storageBytes":\d+,/);
    stop.abort();
  });

  test('refuses a form from another site', async () => {
    const response = await fetch(new URL('/receipts', url), {
      method: 'POST',
      body: new URLSearchParams({ files: 'x' }),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    assert.equal(response.status, 403);
  });

  test('a file sent to the app server is turned down, and the books show it', async () => {
    const form = new FormData();
    form.set('files', new Blob([new Uint8Array(5000)]), 'a.bin');
    const response = await fetch(new URL('/receipts', url), { method: 'POST', body: form });
    assert.equal(response.status, 415);
    const { fileBytes: before } = await ledgerOf(url);
    assert.ok(before! > 5000);
    assert.equal((await fetch(new URL('/x', url), { method: 'PUT', body: 'file' })).status, 404);
    assert.equal((await ledgerOf(url))['fileBytes'], before! + 4);
  });

  test('stops on Ctrl-C with open streams, leaves no port, no data and no secret behind', async () => {
    const stream = await fetch(new URL('/ledger', url), {
      headers: { accept: 'text/event-stream' },
    });
    demo.stop('SIGINT');
    const { code, output, errors } = await demo.ended;
    await stream.body?.cancel().catch(() => undefined);
    assert.equal(code, 0);
    assert.equal(output, `Demo: ${url}\n`);
    assert.equal(errors, '');
    assert.deepEqual(await readdir(demo.temporary), []);
    assert.equal((await answers(url)) || (await answers(signerUrl)), false);
  });
});

for (const variable of ['DEMO_PORT', 'SIGNER_PORT', 'STORAGE_PORT']) {
  test(`a taken ${variable} is one sentence, exit 1, and nothing is left`, async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      await using demo = await runDemo({ [variable]: String(port) });
      const { code, output, errors } = await demo.ended;
      assert.equal(code, 1);
      assert.equal(output, '');
      assert.match(errors, new RegExp(`^Port ${port} is taken .*${variable}.*\\.\\n$`));
      assert.deepEqual(await readdir(demo.temporary), []);
    } finally {
      other.close();
    }
  });
}
