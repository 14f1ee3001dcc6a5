/**
 * `sign` beside python-swiftclient's `swift tempurl`, and in front of a real Swift.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { skipWithout } from '../setup/needs.js';
import { ask, createContainer, encodeName, openSession } from '../setup/swift-client.js';
import type { SwiftSession } from '../setup/swift-client.js';
import { startSwift } from '../setup/swift.js';
import type { SwiftLab } from '../setup/swift.js';
import { command, commandJson } from './support/command.js';
import type { Environment } from './support/command.js';

/** Of the source: Python is not compiled. */
const oracle = fileURLToPath(
  new URL('../../src/operations/support/swift-tempurl.py', import.meta.url),
);
/** The interpreter that Debian's packages are for, whatever else is in the PATH. */
const PYTHON = '/usr/bin/python3';

/** All that a name can be made of: what URLs give a meaning, what encoders disagree about, and many alphabets. */
const PIECES = [
  ...graphemes('abzAZ09-_.~'),
  ...graphemes(' %+&=?#;:@,$!\'"()*[]{}<>|\\^`'),
  ...graphemes('éßñŁЖعहक日本語한😀🏳️‍🌈\u00a0\u202e\ufeff'),
  ...['%20', '%2F', '%zz', '//', '/', 'e\u0301', '..a', '...', '&temp_url_prefix'],
];

function graphemes(text: string): readonly string[] {
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);
}

function randomName(): string {
  const length = randomInt(1, 24);
  const name = Array.from({ length }, () => PIECES[randomInt(PIECES.length)]).join('');
  // A browser cannot address a segment of dots, and nothing but slashes is refused by Swift.
  const addressable = !name.split('/').some((s) => s === '.' || s === '..') && /[^/]/.test(name);
  return addressable ? name : randomName();
}

interface Signing {
  readonly method: string;
  readonly digest: string;
  readonly prefix: boolean;
  readonly iso8601: boolean;
  readonly ip: string | null;
  readonly expires: number;
  readonly names: readonly string[];
}

/** Every digest, method and option, and names at random: 20 calls for 10 names each. */
function signings(): readonly Signing[] {
  return Array.from({ length: 20 }, (_, i) => ({
    method: ['GET', 'PUT', 'HEAD', 'DELETE'][i % 4]!,
    digest: ['sha1', 'sha256', 'sha512'][i % 3]!,
    prefix: i % 5 === 1,
    iso8601: i % 5 === 2 || i === 16,
    ip: [null, '192.0.2.7', '192.0.2.0/24', null, '2001:db8::/32'][(i + (i >> 2)) % 5]!,
    expires: 4_102_444_800 + i,
    names: Array.from({ length: 10 }, randomName),
  }));
}

