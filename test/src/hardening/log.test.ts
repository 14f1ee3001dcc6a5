/**
 * Everything the command ever says, on standard output and standard error, whatever happens to it: not one of the secrets it
 * was given, and nothing that it signed.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { command } from '../operations/support/command.js';
import { leaksIn, secretsOf } from '../setup/leaks.js';
import {
  completionOf,
  createStand,
  grantFor,
  post,
  put,
  receiptIn,
  type Environment,
  type SignerStand,
} from './support/signer-stand.js';

const BYTES = new TextEncoder().encode('some bytes');
const JWT_SECRET = randomBytes(32).toString('base64url');
const REDIS_PASSWORD = randomBytes(8).toString('hex');

let stand: SignerStand;
before(async () => {
  stand = await createStand();
});
after(() => stand[Symbol.asyncDispose]());

/** A caller's JWT (HS256), as an application makes it. */
function jwtOf(subject: string, secret = JWT_SECRET): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const signed = `${part({ alg: 'HS256' })}.${part({ sub: subject, aud: 'a', exp })}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

const settings = (): Environment => ({
  AUTH: 'jwt',
  AUTH_JWT_SECRET: JWT_SECRET,
  AUTH_AUDIENCE: 'a',
  AUTH_COOKIE: 'session',
  METRICS: '/metrics',
  TRUST_PROXY: 'loopback',
  // Nobody is there, and the log says so.
  REDIS_URL: `redis://user:${REDIS_PASSWORD}@127.0.0.1:9`,
  LIMIT_REQUESTS: '1000/1h',
  ACCEPT: '.bin,image/*',
  SNIFF: 'off',
});

/** What was handed out or sent in, and must not be repeated. */
class Seen {
  readonly values: string[] = [];

