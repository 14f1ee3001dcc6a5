/** What a recording cannot hold: writes at the same time, the passing of time, limits, and listings of any names. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { openSocket, type RawSocket } from '../testing/raw-socket.js';
import { getToken } from '../testing/request.js';
import { sign } from '../testing/sign.js';
import { startTestStorage, type TestStorage } from '../testing/storage.js';
import { compareNames } from '../disk/tree.js';
import { selectLines } from './listing.js';

const path = '/v1/AUTH_test/c/x';
const url = `${path}?${sign({ method: 'PUT', path })}`;

/** Begins an upload of five bytes to `c/x` without finishing it. */
async function beginUpload(
  t: Parameters<typeof openSocket>[0],
  storage: TestStorage,
  ...headers: readonly string[]
): Promise<RawSocket> {
  const raw = await openSocket(t, storage.url);
  raw.write(
    [`PUT ${url} HTTP/1.1`, 'Host: localhost', 'Content-Length: 5', ...headers, '', ''].join(
      '\r\n',
    ),
  );
  await sleep(30);
  return raw;
}

async function finishUpload(raw: RawSocket, body: string): Promise<number> {
  raw.write(body);
  return Number((await raw.receive(/\r\n\r\n/)).slice(9, 12));
}

describe('writes at the same time', () => {
  it('the one that began last stays, even if it ends first; both are answered 201', async (t) => {
    const storage = await startTestStorage(t);
    const first = await beginUpload(t, storage);
    const second = await beginUpload(t, storage);
    assert.equal(await finishUpload(second, 'later'), 201);
    assert.equal(await finishUpload(first, 'early'), 201);
    assert.equal((await storage.signed('GET', 'x')).body.toString(), 'later');
  });

  it('If-None-Match does not serialise them', async (t) => {
    const storage = await startTestStorage(t);
    const first = await beginUpload(t, storage, 'If-None-Match: *');
    const second = await beginUpload(t, storage, 'If-None-Match: *');
    assert.equal(await finishUpload(first, 'first'), 201);
    assert.equal(await finishUpload(second, 'other'), 201);
  });

  it('an object deleted during its PUT stays deleted', async (t) => {
    const storage = await startTestStorage(t);
    await storage.signed('PUT', 'x', { body: 'old' });
    const upload = await beginUpload(t, storage);
    assert.equal((await storage.signed('DELETE', 'x')).status, 204);
    assert.equal(await finishUpload(upload, 'hello'), 201);
    assert.equal((await storage.signed('HEAD', 'x')).status, 404);
    assert.equal((await storage.signed('PUT', 'x', { body: 'next' })).status, 201);
    assert.equal((await storage.signed('GET', 'x')).body.toString(), 'next');
  });

  it('many at once leave one whole object', async (t) => {
    const storage = await startTestStorage(t);
    const bodies = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000));
    const answers = await Promise.all(bodies.map((body) => storage.signed('PUT', 'x', { body })));
    assert.ok(answers.every(({ status }) => status === 201));
    const stored = (await storage.signed('GET', 'x')).body.toString();
    assert.ok(bodies.includes(stored));
  });

  it('a download goes on with the bytes it began with', async (t) => {
    const storage = await startTestStorage(t);
    const old = 'old'.repeat(100_000);
    await storage.signed('PUT', 'x', { body: old });
    storage.faults.add({ kind: 'slow', during: 'response', bytesPerSecond: 1_500_000 });
    const download = storage.signed('GET', 'x');
    await sleep(50);
    storage.faults.clear();
    assert.equal((await storage.signed('PUT', 'x', { body: 'new' })).status, 201);
    assert.equal((await download).body.toString(), old);
  });
});