describe('sign, beside swift tempurl', { skip: skipWithout('swiftclient', 'swift') }, () => {
  let lab: SwiftLab;
  let session: SwiftSession;
  let env: Environment;
  const key = randomBytes(32).toString('base64url');
  before(async () => {
    lab = await startSwift();
    session = await openSession(lab);
    await createContainer(session, 'box', { tempUrlKey: key });
    env = { SWIFT_STORAGE_URL: lab.storageUrl, SWIFT_CONTAINER: 'box', SWIFT_TEMP_URL_KEY: key };
  });
  after(() => lab.stop());

  test('makes the same 200 URLs to the byte', async (t) => {
    const calls = signings();
    const ours: string[] = [];
    for (const { method, digest, prefix, iso8601, ip, expires, names } of calls) {
      const paths = names.map((name) => `/v1/AUTH_test/box/${name}`);
      const options = [
        ...['--digest', digest, '--expires', String(expires)],
        ...(prefix ? ['--prefix'] : []),
        ...(iso8601 ? ['--iso8601'] : []),
        ...(ip === null ? [] : ['--ip', ip]),
      ];
      const ran = await command(['sign', method, ...paths, ...options], {
        SWIFT_TEMP_URL_KEY: key,
      });
      assert.equal(ran.code, 0, ran.err);
      ours.push(...ran.out.trimEnd().split('\n'));
    }
    const theirs = await swiftTempurl(calls, key);
    assert.equal(theirs.length, 200);
    assert.deepEqual(ours, theirs);
    t.diagnostic(`e.g. ${ours[0]}`);
  });

  test('prints what the command swift prints', async () => {
    const path = `${lab.storageUrl}/box/a/b.txt`;
    for (const more of [[], ['--iso8601'], ['--digest', 'sha512'], ['--ip-range', '192.0.2.7']]) {
      const args = ['tempurl', 'PUT', '4102444800', path, key, '--absolute', ...more];
      const { stdout } = await promisify(execFile)('/usr/bin/swift', args);
      const mine = more.map((word) => (word === '--ip-range' ? '--ip' : word));
      const { out } = await command(['sign', 'PUT', path, '--expires', '4102444800', ...mine], {
        SWIFT_TEMP_URL_KEY: key,
      });
      assert.equal(out, stdout);
    }
  });

  test('makes URLs that Swift accepts, of every such name', async () => {
    const names = ['\ufeffa', ...Array.from({ length: 19 }, randomName)];
    for (const digest of ['sha256', 'sha512'] as const) {
      const put = await sign(['PUT', '--digest', digest, '--', ...names], env);
      for (const { object, url } of put) {
        const { status } = await fetch(url, { method: 'PUT', body: object });
        assert.equal(status, 201, object);
      }
    }
    for (const { object, url } of await sign(['GET', '--', ...names], env)) {
      const answer = await fetch(url);
      // Not text(): that drops a byte order mark, which a name may begin with.
      const body = Buffer.from(await answer.arrayBuffer()).toString('utf8');
      assert.deepEqual([answer.status, body], [200, object]);
    }
    const [prefix] = await sign(['GET', '--prefix', '--ip', '127.0.0.0/8', ''], env);
    const { search } = new URL(prefix!.url);
    const other = `${lab.storageUrl}/box/${encodeName(names[0]!)}${search}`;
    assert.equal((await fetch(other)).status, 200);
    for (const { url } of await sign(['DELETE', '--', ...new Set(names)], env)) {
      assert.equal((await fetch(url, { method: 'DELETE' })).status, 204);
    }
  });

  test('shows downloads as told', async () => {
    await ask(session, 'PUT', 'box/shown.txt', { body: 'x' });
    const options = ['--filename', 'é "1".txt', '--inline'];
    const [got] = await sign(['GET', 'shown.txt', ...options], env);
    const disposition = (await fetch(got!.url)).headers.get('content-disposition');
    assert.match(disposition ?? '', /^inline; filename=.*filename\*=UTF-8''%C3%A9%20%221%22\.txt$/);
  });

  test('ends when it is told to, and with its key', async () => {
    const credentials = { ST_AUTH: lab.authUrl, ST_USER: lab.user, ST_KEY: lab.key };
    await createContainer(session, 'turned', { tempUrlKey: 'first key' });
    await ask(session, 'PUT', 'turned/a', { body: 'x' });
    // With credentials, the key is the container's own.
    const place = { ...credentials, SWIFT_CONTAINER: 'turned' };
    const status = async (url: string): Promise<number> => (await fetch(url)).status;
    const [long] = await sign(['GET', 'a', '--ttl', '1h'], place);
    // The last to be signed, and used at once: a busy machine starts a command in seconds.
    const expires = Math.floor(Date.now() / 1000) + 20;
    const [short] = await sign(['GET', 'a', '--expires', String(expires)], place);
    assert.deepEqual([await status(short!.url), await status(long!.url)], [200, 200]);
    await sleep((expires + 1) * 1000 - Date.now());
    assert.deepEqual([await status(short!.url), await status(long!.url)], [401, 200]);
    await createContainer(session, 'turned', { tempUrlKey: 'second key' });
    assert.equal(await status(long!.url), 401);
    const [fresh] = await sign(['GET', 'a'], place);
    assert.equal(await status(fresh!.url), 200);
  });

  test('says in one sentence, and with 2, what has to be mended', async () => {
    const { code, err } = await command(['sign', 'GET', 'a'], { SWIFT_TEMP_URL_KEY: key });
    assert.equal(code, 2);
    assert.match(err, /^direct-upload-signer: SWIFT_CONTAINER is missing.*\n$/);
    const wrong = await command(['sign', 'FETCH', 'a'], env);
    assert.deepEqual([wrong.code, /GET, PUT, HEAD, DELETE/.test(wrong.err)], [2, true]);
    const json = await commandJson(['sign', 'GET', '..'], env);
    const { error } = json.data as { error: { code: string } };
    assert.deepEqual([json.code, error.code], [2, 'invalid-option']);
    assert.match((await command(['sign', '--help'], {})).out, /--filename <name>/);
  });
});

async function sign(
  args: readonly string[],
  env: Environment,
): Promise<readonly { readonly object: string; readonly url: string }[]> {
  const { code, data } = await commandJson(['sign', ...args], env);
  assert.equal(code, 0, JSON.stringify(data));
  return (data as { urls: { object: string; url: string }[] }).urls;
}

/** One process for all of them. */
async function swiftTempurl(calls: readonly Signing[], key: string): Promise<readonly string[]> {
  const inputs = calls.flatMap(({ method, digest, prefix, iso8601, ip, expires, names }) =>
    names.map((name) => [
      method,
      String(expires),
      `/v1/AUTH_test/box/${name}`,
      key,
      { digest, prefix, iso8601, ip_range: ip },
    ]),
  );
  const child = spawn(PYTHON, [oracle], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(inputs));
  return JSON.parse(await text(child.stdout)) as string[];
}
