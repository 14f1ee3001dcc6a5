/**
 * `init` and `doctor` against a bare Swift: all is well afterwards; then things are broken one at a time, and each has to
 * be named, and mended where a program can.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { skipWithout } from '../setup/needs.js';
import { ask } from '../setup/swift-client.js';
import type { SwiftSession } from '../setup/swift-client.js';
import { startSwift } from '../setup/swift.js';
import type { SwiftLab } from '../setup/swift.js';
import { command, commandJson } from './support/command.js';
import type { Environment } from './support/command.js';
import { startProxy } from './support/proxy.js';
import { startStage } from './support/stage.js';

interface Finding {
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly message: string;
}

interface Report {
  readonly ok: boolean;
  readonly mended: readonly string[];
  readonly findings: readonly Finding[];
}

/** What is wrong, which line names it, and what becomes of it by `--fix`. */
interface Case {
  readonly name: string;
  /** Headers of a POST to the container. */
  readonly container?: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, string>>;
  readonly line: string;
  readonly status: 'warn' | 'fail';
  readonly says: RegExp;
  readonly mended: boolean;
}

const ALLOW = 'x-container-meta-access-control-allow-origin';
const A = 'https://a.example';
const B = 'https://b.example';
const strong = randomBytes(32).toString('hex');

const CASES: readonly Case[] = [
  {
    name: 'a wrong key',
    settings: { SWIFT_TEMP_URL_KEY: strong },
    line: 'key',
    status: 'fail',
    says: /compare SWIFT_TEMP_URL_KEY/,
    mended: true,
  },
  {
    name: 'a wrong key that is easily guessed',
    settings: { SWIFT_TEMP_URL_KEY: 'secret' },
    line: 'key',
    status: 'fail',
    says: /compare SWIFT_TEMP_URL_KEY/,
    mended: false,
  },
  {
    name: 'no CORS',
    container: { [ALLOW]: '' },
    line: `cors ${A}`,
    status: 'fail',
    says: /cannot upload: the container refuses their preflight \(401\)/,
    mended: true,
  },
  {
    name: 'CORS for another origin',
    container: { [ALLOW]: 'https://other.example' },
    line: `cors ${B}`,
    status: 'fail',
    says: /https:\/\/b\.example cannot upload/,
    mended: true,
  },
  {
    name: 'origins separated by commas',
    container: { [ALLOW]: `${A},${B}` },
    line: `cors ${A}`,
    status: 'fail',
    says: /several origins are separated by spaces/,
    mended: true,
  },
  {
    name: 'no container',
    settings: { SWIFT_CONTAINER: 'not there' },
    line: 'container',
    status: 'fail',
    says: /There is no container "not there"/,
    mended: true,
  },
  {
    name: 'no key in the container',
    container: { 'x-container-meta-temp-url-key': '' },
    line: 'key',
    status: 'fail',
    says: /has no Temp-URL-Key/,
    mended: true,
  },
  {
    name: 'credentials that are over',
    settings: { ST_KEY: 'expired' },
    line: 'account',
    status: 'fail',
    says: /check ST_USER and ST_KEY/,
    mended: false,
  },
  {
    name: 'a clock ten minutes behind',
    settings: {
      NODE_OPTIONS:
        '--import "data:text/javascript,const n=Date.now;Date.now=()=>n.call(Date)-600000"',
    },
    line: 'clock',
    status: 'fail',
    says: /differ by (?:59\d|60\d) s.*NTP/,
    mended: false,
  },
  {
    name: 'a full quota',
    container: { 'x-container-meta-quota-bytes': '1' },
    line: 'quota',
    status: 'fail',
    says: /used up.*of 1 byte\): raise it/,
    mended: false,
  },
];

