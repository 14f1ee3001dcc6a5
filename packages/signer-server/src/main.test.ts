import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { PAGE, RECEIPT_KEY, SECRET, jsonPost, startStorage } from './testing/harness.js';
import type { TestStorage } from './testing/harness.js';

const MAIN = fileURLToPath(new URL('./main.js', import.meta.url));

let storage: TestStorage;
let env: Record<string, string>;
before(async () => {
  storage = await startStorage();
  const { authUrl, user, key } = storage.dev.credentials;
  env = {
    ST_AUTH: authUrl,
    ST_USER: user,
    ST_KEY: key,
    SWIFT_CONTAINER: storage.withCredentials.container,
    SWIFT_TEMP_URL_KEY: storage.withCredentials.tempUrlKey,
    SIGNER_SECRET: SECRET,
    RECEIPT_KEY,
    ALLOWED_ORIGINS: PAGE,
    PORT: '0',
  };
});
after(() => storage.close());

/** Runs the command as it is installed. */
function start(args: readonly string[], extra: Record<string, string> = env): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    env: extra,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function run(
  args: readonly string[],
  extra?: Record<string, string>,
): Promise<{ code: number | null; out: string; err: string }> {
  const child = start(args, extra);
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  return { code: await code, out, err };
}

/** Resolves to the URL the command prints, or rejects with what it says instead. */
async function ready(child: ChildProcess): Promise<string> {
  child.stdout!.setEncoding('utf8');
  let seen = '';
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    seen += String(chunk);
    const url = /^Signer: (\S+)$/m.exec(seen)?.[1];
    if (url) return url;
  }
  throw new Error(await text(child.stderr!));
}

describe('direct-upload-signer', () => {
  it('helps, tells its version, and prints keys', async () => {
    const { out } = await run(['--help']);
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const names = [...out.matchAll(/^ {2}([a-z]+) .*$/gm)].map(([, name]) => name);
    assert.ok(names.length >= 5, out);
    for (const name of names.filter((each) => each !== 'help')) {
      assert.ok(readme.includes(`| \`${name ?? ''}\``), name);
    }
    const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
    assert.equal((await run(['--version'])).out, `${version}\n`);
    assert.match((await run(['keys'], {})).out, /^SIGNER_SECRET=\S{43}\nRECEIPT_KEY="-----BEGIN/);
  });

  it('serves, logs JSON lines, and on SIGTERM finishes and exits with 0', async () => {
    const child = start([]);
    const url = await ready(child);
    const exit = new Promise((resolve) => child.once('exit', resolve));
    const log = text(child.stdout!);
    const response = await fetch(url, jsonPost({ files: [{ name: 'a', size: 1, type: '' }] }));
    assert.equal(response.status, 200);
    child.kill('SIGTERM');
    assert.equal(await exit, 0);
    const lines = (await log).trim().split('\n');
    const events = lines.map((line) => JSON.parse(line) as { event: string });
    assert.deepEqual(
      events.map(({ event }) => event),
      ['granted', 'request'],
    );
  });

  it('stops at wrong settings with a line for each and exit code 2', async () => {
    const { code, err } = await run(['serve'], { ...env, PORT: 'x', MAX_SIZE: 'y' });
    assert.equal(code, 2);
    assert.match(
      err,
      /^direct-upload-signer: PORT must.*\ndirect-upload-signer: MAX_SIZE must.*\n$/,
    );
  });

  it('stops at an address that is not loopback', async () => {
    const { code, err } = await run([], { ...env, HOST: '0.0.0.0' });
    assert.deepEqual([code, /HOST is 0\.0\.0\.0, but with AUTH=none/.test(err)], [2, true]);
  });

  it('stops at a taken port with one sentence', async (t) => {
    const server = createServer();
    t.after(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, err } = await run([], { ...env, PORT: String(port) });
    assert.equal(code, 2);
    assert.match(err, /^direct-upload-signer: Port \d+ on 127\.0\.0\.1 is taken: .*PORT.*\n$/);
  });

  for (const [name, change, sentence] of [
    ['a wrong password', { ST_KEY: 'wrong' }, /check ST_USER and ST_KEY/],
    ['a wrong TempURL key', { SWIFT_TEMP_URL_KEY: 'wrong' }, /compare SWIFT_TEMP_URL_KEY/],
    ['a container that is not there', { SWIFT_CONTAINER: 'none' }, /There is no container "none"/],
    [
      'no storage',
      { ST_AUTH: 'http://127.0.0.1:9/auth/v1.0' },
      /127\.0\.0\.1:9 cannot be reached \(ECONNREFUSED\)/,
    ],
    [
      'no CORS',
      { ALLOWED_ORIGINS: 'https://b.example' },
      /Pages of https:\/\/b\.example cannot upload.*Access-Control-Allow-Origin/,
    ],
  ] as const) {
    it(`stops at ${name}, unless told not to look`, async () => {
      const { code, err } = await run([], { ...env, ...change });
      assert.equal(code, 2, err);
      assert.match(err, sentence);
      assert.equal(err.trim().split('\n').length, 1, err);
      const child = start(['serve', '--no-check'], { ...env, ...change });
      await ready(child);
      child.kill();
      await new Promise((resolve) => child.once('exit', resolve));
    });
  }
});
