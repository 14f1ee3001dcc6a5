/**
 * However much another server answers: every reader takes no more than it said, closes the connection, and says what is
 * wrong.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SignJWT, generateKeyPair } from 'jose';
import { forwardAuthorize } from './authorize/forward.js';
import { jwtAuthorize } from './authorize/jwt.js';
import { swiftClient } from './client/index.js';
import { SignerError } from './errors.js';
import { openS3 } from './storage/s3/bucket.js';
import { listMultipart } from './storage/s3/multipart.js';
import { readS3 } from './storage/s3/object.js';
import { s3 } from './storage/s3/s3.js';
import { sendToStorage } from './storage/storage-http.js';
import { openSwift } from './storage/swift/access.js';
import { tokenContainer } from './storage/swift/container.js';
import { deleteObjects } from './storage/swift/delete.js';
import { listObjects } from './storage/swift/listing.js';
import { keystoneV2Auth } from './storage/swift/login/keystone-v2.js';
import { keystoneAuth } from './storage/swift/login/keystone.js';
import { v1Auth } from './storage/swift/login/v1-auth.js';
import { httpClient } from './runtime/node.js';
import { httpClient as webClient } from './runtime/web.js';
import { endlessServer } from './testing/endless-server.js';
import type { Announced, EndlessServer } from './testing/endless-server.js';
import { noSignal } from './testing/harness.js';
import { verifyReceipt } from './tokens/receipt.js';

const MIB = 1024 ** 2;
/** Bytes that sockets and streams of both ends hold, and that nobody asked for. */
const BUFFERED = 16 * MIB;

/** What reads, and bytes of the most that it may take besides those buffers. */
type Reader = readonly [name: string, most: number, read: (url: string) => Promise<unknown>];

const v1 = (url: string) => ({ url: `${url}/auth`, user: 'test:tester', key: 'testing' });
const keys = { accessKeyId: 'a', secretAccessKey: 'b' };
const bucketAt = (url: string) => ({
  bucket: 'uploads',
  region: 'us-east-1',
  endpoint: url,
  forcePathStyle: true,
  credentials: keys,
});
const logIn = { fetch: httpClient() };
const domain = { id: 'default' };
const password = (url: string) => ({
  authUrl: url,
  user: { name: 'u', domain },
  password: 'p',
  project: { name: 'p', domain },
});
const container = (url: string) => {
  const { account } = openSwift({ auth: v1(url), container: 'c' });
  assert.ok(account);
  return tokenContainer(account, 'c');
};
const asking = new Request('http://localhost/uploads', { headers: { authorization: 'Bearer x' } });

const READERS: readonly Reader[] = [
  ['v1 auth', MIB, (url) => v1Auth({ ...v1(url), url }).logIn(logIn, noSignal())],
  ['Keystone v3', MIB, (url) => keystoneAuth(password(url)).logIn(logIn, noSignal())],
  [
    'Identity v2.0',
    MIB,
    (url) =>
      keystoneV2Auth({ authUrl: url, username: 'u', password: 'p' }).logIn(logIn, noSignal()),
  ],
  [
    'what the cluster can do',
    MIB,
    (url) => openSwift({ auth: v1(url), container: 'c' }).info(url, noSignal()),
  ],
  [
    'a listing',
    64 * MIB,
    (url) => listObjects(container(url), { prefix: 'a', last: 'b' }, noSignal()),
  ],
  ['an answer to PUT', MIB, (url) => container(url).send('PUT', 'a', {}, noSignal())],
  ['a bulk delete', 64 * MIB, (url) => deleteObjects(container(url), ['a', 'b'], 2, noSignal())],
  [
    'a bucket’s encryption',
    MIB,
    (url) => s3(bucketAt(url)).begin({ partCount: 1 } as never, noSignal()),
  ],
  [
    'a list of parts',
    MIB,
    (url) => listMultipart(openS3(bucketAt(url)), { key: 'a', uploadId: 'b' }, noSignal()),
  ],
  [
    'a page of the client',
    64 * MIB,
    (url) => Array.fromAsync(swiftClient({ auth: v1(url) }).objects.list('c')),
  ],
  [
    'the `fetch` of other runtimes',
    MIB,
    (url) => sendToStorage(webClient(), { method: 'GET', url }, noSignal()),
  ],
];

/** Those whose errors are about something else than storage. */
const OTHERS: readonly Reader[] = [
  ['the application that knows the callers', MIB, (url) => forwardAuthorize({ url })(asking)],
  [
    'the keys of whoever signs callers in',
    MIB,
    async (url) => {
      const { privateKey } = await generateKeyPair('ES256');
      const token = await new SignJWT().setProtectedHeader({ alg: 'ES256' }).sign(privateKey);
      const headers = { authorization: `Bearer ${token}` };
      const authorize = jwtAuthorize({ keys: { jwksUrl: url }, audience: 'a' });
      return authorize(new Request('http://localhost/uploads', { headers }));
    },
  ],
  [
    'the keys of receipts',
    MIB,
    async (url) => {
      const { privateKey } = await generateKeyPair('EdDSA');
      const header = { alg: 'EdDSA', typ: 'upload-receipt+jwt', kid: 'a' };
      const receipt = await new SignJWT().setProtectedHeader(header).sign(privateKey);
      return verifyReceipt(receipt, { jwks: new URL(url), audience: 'a' });
    },
  ],
];

for (const announced of ['with its length', 'without a length'] satisfies Announced[]) {
  describe(`700 MiB, ${announced}`, () => {
    let server: EndlessServer;
    before(async () => {
      server = await endlessServer(announced);
      server.honest.set('/auth', (response) => {
        const account = { 'x-auth-token': 'AUTH_tk1', 'x-storage-url': `${server.url}/v1/AUTH_a` };
        response.writeHead(200, account).end();
      });
    });
    after(() => {
      server.close();
    });

    for (const [name, most, read] of READERS) {
      it(`for ${name} are cut off, and it is said why`, async () => {
        await assert.rejects(read(server.url), (error) => {
          assert.ok(error instanceof SignerError);
          assert.equal(error.code, 'storage-unavailable');
          assert.match(
            error.message,
            /answered 200 with more than .* the rest was not read: check/,
          );
          return true;
        });
        const taken = await server.taken();
        assert.ok(taken <= most + BUFFERED, `${taken} bytes were taken`);
      });
    }

    for (const [name, most, read] of OTHERS) {
      it(`for ${name} are cut off, and let nobody in`, async () => {
        await assert.rejects(read(server.url));
        const taken = await server.taken();
        assert.ok(taken > 0 && taken <= most + BUFFERED, `${taken} bytes were taken`);
      });
    }

    it('for some bytes of an object are read as far as those, where nobody heeds the range', async () => {
      const range = { key: 'a', etag: 'b', start: 3 * MIB, end: 3 * MIB + 5 };
      const bytes = await readS3(openS3(bucketAt(server.url)), range, noSignal());
      assert.equal(new TextDecoder().decode(bytes), ' '.repeat(5));
      const taken = await server.taken();
      assert.ok(taken <= 3 * MIB + BUFFERED, `${taken} bytes were taken`);
    });

    it('of a refusal are left where a stream was asked for', async () => {
      server.answer = { status: 500, headers: {} };
      const { objects } = swiftClient({ auth: v1(server.url) });
      await assert.rejects(objects.download('c', 'a'), /trouble of its own \(500\)/);
      const taken = await server.taken();
      assert.ok(taken <= BUFFERED, `${taken} bytes were taken`);
      server.answer = { status: 200, headers: {} };
    });
  });
}
