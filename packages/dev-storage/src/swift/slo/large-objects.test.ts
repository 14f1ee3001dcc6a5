/** What a recording cannot hold about large objects: memory, open files, any ranges of any manifest, time and cycles. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { DevStorageOptions } from '../../dev-storage.js';
import { startCommand } from '../../testing/command.js';
import { getToken, send, sendUntilCut, type RawAnswer } from '../../testing/request.js';
import { makeDirectory, startTestStorage, type TestStorage } from '../../testing/storage.js';

type Call = (
  method: string,
  path: string,
  body?: string | Uint8Array,
  headers?: Record<string, string>,
) => Promise<RawAnswer>;

/** A storage, and a way to ask it with a token; paths are `container/object?query`. */
async function start(
  t: TestContext,
  options: Partial<DevStorageOptions> = {},
): Promise<{ storage: TestStorage; call: Call; token: string }> {
  const storage = await startTestStorage(t, options);
  const token = await getToken(storage.url);
  const call: Call = (method, path, body, headers = {}) =>
    sendUntilCut(storage.url, {
      method,
      path: `/v1/AUTH_test/${path}`,
      headers: { 'x-auth-token': token, ...headers },
      ...(body === undefined ? {} : { body }),
    });
  return { storage, call, token };
}

/** Makes `path` a large object. */
async function link(call: Call, path: string, entries: readonly object[]): Promise<void> {
  const answer = await call('PUT', `${path}?multipart-manifest=put`, JSON.stringify(entries));
  assert.equal(answer.status, 201, answer.body.toString());
}

/** Opens a GET without reading it. */
async function openGet(url: string, path: string, token: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-auth-token': token };
    get(`${url}/v1/AUTH_test/${path}`, { headers, agent: false }, resolve).on('error', reject);
  });
}

/** The most memory a process has had, in bytes. */
async function peakMemory(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) * 1024;
}

/** How many blobs this process has open. */
async function openBlobs(): Promise<number> {
  const descriptors = await readdir('/proc/self/fd');
  const paths = await Promise.all(
    descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')),
  );
  return paths.filter((path) => path.includes('/blobs/')).length;
}

const LINUX = { skip: process.platform === 'linux' ? false : 'looks into /proc' };
const MIB = 1024 * 1024;

