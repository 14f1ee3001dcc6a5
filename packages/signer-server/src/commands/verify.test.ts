import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { SignerError } from '../errors.js';
import { generateReceiptKey, importReceiptKey } from '../tokens/receipt-key.js';
import {
  CONTAINER,
  RECEIPT_KEY,
  noSignal,
  startStorage,
  testSigner,
  upload,
} from '../testing/harness.js';
import type { TestStorage } from '../testing/harness.js';
import type { Outcome, World } from './command.js';
import { verify } from './verify.js';
import type { VerifyOptions } from './verify.js';

let storage: TestStorage;
let receipt: string;
let key: string;
before(async () => {
  storage = await startStorage();
  const made = await upload(testSigner(storage.withCredentials), Buffer.from('five!'), {
    name: 'line\nof "text".txt',
    type: 'text/plain',
  });
  receipt = made.receipt;
  key = made.key;
});
after(() => storage.close());

interface Situation extends VerifyOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly now?: number;
  readonly given?: string;
}

function judged({
  env = { RECEIPT_KEY },
  input = '',
  now = Date.now(),
  given = receipt,
  ...options
}: Situation): Promise<Outcome> {
  const world: World = {
    env,
    out: () => undefined,
    err: () => undefined,
    read: () => Promise.resolve(input),
    now: () => now,
    signal: noSignal(),
  };
  return verify(world, given, options);
}

const refusal =
  (sentence: RegExp) =>
  (error: unknown): boolean =>
    error instanceof SignerError && error.code === 'invalid-option' && sentence.test(error.message);

describe('verify', () => {
  it('says what a good receipt says, from an argument or standard input', async () => {
    const { exitCode, text, data } = await judged({});
    assert.equal(exitCode, 0);
    assert.match(text, /^valid\nissuer +"direct-upload-signer"\n/);
    assert.match(text, /^name +"lineof \\"text\\".txt"$/m);
    assert.match(text, /^expires +20\d\d-\d\d-\d\dT/m);
    assert.partialDeepStrictEqual(data, { valid: true, claims: { upload: { key, size: 5 } } });
    assert.deepEqual(await judged({ given: '-', input: `${receipt}\n` }), {
      exitCode,
      text,
      data,
    });
    await assert.rejects(judged({ given: '-' }), refusal(/no receipt on standard input/));
  });

  it('ends with 2 and the reason for any other', async () => {
    const other = generateReceiptKey();
    const cases: readonly (readonly [Situation, string])[] = [
      [{ given: 'x' }, 'invalid'],
      [{ given: `${receipt.slice(0, -4)}AAAA` }, 'invalid'],
      [{ env: { RECEIPT_KEY: other } }, 'invalid'],
      [{ audience: 'another' }, 'wrong-audience'],
      [{ env: { RECEIPT_KEY, RECEIPT_AUDIENCE: 'another' } }, 'wrong-audience'],
      [{ issuer: 'another' }, 'wrong-audience'],
      [{ policy: 'avatar' }, 'wrong-policy'],
      [{ now: Date.now() + 90_000_000 }, 'expired'],
    ];
    for (const [situation, code] of cases) {
      const { exitCode, text, data } = await judged(situation);
      assert.equal(exitCode, 2);
      assert.ok(text.startsWith(`${code}: `), text);
      assert.partialDeepStrictEqual(data, { valid: false, error: { code } });
    }
  });

  it('takes keys from a file or an address, and tells a missing key from a bad receipt', async (t) => {
    const directory = await mkdtemp(join(tmpdir(), 'verify-'));
    t.after(() => rm(directory, { recursive: true }));
    const jwk = importReceiptKey(RECEIPT_KEY).publicJwk;
    const pem = createPublicKey(RECEIPT_KEY).export({ type: 'spki', format: 'pem' }) as string;
    for (const text of [JSON.stringify({ keys: [jwk] }), JSON.stringify(jwk), pem]) {
      const file = join(directory, 'keys');
      await writeFile(file, text);
      assert.equal((await judged({ env: {}, jwks: file })).exitCode, 0, text);
    }
    const answers = { status: 200 };
    const server = createServer((_, response) => {
      response.writeHead(answers.status).end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const jwks = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
    assert.equal((await judged({ env: {}, jwks })).exitCode, 0);
    answers.status = 503;
    await assert.rejects(judged({ env: {}, jwks }), refusal(/keys of http.* cannot be had/));
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(judged({ env: {}, jwks }), refusal(/keys of http.* cannot be had/));
    await assert.rejects(judged({ env: {}, jwks: '/absent' }), refusal(/URL or a file \(ENOENT/));
    await assert.rejects(judged({ env: {} }), refusal(/give --jwks .*, or set RECEIPT_KEY/));
    await assert.rejects(judged({ env: { RECEIPT_KEY: 'x' } }), refusal(/^RECEIPT_KEY must be/));
  });

  it('takes the receipts of both keys while the signer’s own changes', async () => {
    const env = { RECEIPT_KEY: generateReceiptKey(), RECEIPT_KEY_2: RECEIPT_KEY };
    assert.equal((await judged({ env })).exitCode, 0);
    const broken = { RECEIPT_KEY, RECEIPT_KEY_2: 'x' };
    await assert.rejects(judged({ env: broken }), refusal(/^RECEIPT_KEY_2 must be/));
  });

  it('looks at storage when it is told to', async () => {
    const { authUrl, user, key: password } = storage.dev.credentials;
    const place = { ST_AUTH: authUrl, ST_USER: user, ST_KEY: password, SWIFT_CONTAINER: CONTAINER };
    const env = { RECEIPT_KEY, ...place };
    const look = (more = {}): Promise<Outcome> =>
      judged({ env: { ...env, ...more }, storage: true });
    const there = await look();
    assert.equal(there.exitCode, 0);
    assert.match(there.text, /\nunchanged: Storage has the object/);
    assert.partialDeepStrictEqual(there.data, { stored: { same: true, size: 5 } });

    const login = await fetch(authUrl, {
      headers: { 'x-auth-user': user, 'x-auth-key': password },
    });
    const headers = { 'x-auth-token': login.headers.get('x-auth-token') ?? '' };
    const url = `${login.headers.get('x-storage-url') ?? ''}/${CONTAINER}/${key}`;
    for (const [body, sentence] of [
      ['other', /\nchanged: Storage has other bytes \(ETag /],
      ['longer', /\nchanged: Storage has 6 bytes/],
      [undefined, /\nchanged: The object is not there/],
    ] as const) {
      const method = body === undefined ? 'DELETE' : 'PUT';
      await fetch(url, { method, headers, ...(body !== undefined && { body }) });
      const { exitCode, text, data } = await look();
      assert.equal(exitCode, 2);
      assert.match(text, sentence);
      assert.partialDeepStrictEqual(data, { valid: true, stored: { same: false } });
    }
    await assert.rejects(look({ SWIFT_CONTAINER: 'b' }), refusal(/container "uploads".*"b"/));
    await assert.rejects(look({ SWIFT_CONTAINER: '' }), refusal(/SWIFT_CONTAINER is missing/));
  });
});
