/**
 * deploy/nginx and deploy/caddy in front of three signers: their own programs take them, calls arrive with what a signer
 * needs to know, a replica that is gone is nobody's trouble, and nothing but uploads can be reached.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '../runner/suites.js';
import { findInPath } from '../setup/browsers.js';
import { skipWithout } from '../setup/needs.js';
import { freePorts } from '../setup/ports.js';
import { uploadBytes } from '../setup/upload.js';
import { adapt } from './support/adapt.js';
import { startApplication, type Application } from './support/application.js';
import { nginxWith } from './support/nginx.js';
import { start, type Program } from './support/program.js';
import { secrets, startStorage, type DeployedStorage } from './support/storage.js';

const run = promisify(execFile);
const { resolve } = createRequire(import.meta.url);
const main = join(dirname(resolve('@direct-upload/signer-server/package.json')), 'dist/main.js');
const page = 'https://app.example';
const file = { name: 'a.png', type: 'image/png' };

let directory: string;
let storage: DeployedStorage;
let application: Application;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'proxies-'));
  storage = await startStorage(page);
  application = await startApplication();
});
after(async () => {
  await storage[Symbol.asyncDispose]();
  await application[Symbol.asyncDispose]();
  await rm(directory, { recursive: true, force: true });
});

/** Three signers on these ports, with one secret; they end with the stack. */
async function replicas(
  ports: readonly number[],
  stack: AsyncDisposableStack,
): Promise<readonly Program[]> {
  const env = {
    ...storage.env,
    ...secrets(),
    AUTH: 'forward',
    AUTH_FORWARD_URL: application.url,
    TRUST_PROXY: 'loopback',
    METRICS: '/metrics',
  };
  const launch = async (port: number): Promise<Program> =>
    stack.use(
      await start([process.execPath, main], {
        env: { ...env, PORT: `${port}` },
        ready: /^Signer: /,
      }),
    );
  return Promise.all(ports.map(launch));
}

const deployed = (name: string): Promise<string> => readFile(join(root, 'deploy', name), 'utf8');

/** What both have to do; `ask` is a page of https://app.example. */
async function tryOut(
  ask: (path: string, init?: RequestInit) => Promise<Response>,
  signers: readonly Program[],
): Promise<void> {
  const headers = { origin: page, cookie: 'session=ada' };
  const upload = () => uploadBytes(ask, Buffer.from('bytes'), file, headers);
  for (let i = 0; i < 6; i++) await upload();
  const answered = signers.map(({ lines }) =>
    lines.filter((line) => /"event":"request"/.test(line)),
  );
  assert.ok(
    answered.every(({ length }) => length > 0),
    'all take their share',
  );

  assert.equal((await ask('/uploads', { method: 'POST', headers: { origin: page } })).status, 401);
  assert.equal((await ask('/.well-known/jwks.json')).status, 200);
  // What is not the signer's is the application's, which would answer all of it.
  for (const path of ['/healthz', '/readyz', '/metrics', '/']) {
    assert.equal(await (await ask(path)).text(), '{"subject":"ada"}', path);
  }
  const large = { method: 'POST', headers, body: 'x'.repeat(1_100_000) };
  // Caddy 2.6 says 502 of a body that it does not let through.
  const { status } = await ask('/uploads', large);
  assert.ok([413, 502].includes(status), `${status}`);

  // One is killed: nobody who comes now hears of it.
  await signers[0]?.kill();
  for (let i = 0; i < 6; i++) await upload();
}

describe('nginx', { skip: skipWithout('nginx') }, () => {
  test('shares calls among signers, and hides what is theirs alone', async () => {
    const [listen = 0, ...ports] = await freePorts(4);
    await certificate();
    const include = join(directory, 'direct-upload-proxy.conf');
    await writeFile(include, await deployed('nginx/direct-upload-proxy.conf'));
    const conf = adapt(await deployed('nginx/direct-upload.conf'), {
      'listen 443 ssl': `listen 127.0.0.1:${listen} ssl`,
      '/etc/ssl/app.example': directory,
      '/etc/nginx/direct-upload-proxy.conf': include,
      '127.0.0.1:8081': `127.0.0.1:${ports[0]}`,
      '127.0.0.1:8082': `127.0.0.1:${ports[1]}`,
      '127.0.0.1:8083': `127.0.0.1:${ports[2]}`,
      '127.0.0.1:3000': `127.0.0.1:${application.port}`,
    });
    await using stack = new AsyncDisposableStack();
    const signers = await replicas(ports, stack);
    stack.use(await nginxWith(conf));
    await tryOut((path, init) => overTls(listen, path, init), signers);
  });
});

const noCaddy =
  findInPath('caddy') === undefined && 'Caddy not installed (Debian: apt-get install caddy)';

describe('Caddy', { skip: noCaddy }, () => {
  test('shares calls among signers, and hides what is theirs alone', async () => {
    const caddyfile = join(root, 'deploy/caddy/Caddyfile');
    const env = { ...process.env, HOME: directory, XDG_DATA_HOME: directory };
    await run('caddy', ['validate', '--adapter', 'caddyfile', '--config', caddyfile], { env });
    const [listen = 0, ...ports] = await freePorts(4);
    const conf = adapt(await deployed('caddy/Caddyfile'), {
      // Without certificates, which it would ask the world for; and without its own API.
      '{\n\tservers {': '{\n\tadmin off\n\tauto_https off\n\tservers {',
      'app.example {': `http://:${listen} {\n\tbind 127.0.0.1`,
      '127.0.0.1:8081': `127.0.0.1:${ports[0]}`,
      '127.0.0.1:8082': `127.0.0.1:${ports[1]}`,
      '127.0.0.1:8083': `127.0.0.1:${ports[2]}`,
      '127.0.0.1:3000': `127.0.0.1:${application.port}`,
    });
    const adapted = join(directory, 'Caddyfile');
    await writeFile(adapted, conf);
    await using stack = new AsyncDisposableStack();
    const signers = await replicas(ports, stack);
    stack.use(
      await start(['caddy', 'run', '--adapter', 'caddyfile', '--config', adapted], {
        env: { HOME: directory, XDG_DATA_HOME: directory },
        ready: /serving initial configuration/,
      }),
    );
    const ask = (path: string, init?: RequestInit): Promise<Response> =>
      fetch(`http://127.0.0.1:${listen}${path}`, init);
    await tryOut(ask, signers);
  });
});

/** Self-signed, for as long as the test runs. */
async function certificate(): Promise<void> {
  const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj';
  const files = [
    '-keyout',
    join(directory, 'privkey.pem'),
    '-out',
    join(directory, 'fullchain.pem'),
  ];
  await run('openssl', [...words.split(' '), '/CN=app.example', ...files]);
}

/** `fetch` takes no certificate of ours; this is the part of it that is needed. */
function overTls(port: number, path: string, init: RequestInit = {}): Promise<Response> {
  const { method = 'GET', body } = init;
  const headers = { ...(init.headers as Record<string, string>), host: 'app.example' };
  return new Promise((done, failed) => {
    // No connection is used twice: nginx closes the one whose body it refuses.
    const options = { port, path, method, headers, rejectUnauthorized: false, agent: false };
    const sent = request({ host: '127.0.0.1', servername: 'app.example', ...options }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const status = answer.statusCode ?? 0;
        done(new Response(Buffer.concat(chunks), { status }));
      });
    });
    sent.once('error', failed);
    sent.end(body as string | undefined);
  });
}