describe('large objects', () => {
  it('sends a large object in memory that does not grow with it', LINUX, async (t) => {
    const { url, child } = await startCommand(t, await makeDirectory(t));
    const headers = { 'x-auth-token': await getToken(url) };
    const bytes = randomBytes(8 * MIB);
    await send(url, { method: 'PUT', path: '/v1/AUTH_test/c/segment', headers, body: bytes });
    const body = JSON.stringify(Array(40).fill({ path: 'c/segment' }));
    const path = '/v1/AUTH_test/c/big?multipart-manifest=put';
    await send(url, { method: 'PUT', path, headers, body });
    const before = await peakMemory(child.pid);
    const hash = createHash('md5');
    for await (const chunk of await openGet(url, 'c/big', headers['x-auth-token'])) {
      hash.update(chunk as Buffer);
    }
    const expected = createHash('md5');
    for (let count = 0; count < 40; count += 1) expected.update(bytes);
    assert.equal(hash.digest('hex'), expected.digest('hex'));
    const growth = (await peakMemory(child.pid)) - before;
    assert.ok(growth < 128 * MIB, `grew by ${growth / MIB} MiB for 320 MiB`);
  });

  it('has one segment open at a time, and none when the client has gone', LINUX, async (t) => {
    const { storage, call, token } = await start(t);
    await call('PUT', 'c/segment', randomBytes(4 * MIB));
    await link(call, 'c/big', Array(20).fill({ path: 'c/segment' }));
    const response = await openGet(storage.url, 'c/big', token);
    await sleep(50);
    assert.equal(await openBlobs(), 1);
    response.destroy();
    for (let left = 100; left > 0 && (await openBlobs()) > 0; left -= 1) await sleep(20);
    assert.equal(await openBlobs(), 0);
  });

  it('breaks off where a segment has changed while it was sent, and lets go', LINUX, async (t) => {
    const { storage, call, token } = await start(t);
    const first = randomBytes(6 * MIB);
    await call('PUT', 'c/1', first);
    await call('PUT', 'c/2', 'two');
    await link(call, 'c/big', [{ path: 'c/1' }, { path: 'c/2' }]);
    const response = await openGet(storage.url, 'c/big', token);
    assert.equal(response.statusCode, 200);
    await call('PUT', 'c/2', 'TWO');
    const chunks: Buffer[] = [];
    const reading = async (): Promise<void> => {
      for await (const chunk of response) chunks.push(chunk as Buffer);
    };
    await assert.rejects(reading());
    assert.ok(first.equals(Buffer.concat(chunks)), 'exactly the first segment came');
    assert.equal(await openBlobs(), 0);
  });

  it('lets go of the manifest and the segment of a refused read', LINUX, async (t) => {
    const { call } = await start(t);
    await call('PUT', 'c/1', 'one');
    await link(call, 'c/big', [{ path: 'c/1' }]);
    const unsatisfiable = await call('GET', 'c/big', undefined, { range: 'bytes=9-' });
    assert.equal(unsatisfiable.status, 416);
    await call('PUT', 'c/1', 'ONE');
    assert.equal((await call('GET', 'c/big')).status, 409);
    assert.equal(await openBlobs(), 0);
  });

  it('gives any range of any manifest as a slice of what its segments hold', async (t) => {
    const { call } = await start(t);
    const bodies = ['a', 'bcd', 'efghij', 'klmnopqrstuvwxyz'];
    for (const [index, body] of bodies.entries()) await call('PUT', `c/${index}`, body);
    await link(call, 'c/inner', [{ path: 'c/1' }, { path: 'c/2', range: '1-3' }]);
    const sources = [...bodies, 'bcdfgh'];
    const names = ['c/0', 'c/1', 'c/2', 'c/3', 'c/inner'];
    const part = fc.record({
      source: fc.nat({ max: 4 }),
      from: fc.nat({ max: 15 }),
      count: fc.integer({ min: 1, max: 16 }),
      kind: fc.constantFrom('whole', 'range', 'data'),
    });
    const property = fc.asyncProperty(
      fc.array(part, { maxLength: 6 }),
      fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 20 })), { minLength: 1, maxLength: 2 }),
      async (parts, wanted) => {
        let whole = '';
        const entries = parts.map(({ source, from, count, kind }) => {
          const text = sources[source] ?? '';
          const first = from % text.length;
          const last = Math.min(text.length, first + count) - 1;
          const shown = kind === 'range' ? text.slice(first, last + 1) : text;
          whole += shown;
          if (kind === 'data') return { data: Buffer.from(text).toString('base64') };
          const path = names[source];
          return kind === 'range' ? { path, range: `${first}-${last}` } : { path };
        });
        // At least one of them must be an object.
        await link(call, 'c/any', [...entries, { path: 'c/0' }]);
        whole += 'a';
        assert.equal((await call('GET', 'c/any')).body.toString(), whole);
        for (const [start, length] of wanted) {
          const range = `bytes=${start}-${start + length}`;
          const answer = await call('GET', 'c/any', undefined, { range });
          const slice = whole.slice(start, start + length + 1);
          assert.equal(answer.status, slice === '' ? 416 : 206);
          if (slice !== '') assert.equal(answer.body.toString(), slice);
        }
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

  it('ends at manifests that contain each other, read and deleted', async (t) => {
    const { call } = await start(t);
    await call('PUT', 'c/plain', 'x');
    await link(call, 'c/a', [{ path: 'c/plain' }]);
    await link(call, 'c/b', [{ path: 'c/a' }]);
    await link(call, 'c/a', [{ path: 'c/b' }]);
    assert.equal((await call('GET', 'c/a')).status, 409);
    const deleted = await call('DELETE', 'c/a?multipart-manifest=delete');
    assert.match(deleted.body.toString(), /Response Status: 200 OK/);
    assert.equal((await call('GET', 'c')).body.toString(), 'plain\n');
  });

  it('cannot be read when its segments have expired, and does not pass its own expiry on', async (t) => {
    let time = 1_800_000_000_000;
    const { call } = await start(t, { now: () => time });
    const soon = { 'x-delete-after': '60' };
    await call('PUT', 'c/1', 'one', soon);
    await call('PUT', 'c/2', 'two');
    await link(call, 'c/big', [{ path: 'c/1' }]);
    const body = JSON.stringify([{ path: 'c/2' }]);
    await call('PUT', 'c/short?multipart-manifest=put', body, soon);
    time += 61_000;
    assert.equal((await call('HEAD', 'c/big')).status, 200);
    assert.equal((await call('GET', 'c/big')).status, 409);
    assert.equal((await call('HEAD', 'c/short')).status, 404);
    assert.equal((await call('HEAD', 'c/2')).status, 200);
  });

  it('is refused to someone who may read the manifest but not the segments', async (t) => {
    const other = { account: 'AUTH_other', user: 'other:user', key: 'secret' };
    const own = { account: 'AUTH_test', user: 'test:tester', key: 'testing' };
    const { storage, call } = await start(t, { accounts: [own, other] });
    await call('PUT', 'shared', undefined, { 'x-container-read': 'other' });
    await call('PUT', 'c/1', 'one');
    await link(call, 'shared/big', [{ path: 'c/1' }]);
    const auth = await storage.request({
      method: 'GET',
      path: '/auth/v1.0',
      headers: { 'x-auth-user': other.user, 'x-auth-key': other.key },
    });
    const token = auth.headers['x-auth-token'] ?? '';
    const ask = (method: string): Promise<RawAnswer> =>
      call(method, 'shared/big', undefined, { 'x-auth-token': token });
    assert.equal((await ask('HEAD')).status, 200);
    assert.equal((await ask('GET')).status, 409);
    await call('POST', 'c', undefined, { 'x-container-read': 'other' });
    assert.equal((await ask('GET')).body.toString(), 'one');
  });

  it('cannot be copied into one object that is too large', async (t) => {
    const { call } = await start(t, { maxFileSize: 1000 });
    await call('PUT', 'c/1', 'x'.repeat(600));
    await link(call, 'c/big', [{ path: 'c/1' }, { path: 'c/1' }]);
    const copied = await call('COPY', 'c/big', undefined, { destination: 'c/flat' });
    assert.equal(copied.status, 413);
    assert.equal((await call('HEAD', 'c/flat')).status, 404);
  });

  it('says what an entry without a path needs', async (t) => {
    const { call } = await start(t);
    const answer = await call('PUT', 'c/big?multipart-manifest=put', '[{}]');
    assert.equal(answer.status, 400);
    assert.match(answer.body.toString(), /Index 0: expected keys to include one of/);
  });
});
