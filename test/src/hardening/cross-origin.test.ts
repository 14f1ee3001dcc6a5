/**
 * Other people's pages, in a real Chromium with a signed-in person's cookie: whatever they send, nothing is granted in that
 * person's name. Pages on the list, of another origin, get what they need, cookies included.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../setup/browsers.js';
import { skipWithout } from '../setup/needs.js';
import type { SignerProcess } from '../setup/signer-process.js';
import { createStand, type SignerStand } from './support/signer-stand.js';

const skip = skipWithout('chromium');

/** A site with one empty page, whatever the path; it also is the application that knows who is signed in. */
interface Site {
  readonly server: Server;
  readonly port: number;
}

async function startSite(): Promise<Site> {
  const server = createServer((request, response) => {
    if (request.url === '/who') {
      const known = /\bsession=anna\b/.test(request.headers.cookie ?? '');
      response.writeHead(known ? 200 : 401, { 'remote-user': 'anna' }).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

let own: Site;
let other: Site;
let stand: SignerStand;
let signer: SignerProcess;
let browser: Browser;

const stack = new AsyncDisposableStack();

before(async () => {
  if (skip !== false) return;
  [own, other] = await Promise.all([startSite(), startSite()]);
  for (const { server } of [own, other]) stack.adopt(server, () => void server.close());
  // Chromium finds every name below `localhost` on this machine; what is below `app.localhost` is one site.
  stand = stack.use(await createStand(`http://app.localhost:${own.port}`));
  const who = `http://127.0.0.1:${own.port}/who`;
  signer = stack.use(await stand.run({ AUTH: 'forward', AUTH_FORWARD_URL: who }));
  browser = stack.adopt(await launchChromium(), (it) => it.close());
});
after(() => stack.disposeAsync());

/** The signer as pages call it: of the same site as the listed page, and another origin. */
const endpoint = (): string => `http://up.app.localhost:${new URL(signer.url).port}/uploads`;

/** A person who is signed in, with a cookie for the signer that goes along with every request of its site. */
async function signedIn(origin: string): Promise<Page> {
  const context = await browser.newContext();
  await context.addCookies([{ name: 'session', value: 'anna', url: endpoint(), sameSite: 'Lax' }]);
  const page = await context.newPage();
  await page.goto(origin);
  return page;
}

/** How many uploads were granted so far, by the signer's own word. */
function granted(): number {
  return signer.output().match(/"event":"granted"/g)?.length ?? 0;
}

const BODY = JSON.stringify({ files: [{ name: 'a', size: 1, type: '' }] });

/** Runs in the page: every way in which a page can send something. What it could read, and no other. */
async function attack({
  url,
  body,
}: {
  readonly url: string;
  readonly body: string;
}): Promise<string[]> {
  const read: string[] = [];
  const requests: (readonly [string, RequestInit])[] = [
    ['json', { headers: { 'content-type': 'application/json' } }],
    ['json as text', { headers: { 'content-type': 'text/plain' } }],
    ['json as a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['no-cors', { mode: 'no-cors', headers: { 'content-type': 'text/plain' } }],
    ['two types', { headers: { 'content-type': 'text/plain; application/json' } }],
    ['no referrer', { referrerPolicy: 'no-referrer', headers: { 'content-type': 'text/plain' } }],
  ];
  for (const [name, init] of requests) {
    try {
      const options: RequestInit = { method: 'POST', credentials: 'include', body, ...init };
      const response = await fetch(url, options);
      if (response.type !== 'opaque') read.push(`${name}: ${response.status}`);
    } catch {
      // Refused, or unreadable.
    }
  }
  navigator.sendBeacon(url, new Blob([body], { type: 'text/plain' }));
  for (const enctype of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
  ]) {
    const frame = document.createElement('iframe');
    frame.name = enctype;
    document.body.append(frame);
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', action: url, enctype, target: enctype });
    // `{"files":[…],"x":"=…"}`: what a text/plain form can be made to look like.
    const input = document.createElement('input');
    Object.assign(input, { name: `${body.slice(0, -1)},"x":"`, value: '"}' });
    form.append(input);
    document.body.append(form);
    const loaded = new Promise((resolve) => {
      frame.addEventListener('load', resolve, { once: true });
    });
    form.submit();
    await loaded;
  }
  return read;
}

/** Whether the person's cookie goes along: it does from every page of the same site (RFC 6265bis §5.2). */
const PAGES: readonly (readonly [name: string, sameSite: boolean, origin: () => string])[] = [
  ['another site', false, () => `http://evil.localhost:${other.port}`],
  ['a longer name', false, () => `http://app.localhost.localhost:${own.port}`],
  ['another port', true, () => `http://app.localhost:${other.port}`],
  ['a name below', true, () => `http://x.app.localhost:${own.port}`],
  ['the signer’s host, another port', true, () => `http://up.app.localhost:${other.port}`],
];

for (const [name, sameSite, origin] of PAGES) {
  test(`a page of ${name} gets nothing`, { skip }, async () => {
    const page = await signedIn(origin());
    const before = granted();
    const cookies: Promise<string | undefined>[] = [];
    page.on('request', (request) => {
      const isCall = request.url() === endpoint() && request.method() === 'POST';
      if (isCall) cookies.push(request.allHeaders().then((headers) => headers['cookie']));
    });
    assert.deepEqual(await page.evaluate(attack, { url: endpoint(), body: BODY }), []);
    assert.equal(granted(), before);
    const sent = (await Promise.all(cookies)).filter((cookie) => cookie === 'session=anna');
    assert.equal(sent.length > 0, sameSite, `${sent.length} requests with the cookie`);
    await page.context().close();
  });
}

test('a sandboxed frame, whose origin is null, gets nothing', { skip }, async () => {
  const page = await signedIn(`http://app.localhost:${own.port}`);
  const before = granted();
  await page.setContent(
    '<iframe sandbox="allow-scripts allow-forms" srcdoc="<body></body>"></iframe>',
  );
  const frame = page.frames().find((each) => each !== page.mainFrame())!;
  assert.equal(await frame.evaluate(() => origin), 'null');
  assert.deepEqual(await frame.evaluate(attack, { url: endpoint(), body: BODY }), []);
  assert.equal(granted(), before);
  await page.context().close();
});

test('a listed page of another origin is granted, with its cookie', { skip }, async () => {
  const page = await signedIn(`http://app.localhost:${own.port}`);
  const before = granted();
  const ask = (credentials: RequestCredentials): Promise<{ status: number; body: string }> =>
    page.evaluate(
      async ({ url, body, credentials: wanted }) => {
        const headers = { 'content-type': 'application/json' };
        const init: RequestInit = { method: 'POST', headers, body, credentials: wanted };
        const response = await fetch(url, init);
        return { status: response.status, body: await response.text() };
      },
      { url: endpoint(), body: BODY, credentials },
    );
  const { status, body } = await ask('include');
  assert.equal(status, 200, body);
  assert.match(body, /temp_url_sig=/);
  assert.equal(granted(), before + 1);
  // Readable, so that the page can send the person to sign in.
  assert.equal((await ask('omit')).status, 401);
  await page.context().close();
});

test(
  'none of it passes with the cookie alone: the same request from no page is granted',
  { skip },
  async () => {
    const headers = { 'content-type': 'application/json', cookie: 'session=anna' };
    const url = `${signer.url}/uploads`;
    const send = async (more: Record<string, string>): Promise<number> =>
      (await fetch(url, { method: 'POST', headers: { ...headers, ...more }, body: BODY })).status;
    assert.equal(await send({}), 200);
    const listed = `http://app.localhost:${own.port}`;
    for (const origin of [
      'null',
      listed.replace('http:', 'https:'),
      listed.replace(/\d$/, ''),
      `${listed}0`,
      `${listed}.evil.example`,
      `${listed}/`,
      listed.replace('app', 'xapp'),
      listed.toUpperCase(),
      `${listed} ${listed}`,
    ]) {
      assert.equal(await send({ origin, 'sec-fetch-site': 'cross-site' }), 403, origin);
      assert.equal(await send({ origin }), 403, origin);
    }
    for (const site of ['cross-site', 'same-site', 'nonsense']) {
      assert.equal(await send({ 'sec-fetch-site': site }), 403, site);
    }
  },
);
