/**
 * Whole uploads with the signer as a library in runtimes that are not Node: to Swift with credentials and with the TempURL
 * key alone, to an S3 API whose ETags are MD5s and to one whose are not.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createDevStorage } from '@direct-upload/dev-storage';
import { generateReceiptKey } from '@direct-upload/signer-server';
import type { ReceiptClaims } from '@direct-upload/signer-server/receipt';
import { example } from '../docs/examples.js';
import { startKmsBucket } from '../setup/kms-bucket/server.js';
import { skipWithout } from '../setup/needs.js';
import { createContainer, openSession } from '../setup/swift-client.js';
import { startSwift } from '../setup/swift.js';
import type { SwiftLab } from '../setup/swift.js';
import { runtimes, startWorker } from './support/runtimes.js';
import type { TestRuntime } from './support/runtimes.js';
import type { StorageSettings } from './support/settings.js';
import { callAs, uploadParts } from './support/upload-parts.js';

const container = 'uploads';
const tempUrlKey = randomBytes(32).toString('base64url');
const FILE = { name: 'résumé.txt', type: 'text/plain' };
const MIB = 1024 ** 2;

let lab: Promise<SwiftLab> | undefined;
after(async () => {
  await (await lab)?.stop();
});

/** A storage for one test; what it needs is stopped with the stack. */
interface TestStorage {
  readonly name: string;
  readonly skip: string | false;
  /** Bytes of a file that goes in several parts. */
  readonly large: number;
  readonly open: (stack: AsyncDisposableStack) => Promise<StorageSettings>;
}

const storages: readonly TestStorage[] = [
  {
    name: 'Swift',
    skip: false,
    large: 2.5 * MIB,
    open: async (stack) => {
      const dev = await devStorage(stack);
      const { authUrl: url, user, key } = dev.credentials;
      const auth = { url, user, key };
      return { kind: 'swift', options: { auth, container, tempUrlKey, partSize: MIB } };
    },
  },
  {
    name: 'Swift with nothing but the key',
    skip: false,
    large: 2.5 * MIB,
    open: async (stack) => {
      const { storageUrl } = await devStorage(stack);
      return { kind: 'swift', options: { storageUrl, container, tempUrlKey } };
    },
  },
  {
    name: "S3, Swift's",
    skip: skipWithout('swift'),
    large: 5.5 * MIB,
    open: async () => {
      const swift = await (lab ??= startSwift());
      const { url, user, key } = swift;
      await createContainer(await openSession(swift), container, {});
      const credentials = { accessKeyId: user, secretAccessKey: key };
      return { kind: 's3', options: s3Options(url, container, credentials) };
    },
  },
  {
    name: 'S3 that encrypts with keys of a KMS',
    skip: false,
    large: 5.5 * MIB,
    open: async (stack) => {
      const { url, name, keys, stop } = await startKmsBucket({ origins: [] });
      stack.defer(stop);
      return { kind: 's3', options: s3Options(url, name, keys) };
    },
  },
];

async function devStorage(stack: AsyncDisposableStack) {
  const directory = await temporary(stack);
  const dev = await createDevStorage({ directory });
  stack.defer(() => dev.close());
  await dev.createContainer(container, { tempUrlKey });
  return dev;
}

async function temporary(stack: AsyncDisposableStack): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'runtimes-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

function s3Options(
  endpoint: string,
  bucket: string,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
) {
  return { endpoint, bucket, credentials, region: 'us-east-1', partSize: 5 * MIB, maxParts: 1000 };
}

const signer = () => ({
  secret: randomBytes(32).toString('base64url'),
  receiptKey: generateReceiptKey(),
  limits: { requests: { amount: 1000, window: 60 } },
});

/** As many as arrive together at a signer that has asked storage nothing yet. */
const AT_ONCE = 30;