  note<T>(value: T): T {
    const text = JSON.stringify(value);
    for (const [, secret = ''] of text.matchAll(/(?:temp_url_sig=|"(?=eyJ))([\w.:-]{30,})/g)) {
      this.values.push(secret);
    }
    return value;
  }
}

const ROUTES = ['', '/parts', '/status', '/complete', '/abort', '/downloads'];

/** Every route, with what belongs there and with what does not, and in headers whatever is a secret elsewhere. */
async function goThroughAll(url: string, seen: Seen): Promise<void> {
  const jwt = jwtOf('anna');
  const mine = { authorization: `Bearer ${jwt}` };
  const endpoint = `${url}/uploads`;
  const grant = seen.note(await grantFor(endpoint, BYTES, mine));
  const other = seen.note(await grantFor(endpoint, BYTES, { cookie: `session=${jwtOf('ben')}` }));
  await put(grant, BYTES);
  const completion = completionOf(grant, BYTES);
  const receipt = receiptIn(seen.note((await post(`${endpoint}/complete`, completion, mine)).body));
  const [{ url: signed } = { url: '' }] = grant.requests;
  seen.values.push(jwt, ...jwt.split('.').slice(1));
  const bodies: readonly unknown[] = [
    completion,
    { token: grant.token, partNumbers: [1] },
    { token: other.token, partNumbers: [1] },
    { token: receipt },
    { token: `${grant.token}x` },
    { tokens: [other.token, receipt, jwt, signed] },
    {
      uploads: [{ token: grant.token, parts: [{ partNumber: 2, size: 1, etag: '0'.repeat(32) }] }],
    },
    { downloads: [{ receipt }, { receipt: grant.token }, { key: signed }, { receipt: jwt }] },
    {
      files: [
        { name: signed, size: 1, type: signed },
        { name: receipt, size: 1, type: grant.token },
      ],
    },
    { files: receipt, token: { [receipt]: jwt } },
  ];
  const headers: readonly Environment[] = [
    mine,
    { authorization: `Bearer ${jwtOf('anna', 'another secret of thirty-two bytes')}` },
    { authorization: `Basic ${Buffer.from(`anna:${REDIS_PASSWORD}`).toString('base64')}` },
    { ...mine, 'x-request-id': receipt.slice(0, 128), 'x-forwarded-for': grant.token },
    { ...mine, origin: `https://${jwt}`, referer: signed, 'user-agent': grant.token },
    { ...mine, cookie: `session=${jwt}`, 'content-type': receipt },
  ];
  for (const route of ROUTES) {
    for (const header of headers) {
      for (const body of bodies) seen.note(await post(endpoint + route, body, header));
    }
  }
  for (const path of [`/${receipt}`, `/uploads?token=${grant.token}`, '/metrics', '/readyz']) {
    const response = await fetch(url + path, { headers: { 'x-auth-token': jwt } });
    await response.text();
  }
}

/** Secrets that no variable names as such. */
const allSecrets = (seen: Seen, environment: Environment): ReturnType<typeof secretsOf> =>
  new Map([
    ...secretsOf(environment),
    ['Temp-URL-Key', [stand.tempUrlKey]],
    ['what was signed or sent', seen.values],
  ]);

describe('serve', () => {
  test('logs no secret, whatever is asked and whatever storage does', async (t) => {
    const seen = new Seen();
    await using signer = await stand.run(settings());
    await goThroughAll(signer.url, seen);
    for (const fault of [
      { kind: 'status', status: 500 },
      { kind: 'status', status: 401 },
      { kind: 'drop', during: 'response', afterBytes: 0 },
    ] as const) {
      const mine = { authorization: `Bearer ${jwtOf('anna')}` };
      const grant = seen.note(await grantFor(`${signer.url}/uploads`, BYTES, mine));
      stand.storage.faults.add(fault);
      for (const [route, body] of [
        ['/complete', completionOf(grant, BYTES)],
        ['/status', { token: grant.token }],
        ['/abort', { tokens: [grant.token] }],
      ] as const) {
        await post(`${signer.url}/uploads${route}`, body, mine);
      }
      stand.storage.faults.clear();
    }
    assert.equal(await signer.terminate(), 0);
    const said = signer.output();
    const lines = said.split('\n').length;
    t.diagnostic(`${lines} lines, ${seen.values.length} signatures, tokens and receipts`);
    for (const level of ['info', 'warn', 'error']) assert.ok(said.includes(`"level":"${level}"`));
    assert.match(said, /Redis does not answer/);
    assert.ok(lines > 300 && seen.values.length >= 15);
    assert.deepEqual(leaksIn(said, allSecrets(seen, { ...stand.environment, ...settings() })), []);
  });

  test('nor does it when it crashes', async () => {
    const secret = `https://s.example/v1/A/c/o?temp_url_sig=${randomBytes(32).toString('hex')}`;
    const words = `GET ${secret} x-auth-token: AUTH_tk${randomBytes(16).toString('hex')} ${jwtOf('anna')}`;
    // Thrown where nobody catches it, with the rest of it where an inspector would show it.
    const crash = `process.once('SIGUSR2', () => { throw Object.assign(new Error(${JSON.stringify(words)}), {
      cause: new Error('x-auth-key: ' + process.env.ST_KEY), headers: process.env }); });`;
    const options = `--import=data:text/javascript,${encodeURIComponent(crash)}`;
    await using signer = await stand.run({ NODE_OPTIONS: options });
    assert.equal(await signer.end('SIGUSR2'), 1);
    assert.match(signer.output(), /^direct-upload-signer: Error: GET https:\/\/s\.example/m);
  });
});

describe('a command', () => {
  const wrong = {
    'all is well': {},
    'a wrong password': { ST_KEY: randomBytes(8).toString('hex') },
    'a wrong key': { SWIFT_TEMP_URL_KEY: randomBytes(20).toString('hex') },
    'wrong settings': { SIGNER_SECRET: 'short but secret', RECEIPT_KEY: 'no key, yet a secret' },
    'no storage': { ST_AUTH: 'http://user:hidden-word@127.0.0.1:9/auth/v1.0' },
  } as const;
  const most = [['serve'], ['doctor', '--json'], ['storage', 'ls', 'uploads']];
  const all = [
    ...most,
    ['doctor', '--fix'],
    ['init', '--dry-run'],
    ['sign', 'GET', 'a.bin'],
    ['keys', 'get', '--slot', '2'],
    ['storage', 'rm', 'nowhere', '--recursive'],
    ['verify', 'eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'],
    ['gc'],
  ];
  /** Their standard output is a secret by purpose. */
  const tells = ['sign', 'keys'];
  for (const [name, change] of Object.entries(wrong)) {
    test(`says no secret with ${name}`, async () => {
      // The port is taken: serve ends after it has looked at everything.
      const { port: PORT } = new URL(stand.storage.url);
      const environment: Environment = { ...stand.environment, PORT, ...change };
      const secrets = allSecrets(new Seen(), environment);
      const commands = name === 'all is well' ? all : most;
      const ran = commands.map(async (args) => ({ args, ...(await command(args, environment)) }));
      for (const { args, out, err } of await Promise.all(ran)) {
        const said = tells.includes(args[0] ?? '') ? err : out + err;
        assert.deepEqual(leaksIn(said, secrets), [], `${args.join(' ')}: ${said}`);
      }
    });
  }
});
