import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createIssuer } from '../testing/issuer.js';
import { createApp } from './app.js';
import { createLedger, type LedgerBook } from './ledger.js';
import { parseTemplate } from './template.js';
import { wordingFor } from './wording.js';

const issuer = createIssuer();

/** The app with stand-ins for the build and for storage. */
function setUp(): { app: ReturnType<typeof createApp>; ledger: LedgerBook } {
  const ledger = createLedger(() => 42);
  const app = createApp({
    pages: {
      assets: new Map([['/assets/w-1.js', { body: 'go()', contentType: 'text/javascript' }]]),
      form: parseTemplate('<html dir="{{dir}}" data-theme="{{theme}}">{{endpoint}}'),
      receipts: parseTemplate('<title>{{title}}</title>{{content}}'),
      theming: parseTemplate('<html data-theme="{{theme}}"><pre>{{midnightCss}}</pre>'),
    },
    ledger,
    rules: { jwks: issuer.jwks, audience: 'app', subject: 'ada' },
    origins: { signer: 'http://signer.test', storage: 'http://storage.test' },
    wording: wordingFor(undefined),
    looks: { defaultCss: 'd', bootstrapCss: 'b', midnightCss: 'm > n {}' },
    linkTo: (key) => Promise.resolve(`http://storage.test/${key}?a=1&b=2`),
  });
  return { app, ledger };
}

/** Submits the form and opens where it leads. */
async function submit(receipts: readonly string[]): Promise<string> {
  const { app } = setUp();
  const body = new URLSearchParams(receipts.map((receipt): [string, string] => ['files', receipt]));
  const posted = await app.request('/receipts', { method: 'POST', body });
  assert.equal(posted.status, 303);
  const page = await app.request(posted.headers.get('location') ?? '');
  assert.equal(page.headers.get('cache-control'), 'no-store');
  return page.text();
}

describe('the app server', () => {
  test('writes the visitor’s look into the page, and nothing but known values', async () => {
    const { app } = setUp();
    const chosen = await app.request('/', { headers: { cookie: 'dir=rtl; theme=dark' } });
    assert.match(await chosen.text(), /^<html dir="rtl" data-theme="dark">/);
    const odd = await app.request('/', { headers: { cookie: 'dir=%22%3E; theme=%3Cb' } });
    assert.match(await odd.text(), /^<html dir="ltr" data-theme="auto">/);
  });

  test('has the page with the looks with and without its ending', async () => {
    const { app } = setUp();
    for (const path of ['/theming', '/theming.html']) {
      const page = await app.request(path);
      assert.equal(page.status, 200, path);
      assert.match(await page.text(), /<pre>m &gt; n/);
    }
  });

  test('allows WebAssembly to workers only', async () => {
    const { app } = setUp();
    const script = await app.request('/assets/w-1.js');
    assert.match(script.headers.get('content-security-policy') ?? '', /'wasm-unsafe-eval'/);
    const page = await app.request('/');
    assert.doesNotMatch(page.headers.get('content-security-policy') ?? '', /wasm/);
    assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
  });

  test('previews images, never another type', async () => {
    const text = await submit([
      issuer.issue({ jti: 'a' }),
      issuer.issue({ jti: 'b', upload: { contentType: 'text/html', name: 'x.html', key: 'k2' } }),
    ]);
    assert.match(text, /<img src="http:\/\/storage\.test\/k1\.png\?a=1&amp;b=2"/);
    assert.match(text, /<a href="http:\/\/storage\.test\/k2\?/);
    assert.doesNotMatch(text, /<img src="[^"]+k2/);
    assert.match(text, /<title>2 files, proven</);
  });

  test('says so if a form has no receipts, and forgets nothing it does not know', async () => {
    assert.match(await submit([]), /No receipts in this form/);
    const { app } = setUp();
    const unknown = await app.request('/receipts/nobody');
    assert.deepEqual([unknown.status, unknown.headers.get('location')], [303, '/']);
  });

  test('caps the form and counts what was refused as file bytes', async () => {
    const { app, ledger } = setUp();
    const body = new URLSearchParams({ files: 'x'.repeat(5_000_000) });
    assert.equal((await app.request('/receipts', { method: 'POST', body })).status, 413);
    assert.ok(ledger.read().fileBytes > 4_000_000);
    assert.equal(ledger.read().formBytes, 0);
  });
});