async function uploadTo(runtime: TestRuntime, storage: TestStorage): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const settings = { storage: await storage.open(stack), signer: signer(), authorizes: true };
  const app = stack.use(await runtime.start(settings, await temporary(stack)));
  const call = callAs(app.url, 'ada');

  const many = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) => uploadParts(call, Buffer.from(`${index}`), FILE)),
  );
  assert.equal(new Set(many).size, AT_ONCE);
  const bytes = randomBytes(storage.large);
  const type = 'application/octet-stream';
  const receipt = await uploadParts(call, bytes, { name: 'large.bin', type });

  const answer = await fetch(`${app.url}/verify`, { method: 'POST', body: receipt });
  const { sub, upload } = (await answer.json()) as ReceiptClaims;
  assert.deepEqual([sub, upload.size, upload.name], ['ada', bytes.length, 'large.bin']);
  const { results } = await call<{ results: [{ download: { url: string } }] }>(
    '/uploads/downloads',
    {
      downloads: [{ receipt }],
    },
  );
  const stored = await (await fetch(results[0].download.url)).arrayBuffer();
  assert.ok(bytes.equals(Buffer.from(stored)), 'other bytes are stored');

  const checks = (await (await fetch(`${app.url}/check`)).json()) as { ok: boolean }[];
  assert.ok(checks.length > 0 && checks.every(({ ok }) => ok), JSON.stringify(checks));
  assert.equal(app.errors(), '');
}

for (const runtime of runtimes) {
  describe(`the library in ${runtime.name}`, () => {
    for (const storage of storages) {
      test(`uploads to ${storage.name}`, { skip: storage.skip }, () => uploadTo(runtime, storage));
    }

    test('tells callers apart, and serves nobody whom it does not know', async () => {
      await using stack = new AsyncDisposableStack();
      const { storageUrl } = await devStorage(stack);
      const options = { storageUrl, container, tempUrlKey };
      const settings = {
        storage: { kind: 'swift', options },
        signer: signer(),
        authorizes: true,
      } as const;
      const app = stack.use(await runtime.start(settings, await temporary(stack)));
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ files: [{ ...FILE, size: 1 }] });
      const answer = await fetch(`${app.url}/uploads`, { method: 'POST', headers, body });
      assert.deepEqual(
        [answer.status, ((await answer.json()) as { code: string }).code],
        [401, 'unauthorized'],
      );
      const created = await callAs(app.url, 'ada')<{ results: [{ grant: { token: string } }] }>(
        '/uploads',
        JSON.parse(body),
      );
      const { token } = created.results[0].grant;
      await assert.rejects(callAs(app.url, 'bob')('/uploads/status', { token }), /invalid-token/);
    });

    // No runtime tells a library where a connection comes from, and what a request says of that is not believed.
    test('serves nobody without authorize, whatever host a request names', async () => {
      await using stack = new AsyncDisposableStack();
      const { storageUrl } = await devStorage(stack);
      const options = { storageUrl, container, tempUrlKey };
      const settings = {
        storage: { kind: 'swift', options },
        signer: signer(),
        authorizes: false,
      } as const;
      const app = stack.use(await runtime.start(settings, await temporary(stack)));
      const body = JSON.stringify({ files: [{ ...FILE, size: 1 }] });
      for (const from of [{}, { 'x-real-ip': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }]) {
        const headers = { 'content-type': 'application/json', ...from };
        const answer = await fetch(`${app.url}/uploads`, { method: 'POST', headers, body });
        const { code, detail } = (await answer.json()) as { code: string; detail: string };
        assert.deepEqual([answer.status, code], [403, 'forbidden']);
        assert.match(detail, /has no authorize/);
      }
      assert.equal((await fetch(`${app.url}/uploads/jwks.json`)).status, 200);
    });
  });
}

test('the recipe for Workers works as it stands', async () => {
  await using stack = new AsyncDisposableStack();
  const dev = await devStorage(stack);
  const { authUrl: ST_AUTH, user: ST_USER, key: ST_KEY } = dev.credentials;
  const { secret: SIGNER_SECRET, receiptKey: RECEIPT_KEY } = signer();
  const bindings = { ST_AUTH, ST_USER, ST_KEY, SIGNER_SECRET, RECEIPT_KEY };
  const recipe = await example('docs/recipes/runtimes.md', 'js', 'signer-server/web');
  const application = `${recipe}\nasync function userOf() { return { id: 'ada' }; }`;
  const app = stack.use(await startWorker(application, bindings, await temporary(stack)));
  await uploadParts(callAs(app.url, ''), Buffer.from('hello'), FILE);
});