describe('init, then doctor', { skip: skipWithout('swift') }, () => {
  let lab: SwiftLab;
  let session: SwiftSession;
  let env: Environment;
  before(async () => {
    ({ lab, session, env } = await startStage({ ALLOWED_ORIGINS: `${A},${B}` }));
  });
  after(() => lab.stop());

  async function doctor(more: Environment = {}, ...args: string[]): Promise<Report> {
    const { code, data } = await commandJson(['doctor', ...args], { ...env, ...more });
    const report = data as Report;
    assert.equal(code, report.ok ? 0 : 2, JSON.stringify(data));
    return report;
  }

  const keysOf = async (): Promise<readonly (string | null)[]> => {
    const { headers } = await ask(session, 'HEAD', 'box');
    return ['', '-2'].map((n) => headers.get(`x-container-meta-temp-url-key${n}`));
  };

  test('init says what it would do, does it, and then has nothing to do', async () => {
    const dry = await command(['init', '--dry-run'], env);
    assert.match(dry.out, /^# It would:\n# Create the container "box"\.\n/);
    assert.equal((await ask(session, 'HEAD', 'box')).status, 404);
    const { code, out, err } = await command(['init'], env);
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /SWIFT_CONTAINER=box\n.*SWIFT_STORAGE_URL=http:.*AUTH_test\nALLOWED_ORIGINS=/,
    );
    const keys = await keysOf();
    for (const key of keys) {
      assert.equal(Buffer.from(key ?? '', 'base64url').length, 32);
      assert.ok(!out.includes(key!), 'nobody has to store it');
    }
    const again = await commandJson(['init'], env);
    assert.deepEqual((again.data as { done: object }).done, []);
    assert.deepEqual(await keysOf(), keys);
  });

  test('doctor finds all well, and leaves nothing behind', async () => {
    const { ok, findings } = await doctor();
    assert.deepEqual(
      findings.filter(({ status }) => status !== 'ok'),
      [],
    );
    assert.ok(ok && findings.length >= 12, JSON.stringify(findings));
    const { headers } = await ask(session, 'HEAD', 'box');
    assert.equal(headers.get('x-container-object-count'), '0');
    assert.match((await command(['doctor'], env)).out, /^ok {6}settings: /);
  });

  for (const each of CASES) {
    test(`doctor names ${each.name}${each.mended ? ', and mends it' : ''}`, async (t) => {
      const before = await ask(session, 'HEAD', 'box');
      t.after(() => restore(before.headers));
      if (each.container) await ask(session, 'POST', 'box', { headers: each.container });
      const found = (await doctor(each.settings)).findings.find(({ name }) => name === each.line);
      assert.equal(found?.status, each.status, JSON.stringify(found));
      assert.match(found.message, each.says);
      const { ok, mended, findings } = await doctor(each.settings, '--fix');
      assert.deepEqual(
        [ok, mended.length > 0],
        [each.mended, each.mended],
        JSON.stringify(findings),
      );
    });
  }

  test('doctor names a digest the cluster does not take, and one it will not take for long', async (t) => {
    const modern = await startSwift({ tempUrl: 'allowed_digests = sha256 sha512' });
    t.after(() => modern.stop());
    const place = { ST_AUTH: modern.authUrl };
    await command(['init'], { ...env, ...place });
    const { findings } = await doctor({ ...place, SWIFT_TEMP_URL_DIGEST: 'sha1' });
    const digest = findings.find(({ name }) => name === 'digest');
    assert.equal(digest?.status, 'fail');
    assert.match(
      digest.message,
      /no sha1 signatures, only sha256, sha512: set SWIFT_TEMP_URL_DIGEST/,
    );
    const old = (await doctor({ SWIFT_TEMP_URL_DIGEST: 'sha1' })).findings;
    const warning = old.find(({ name }) => name === 'deprecated digest');
    assert.equal(warning?.status, 'warn');
  });

  test('doctor names a key of the whole account, and makes one for the container', async (t) => {
    const headers = { 'x-account-meta-temp-url-key': strong };
    await ask(session, 'POST', '', { headers });
    await ask(session, 'PUT', 'bare');
    t.after(() => ask(session, 'POST', '', { headers: { 'x-account-meta-temp-url-key': '' } }));
    const settings = { SWIFT_CONTAINER: 'bare', SWIFT_TEMP_URL_KEY: strong };
    const found = (await doctor(settings)).findings.find(({ name }) => name === 'key strength');
    assert.match(found?.message ?? '', /a key of the whole account.*Unset it/);
    const { mended } = await doctor(settings, '--fix');
    assert.ok(mended.some((step) => step.includes('Temp-URL-Key of 256 random bits')));
    // As it says: without the setting, the signer uses the container's own.
    const { ok } = await doctor({ SWIFT_CONTAINER: 'bare' });
    assert.ok(ok);
  });

  for (const [status, isOk, finding, says] of [
    [404, false, 'fail', /CVE-2026-97149; X-Copy-From was answered with 404.*2\.35\.5/],
    [403, true, 'warn', /CVE-2026-97149\) could not be found out: .*\(403\)/],
  ] as const) {
    test(`doctor tells what a storage means that answers ${status} to a copy by URL`, async (t) => {
      const refuse = ({ method, headers }: IncomingMessage): number | undefined =>
        method === 'PUT' && headers['x-copy-from'] !== undefined ? status : undefined;
      const proxy = await startProxy(lab.url, { refuse });
      t.after(() => proxy.close());
      const settings = { SWIFT_STORAGE_URL: `${proxy.url}/v1/AUTH_test` };
      const { ok, findings } = await doctor(settings);
      const found = findings.find(({ name }) => name === 'copy by URL');
      assert.deepEqual([ok, found?.status], [isOk, finding]);
      assert.match(found?.message ?? '', says);
    });
  }

  test('doctor names parts that no expirer takes away', async (t) => {
    const name = `box/parts/${'0'.repeat(32)}/00000001`;
    await ask(session, 'PUT', name, { body: 'x', headers: { 'x-delete-after': '1' } });
    while ((await ask(session, 'HEAD', name)).status !== 404) await sleep(200);
    const young = (await doctor()).findings.find((each) => each.name === 'expirer');
    assert.equal(young?.status, 'ok', 'it may take a while');
    // The day has passed.
    const answer = (url: string, text: string): string =>
      url.includes('prefix=parts')
        ? text.replaceAll(/"last_modified": ?"\d+/g, '"last_modified":"2020')
        : text;
    const proxy = await startProxy(lab.url, { answer });
    t.after(() => proxy.close());
    const { ok, findings } = await doctor({ SWIFT_STORAGE_URL: `${proxy.url}/v1/AUTH_test` });
    const found = findings.find((each) => each.name === 'expirer');
    assert.deepEqual([ok, found?.status], [true, 'warn']);
    assert.match(found?.message ?? '', /parts\/0+\/00000001" is past its time.*no object-expirer/);
  });

  /** Metadata as it was; what was not there goes. */
  async function restore(was: Headers): Promise<void> {
    const names = ['temp-url-key', 'temp-url-key-2', 'access-control-allow-origin', 'quota-bytes'];
    const headers = Object.fromEntries(
      names.map((name) => [`x-container-meta-${name}`, was.get(`x-container-meta-${name}`) ?? '']),
    );
    await ask(session, 'POST', 'box', { headers });
  }
});