describe('expiry', () => {
  it('hides an object at once and sweeps it later', async (t) => {
    let time = Date.now();
    const storage = await startTestStorage(t, { now: () => time, sweepInterval: 50 });
    const headers = { 'x-auth-token': await getToken(storage.url) };
    const list = async (): Promise<string> =>
      (await storage.request({ method: 'GET', path: '/v1/AUTH_test/c', headers })).body.toString();
    await storage.signed('PUT', 'x', { body: 'x', headers: { 'x-delete-after': '60' } });
    assert.equal(
      (await storage.signed('HEAD', 'x')).headers['x-delete-at'],
      String(Math.floor(time / 1000) + 60),
    );
    time += 61_000;
    assert.equal((await storage.signed('HEAD', 'x')).status, 404);
    assert.equal((await storage.signed('GET', 'x')).status, 404);
    assert.equal((await storage.signed('POST', 'x')).status, 404);
    const again = { 'if-none-match': '*', 'x-delete-after': '60' };
    assert.equal((await storage.signed('PUT', 'x', { body: 'y', headers: again })).status, 201);
    time += 61_000;
    assert.match(await list(), /^x?\n?$/);
    while ((await list()) !== '') await sleep(20);
  });

  it('shows an expired object in the listing until the sweep', async (t) => {
    let time = Date.now();
    const storage = await startTestStorage(t, { now: () => time, sweepInterval: 3_600_000 });
    const headers = { 'x-auth-token': await getToken(storage.url) };
    await storage.signed('PUT', 'x', { body: 'x', headers: { 'x-delete-after': '1' } });
    time += 2000;
    assert.equal((await storage.signed('GET', 'x')).status, 404);
    const listing = await storage.request({ method: 'GET', path: '/v1/AUTH_test/c', headers });
    assert.equal(listing.body.toString(), 'x\n');
    assert.equal((await storage.signed('DELETE', 'x')).status, 404);
    const after = await storage.request({ method: 'GET', path: '/v1/AUTH_test/c', headers });
    assert.equal(after.status, 204, 'the delete was answered 404 and done');
  });

  it('can be the condition of a delete', async (t) => {
    const storage = await startTestStorage(t);
    const headers = { 'x-auth-token': await getToken(storage.url) };
    const remove = async (name: string, condition: string): Promise<[number, string]> => {
      const path = `/v1/AUTH_test/c/${name}`;
      const conditional = { ...headers, 'x-if-delete-at': condition };
      const answer = await storage.request({ method: 'DELETE', path, headers: conditional });
      return [answer.status, answer.body.toString()];
    };
    await storage.signed('PUT', 'stays', { body: 'x' });
    await storage.signed('PUT', 'ends', { body: 'x', headers: { 'x-delete-at': '4000000000' } });
    const differs = [412, 'X-If-Delete-At and X-Delete-At do not match'];
    assert.deepEqual(await remove('stays', '4102444800'), differs);
    assert.deepEqual(await remove('ends', '4102444800'), differs);
    assert.deepEqual(await remove('ends', 'soon'), [400, 'Bad X-If-Delete-At header value']);
    assert.equal((await remove('nobody', '4102444800'))[0], 404);
    assert.equal((await storage.signed('GET', 'ends')).status, 200, 'nothing was deleted so far');
    assert.deepEqual(await remove('ends', '4000000000'), [204, '']);
    assert.equal((await storage.signed('GET', 'ends')).status, 404);
  });

  it('counts from the start of a slow upload, and is lifted by a POST', async (t) => {
    let time = 1_800_000_000_000;
    const storage = await startTestStorage(t, { now: () => time });
    const upload = await beginUpload(t, storage, 'X-Delete-After: 10');
    time += 5000;
    assert.equal(await finishUpload(upload, 'hello'), 201);
    const head = await storage.signed('HEAD', 'x');
    assert.equal(head.headers['x-delete-at'], '1800000010');
    assert.equal((await storage.signed('POST', 'x')).status, 202);
    time += 60_000;
    assert.equal((await storage.signed('GET', 'x')).body.toString(), 'hello');
  });
});

describe('limits', () => {
  it('refuses a body over the limit: by its length at once, chunked when it is passed', async (t) => {
    const storage = await startTestStorage(t, { maxFileSize: 1000 });
    const fits = await storage.signed('PUT', 'x', { body: 'x'.repeat(1000) });
    assert.equal(fits.status, 201);
    const sized = await storage.signed('PUT', 'y', { body: 'x'.repeat(1001) });
    assert.equal(sized.status, 413);
    const headers = { 'transfer-encoding': 'chunked', origin: 'http://a.example' };
    const chunked = await storage.signed('PUT', 'y', { body: 'x'.repeat(1001), headers });
    assert.equal(chunked.status, 413);
    assert.equal(chunked.headers['access-control-allow-origin'], 'http://a.example');
    assert.equal((await storage.signed('HEAD', 'y')).status, 404);
    const info = await storage.request({ method: 'GET', path: '/info' });
    const { swift } = JSON.parse(info.body.toString()) as { swift: { max_file_size: number } };
    assert.equal(swift.max_file_size, 1000);
  });

  it('counts an emoji as one character of a name', async (t) => {
    const storage = await startTestStorage(t);
    const answer = await storage.signed('PUT', '😀'.repeat(600), { body: 'x' });
    assert.equal(answer.status, 201);
  });
});

describe('listing', () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'b', '/', 'é', '😀', '\uFFFD'),
    minLength: 1,
    maxLength: 6,
  });
  const names = fc.uniqueArray(name, { maxLength: 20 }).map((list) => list.toSorted(compareNames));
  const shown = (items: readonly string[], query: Record<string, string>): readonly string[] =>
    selectLines(items, (item) => item, new Map(Object.entries(query))).map((line) =>
      line.kind === 'item' ? line.item : line.name,
    );

  it('gives the same lines in pages as at once, with and without delimiter, either way round', () => {
    fc.assert(
      fc.property(
        names,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom('', '/', 'a'),
        fc.constantFrom('', 'a', 'b/'),
        fc.boolean(),
        (items, limit, delimiter, prefix, reverse) => {
          const query = { delimiter, prefix, ...(reverse ? { reverse: 'true' } : {}) };
          const pages: string[] = [];
          for (;;) {
            const marker = pages.at(-1) ?? '';
            const page = shown(items, { ...query, limit: String(limit), marker });
            if (page.length === 0) break;
            pages.push(...page);
          }
          assert.deepEqual(pages, shown(items, query));
        },
      ),
    );
  });

  it('rolls up exactly the names below a delimiter', () => {
    fc.assert(
      fc.property(names, (items) => {
        const expected = new Set(items.map((item) => /^[^/]*\/?/.exec(item)?.[0] ?? ''));
        assert.deepEqual(new Set(shown(items, { delimiter: '/' })), expected);
        assert.deepEqual(shown(items, { delimiter: '/' }).length, expected.size);
      }),
    );
  });
});
