/**
 * What the storage client promises, as tests that run against any Swift.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { SignerError, swiftClient } from '@direct-upload/signer-server/client';
import type { SwiftClient, SwiftClientOptions } from '@direct-upload/signer-server/client';
import type { SwiftAccess } from '../setup/swift-client.js';

/** A Swift to test against. */
export type ClientServer = SwiftAccess & { stop(): Promise<void> };

const CONTAINER = 'über files';
const NAME = 'dir/résumé 100% #1?.txt';

const md5 = (bytes: string | Uint8Array): string => createHash('md5').update(bytes).digest('hex');
const MIB = 1024 ** 2;

/** Code and nothing else: messages are for people. */
function code(wanted: string): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof SignerError, String(error));
    assert.equal(error.code, wanted, error.message);
    return true;
  };
}

async function collect<T>(entries: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const entry of entries) all.push(entry);
  return all;
}

async function* stream(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield chunk;
}

/** Runs the promises against one server. */
export function clientContract(
  title: string,
  start: () => Promise<ClientServer>,
  skip: string | false = false,
): void {
  describe(title, { skip }, () => {
    let server: ClientServer;
    let storage: SwiftClient;
    let directory: string;
    const client = (more: Partial<SwiftClientOptions> = {}): SwiftClient =>
      swiftClient({ auth: { url: server.authUrl, user: server.user, key: server.key }, ...more });

    before(async () => {
      server = await start();
      storage = client();
      directory = await mkdtemp(join(tmpdir(), 'client-'));
      assert.equal(await storage.containers.create(CONTAINER), true);
    });
    after(async () => {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    });

    test('account: metadata is set, read, kept and removed; counts are numbers', async () => {
      await storage.account.setMetadata({ Team: 'Größe', Note: 'x' });
      await storage.account.setMetadata({ note: 'y' });
      const info = await storage.account.info();
      assert.equal(info.metadata['team'], 'Größe');
      assert.equal(info.metadata['note'], 'y');
      assert.ok(info.containers >= 0 && info.bytes >= 0 && info.objects >= 0);
      await storage.account.removeMetadata(['Team', 'absent']);
      assert.equal((await storage.account.info()).metadata['team'], undefined);
    });

    test('containers: created once, listed by prefix and marker, described, deleted', async () => {
      for (const name of ['list-a', 'list-b', 'list-c']) {
        assert.equal(await storage.containers.create(name, { metadata: { kind: 'test' } }), true);
      }
      assert.equal(await storage.containers.create('list-a'), false);
      const names = async (options: object): Promise<string[]> =>
        (await collect(storage.containers.list(options))).map(({ name }) => name);
      assert.deepEqual(await names({ prefix: 'list-' }), ['list-a', 'list-b', 'list-c']);
      assert.deepEqual(await names({ prefix: 'list-', pageSize: 1 }), [
        'list-a',
        'list-b',
        'list-c',
      ]);
      assert.deepEqual(await names({ prefix: 'list-', limit: 2 }), ['list-a', 'list-b']);
      assert.deepEqual(await names({ marker: 'list-a', endMarker: 'list-c' }), ['list-b']);
      assert.deepEqual((await storage.containers.info('list-a')).metadata, { kind: 'test' });
      await storage.containers.setMetadata('list-a', { Color: 'blau' });
      await storage.containers.removeMetadata('list-a', ['Kind']);
      assert.deepEqual((await storage.containers.info('list-a')).metadata, { color: 'blau' });
      for (const name of ['list-a', 'list-b', 'list-c']) await storage.containers.delete(name);
      await assert.rejects(storage.containers.info('list-a'), code('not-found'));
      await assert.rejects(storage.containers.delete('list-a'), code('not-found'));
      await assert.rejects(storage.containers.create('a/b'), code('invalid-option'));
    });

    test('containers: CORS, quota, web site and public reading are set, shown and taken back', async () => {
      const { containers } = storage;
      await containers.create('settings');
      const cors = {
        origins: ['https://a.example', 'https://b.example'],
        maxAge: 60,
        exposeHeaders: ['X-Foo'],
      };
      await containers.setCors('settings', cors);
      await containers.setQuota('settings', { bytes: 10, count: 5 });
      await containers.setWebsite('settings', {
        index: 'index.html',
        error: 'error.html',
        listings: true,
      });
      await containers.setPublicRead('settings', true);
      const info = await containers.info('settings');
      assert.deepEqual(info.cors, cors);
      assert.deepEqual(info.quota, { bytes: 10, count: 5 });
      assert.deepEqual(info.website, { index: 'index.html', error: 'error.html', listings: true });
      assert.equal(info.publicRead, true);
      assert.deepEqual(info.metadata, {});
      const url = await storage.url('settings', 'a b.txt');
      assert.equal((await fetch(url)).status, 404, 'readable, and not there');
      await assert.rejects(
        storage.objects.upload('settings', 'big', randomBytes(11)),
        code('quota'),
      );
      await storage.objects.upload('settings', 'a b.txt', 'hello');
      assert.equal(await (await fetch(url)).text(), 'hello');
      await containers.setPublicRead('settings', 'with-listings');
      assert.equal((await fetch(url.replace(/\/[^/]*$/, ''))).status, 200);
      await containers.setPublicRead('settings', false);
      await containers.setCors('settings', undefined);
      await containers.setQuota('settings', {});
      await containers.setWebsite('settings', undefined);
      const {
        metadata,
        publicRead,
        cors: noCors,
        quota,
        website,
      } = await containers.info('settings');
      const rest = { metadata, publicRead, noCors, quota, website };
      assert.deepEqual(rest, {
        metadata: {},
        publicRead: false,
        noCors: undefined,
        quota: undefined,
        website: undefined,
      });
      assert.equal((await fetch(url)).status, 401);
      await assert.rejects(containers.delete('settings'), code('conflict'));
      await containers.delete('settings', { recursive: true });
      await assert.rejects(containers.info('settings'), code('not-found'));
    });

    test('objects: text, bytes, a Blob, a file and streams arrive whole, with what is said of them', async () => {
      const bytes = randomBytes(300_000);
      const path = join(directory, 'source.bin');
      await writeFile(path, bytes);
      const half = bytes.subarray(0, 150_000);
      const sources = {
        bytes,
        blob: new Blob([bytes]),
        file: { path },
        sized: stream(half, bytes.subarray(150_000)),
        unsized: stream(half, bytes.subarray(150_000)),
      };
      for (const [name, source] of Object.entries(sources)) {
        const options = name === 'sized' ? { size: bytes.length } : {};
        const stored = await storage.objects.upload(CONTAINER, name, source, options);
        assert.equal(stored.size, bytes.length, name);
        assert.equal(stored.segments, name === 'unsized' ? 1 : 0, name);
        const read = await storage.objects.download(CONTAINER, name);
        assert.equal(md5(await read.bytes()), md5(bytes), name);
      }
      await storage.objects.upload(CONTAINER, 'empty', '');
      assert.equal((await storage.objects.info(CONTAINER, 'empty')).size, 0);
      const at = new Date(Math.ceil(Date.now() / 1000 + 3600) * 1000);
      const said = {
        contentType: 'text/x-test',
        contentDisposition: 'inline; filename="a.txt"',
        contentEncoding: 'identity',
        metadata: { Author: 'Jürgen' },
        expires: { at },
      };
      const sent: number[] = [];
      const { etag } = await storage.objects.upload(CONTAINER, NAME, 'grüße', {
        ...said,
        onProgress: (n) => sent.push(n),
      });
      assert.deepEqual(sent, [7]);
      const { lastModified, ...info } = await storage.objects.info(CONTAINER, NAME);
      assert.ok(Math.abs(lastModified.getTime() - Date.now()) < 60_000);
      assert.deepEqual(info, {
        size: 7,
        etag,
        contentType: said.contentType,
        contentDisposition: said.contentDisposition,
        contentEncoding: said.contentEncoding,
        deleteAt: at,
        large: false,
        metadata: { author: 'Jürgen' },
      });
      assert.equal(etag, md5('grüße'));
    });

    test('objects: other bytes than those hashed are refused and leave what was there', async () => {
      await storage.objects.upload(CONTAINER, 'kept', 'first');
      const wrong = { md5: md5('other') };
      await assert.rejects(
        storage.objects.upload(CONTAINER, 'kept', 'second', wrong),
        code('hash-mismatch'),
      );
      assert.equal(await (await storage.objects.download(CONTAINER, 'kept')).text(), 'first');
      await assert.rejects(
        storage.objects.upload(CONTAINER, 'kept', 'second', { ifAbsent: true }),
        code('conflict'),
      );
      await assert.rejects(storage.objects.upload('absent', 'x', 'y'), code('not-found'));
      await assert.rejects(
        storage.objects.upload(CONTAINER, 'a/../b', 'y'),
        code('invalid-request'),
      );
      const gone = { path: join(directory, 'absent') };
      await assert.rejects(storage.objects.upload(CONTAINER, 'x', gone), code('invalid-request'));
    });

    test('objects: a source that breaks is told as itself, and nothing is stored', async () => {
      async function* broken(): AsyncGenerator<Uint8Array> {
        yield randomBytes(1000);
        throw new Error('the disk is gone');
      }
      for (const options of [{ size: 2000 }, {}]) {
        await assert.rejects(
          storage.objects.upload(CONTAINER, 'broken', broken(), options),
          /the disk is gone/,
        );
        await assert.rejects(storage.objects.info(CONTAINER, 'broken'), code('not-found'));
      }
    });

    test('objects: large ones go in segments, from files and streams, and go with them', async () => {
      const bytes = randomBytes(5 * MIB + 7);
      const path = join(directory, 'large.bin');
      await writeFile(path, bytes);
      const sources = [
        { path },
        bytes,
        stream(bytes.subarray(0, 3 * MIB), bytes.subarray(3 * MIB)),
      ];
      for (const source of sources) {
        let sent = 0;
        const stored = await storage.objects.upload(CONTAINER, 'large', source, {
          segmentSize: 2 * MIB,
          contentType: 'video/x-test',
          metadata: { kind: 'groß' },
          onProgress: (n) => (sent = Math.max(sent, n)),
        });
        assert.deepEqual([stored.size, stored.segments, sent], [bytes.length, 3, bytes.length]);
        const { info, bytes: read } = await storage.objects.download(CONTAINER, 'large');
        assert.equal(md5(await read()), md5(bytes));
        assert.deepEqual(
          [info.large, info.size, info.etag, info.metadata, info.contentType],
          [true, bytes.length, stored.etag, { kind: 'groß' }, 'video/x-test'],
        );
        const range = { start: 2 * MIB - 3, end: 2 * MIB + 3 };
        const part = await storage.objects.download(CONTAINER, 'large', { range });
        assert.deepEqual(await part.bytes(), bytes.subarray(range.start, range.end));
        assert.equal(await storage.objects.delete(CONTAINER, 'large'), true);
      }
      const left = await collect(
        storage.objects.list(`${CONTAINER}_segments`, { prefix: 'large/' }),
      );
      assert.deepEqual(left, []);
    });

    test('objects: segments of an upload that fails are deleted', async () => {
      const bytes = randomBytes(3 * MIB);
      await storage.objects.upload(CONTAINER, 'taken', 'x');
      const options = { segmentSize: MIB, ifAbsent: true };
      await assert.rejects(
        storage.objects.upload(CONTAINER, 'taken', bytes, options),
        code('conflict'),
      );
      const segments = `${CONTAINER}_segments`;
      assert.deepEqual(await collect(storage.objects.list(segments, { prefix: 'taken/' })), []);
    });

    test('objects: downloads by range, into a file, and verified', async () => {
      const bytes = randomBytes(70_000);
      await storage.objects.upload(CONTAINER, 'ranges', bytes);
      const read = async (range: { start: number; end?: number }): Promise<Buffer> =>
        (await storage.objects.download(CONTAINER, 'ranges', { range })).bytes();
      assert.deepEqual(await read({ start: 10, end: 20 }), bytes.subarray(10, 20));
      assert.deepEqual(await read({ start: 69_990 }), bytes.subarray(69_990));
      assert.deepEqual(await read({ start: -5 }), bytes.subarray(-5));
      await assert.rejects(read({ start: 70_000 }), code('invalid-request'));
      await assert.rejects(read({ start: 5, end: 5 }), code('invalid-request'));
      const { info } = await storage.objects.download(CONTAINER, 'ranges', { range: { start: 1 } });
      assert.equal(info.size, 70_000);
      const path = join(directory, 'down.bin');
      await storage.objects.downloadTo(CONTAINER, 'ranges', path);
      assert.deepEqual(await readFile(path), bytes);
      const absent = join(directory, 'absent.bin');
      await assert.rejects(storage.objects.downloadTo(CONTAINER, 'no', absent), code('not-found'));
      assert.ok(!(await readdir(directory)).some((name) => name.startsWith('absent')));
    });

    test('objects: listed by page, prefix, marker and folder', async () => {
      await storage.containers.create('tree');
      for (const name of ['a.txt', 'b/1', 'b/2', 'c/x/1', 'd.txt']) {
        await storage.objects.upload('tree', name, name, { contentType: 'text/plain' });
      }
      const names = async (options: object): Promise<string[]> =>
        (await collect(storage.objects.list('tree', options))).map((e) => `${e.kind} ${e.name}`);
      const all = ['a.txt', 'b/1', 'b/2', 'c/x/1', 'd.txt'].map((name) => `object ${name}`);
      assert.deepEqual(await names({}), all);
      assert.deepEqual(await names({ pageSize: 2 }), all);
      assert.deepEqual(await names({ prefix: 'b/' }), all.slice(1, 3));
      assert.deepEqual(await names({ marker: 'b/1', limit: 2 }), all.slice(2, 4));
      assert.deepEqual(await names({ endMarker: 'b/2' }), all.slice(0, 2));
      const folders = ['object a.txt', 'subdir b/', 'subdir c/', 'object d.txt'];
      assert.deepEqual(await names({ delimiter: '/' }), folders);
      assert.deepEqual(await names({ delimiter: '/', pageSize: 1 }), folders);
      assert.deepEqual(await names({ delimiter: '/', prefix: 'c/' }), ['subdir c/x/']);
      const [first] = await collect(storage.objects.list('tree', { limit: 1 }));
      assert.ok(first?.kind === 'object');
      assert.deepEqual(
        [first.bytes, first.hash, first.contentType],
        [5, md5('a.txt'), 'text/plain'],
      );
      assert.match(first.lastModified, /^\d{4}-.*Z$/);
      await assert.rejects(collect(storage.objects.list('absent')), code('not-found'));
      await storage.containers.delete('tree', { recursive: true });
    });

    test('objects: type, metadata and expiry change one at a time, the rest stays', async () => {
      const { objects } = storage;
      const disposition = 'attachment; filename="a"';
      await objects.upload(CONTAINER, 'changed', 'x', {
        contentType: 'text/plain',
        contentDisposition: disposition,
        metadata: { a: '1', b: '2' },
      });
      await objects.setMetadata(CONTAINER, 'changed', { B: 'zwei', c: 'ü' });
      await objects.removeMetadata(CONTAINER, 'changed', ['A']);
      await objects.setContentType(CONTAINER, 'changed', 'text/html');
      await objects.setExpiry(CONTAINER, 'changed', { afterSeconds: 3600 });
      const info = await objects.info(CONTAINER, 'changed');
      assert.deepEqual(info.metadata, { b: 'zwei', c: 'ü' });
      assert.equal(info.contentType, 'text/html');
      assert.equal(info.contentDisposition, disposition);
      const seconds = (info.deleteAt!.getTime() - Date.now()) / 1000;
      assert.ok(seconds > 3500 && seconds < 3700, String(seconds));
      await objects.setMetadata(CONTAINER, 'changed', { d: '4' });
      assert.deepEqual((await objects.info(CONTAINER, 'changed')).deleteAt, info.deleteAt);
      await objects.setExpiry(CONTAINER, 'changed', undefined);
      assert.equal((await objects.info(CONTAINER, 'changed')).deleteAt, undefined);
      await objects.setExpiry(CONTAINER, 'changed', { at: new Date(Date.now() + 60_000) });
      assert.ok((await objects.info(CONTAINER, 'changed')).deleteAt);
      const wrong = objects.setExpiry(CONTAINER, 'changed', { afterSeconds: 0 });
      await assert.rejects(wrong, code('invalid-request'));
      await assert.rejects(objects.setMetadata(CONTAINER, 'no', { a: '1' }), code('not-found'));
    });

    test('objects: copied and moved, large ones with their segments', async () => {
      const { objects } = storage;
      await storage.containers.create('elsewhere');
      const from = { container: CONTAINER, name: 'original' };
      const to = { container: 'elsewhere', name: 'copy ü' };
      await objects.upload(from.container, from.name, 'body', {
        metadata: { a: '1' },
        contentType: 'text/x-a',
      });
      assert.equal(await objects.copy(from, to), md5('body'));
      const copied = await objects.info(to.container, to.name);
      assert.deepEqual([copied.metadata, copied.contentType], [{ a: '1' }, 'text/x-a']);
      await objects.copy(from, to, { fresh: true, contentType: 'text/x-b', metadata: { z: '1' } });
      const fresh = await objects.info(to.container, to.name);
      assert.deepEqual([fresh.metadata, fresh.contentType], [{ z: '1' }, 'text/x-b']);
      await objects.move(from, { container: CONTAINER, name: 'moved' });
      await assert.rejects(objects.info(from.container, from.name), code('not-found'));
      assert.equal(await (await objects.download(CONTAINER, 'moved')).text(), 'body');
      await assert.rejects(objects.move(to, to), code('invalid-request'));
      await assert.rejects(objects.copy(from, to), code('not-found'));

      const bytes = randomBytes(2 * MIB + 1);
      await objects.upload(CONTAINER, 'big', bytes, { segmentSize: MIB });
      await objects.copy(
        { container: CONTAINER, name: 'big' },
        { container: CONTAINER, name: 'flat' },
      );
      assert.equal((await objects.info(CONTAINER, 'flat')).large, false);
      await objects.move(
        { container: CONTAINER, name: 'big' },
        { container: 'elsewhere', name: 'big' },
      );
      await assert.rejects(objects.info(CONTAINER, 'big'), code('not-found'));
      const moved = await objects.download('elsewhere', 'big');
      assert.equal(moved.info.large, true);
      assert.equal(md5(await moved.bytes()), md5(bytes));
      await storage.containers.delete('elsewhere', { recursive: true });
      const left = await collect(objects.list(`${CONTAINER}_segments`, { prefix: 'big/' }));
      assert.deepEqual(left, []);
    });

    test('objects: deleted one by one and in bulk, absent ones are counted', async () => {
      const { objects } = storage;
      const names = ['bulk/1', 'bulk/ü 2', 'bulk/3%'];
      for (const name of names) await objects.upload(CONTAINER, name, name);
      assert.equal(await objects.delete(CONTAINER, 'bulk/absent'), false);
      const result = await objects.deleteMany(CONTAINER, [...names, 'bulk/absent']);
      assert.deepEqual(result, { deleted: 3, absent: 1 });
      assert.deepEqual(await collect(objects.list(CONTAINER, { prefix: 'bulk/' })), []);
      assert.deepEqual(await objects.deleteMany(CONTAINER, []), { deleted: 0, absent: 0 });
    });

    test('keys: made, read, remembered, and taken back with every URL they signed', async () => {
      const { tempUrlKeys, tempUrls, containers, objects } = client();
      await containers.create('keys');
      await objects.upload('keys', 'a', 'secret');
      const unsigned = tempUrls.sign({ container: 'keys', name: 'a' });
      await assert.rejects(unsigned, code('no-temp-url-key'));
      const first = await tempUrlKeys.generate({ container: 'keys' });
      assert.ok(first.length >= 43);
      const url = await tempUrls.sign({ container: 'keys', name: 'a' });
      assert.equal(await (await fetch(url)).text(), 'secret');
      await tempUrlKeys.set('the second', { container: 'keys', slot: 'key2' });
      assert.deepEqual(await tempUrlKeys.get({ container: 'keys' }), {
        key: first,
        key2: 'the second',
      });
      // Changed by somebody else: remembered until it is asked for.
      await client().tempUrlKeys.set('new', { container: 'keys' });
      assert.equal((await tempUrlKeys.get({ container: 'keys' })).key, first);
      assert.equal((await tempUrlKeys.get({ container: 'keys', refresh: true })).key, 'new');
      assert.equal((await fetch(url)).status, 401, 'taken back');
      await tempUrlKeys.remove({ container: 'keys' });
      assert.deepEqual(await tempUrlKeys.get({ container: 'keys' }), { key2: 'the second' });
      await tempUrlKeys.remove({ container: 'keys', slot: 'key2' });
      const made = await tempUrls.sign({ container: 'keys', name: 'a', createKey: true });
      assert.equal((await fetch(made)).status, 200);
      await tempUrlKeys.remove({ container: 'keys' });
      await tempUrlKeys.set('of the account');
      const byAccount = await tempUrls.sign({ container: 'keys', name: 'a' });
      assert.equal((await fetch(byAccount)).status, 200);
      assert.equal((await storage.account.info()).metadata['temp-url-key'], undefined);
      await tempUrlKeys.remove();
      assert.equal((await fetch(byAccount)).status, 401);
      await assert.rejects(tempUrlKeys.set(''), code('invalid-request'));
    });

    test('keys: what was read is asked for again after 60 s', async () => {
      let now = Date.now();
      const { tempUrlKeys, containers } = client({ now: () => now });
      await containers.create('clock');
      await tempUrlKeys.set('one', { container: 'clock' });
      await tempUrlKeys.get({ container: 'clock' });
      await client().tempUrlKeys.set('two', { container: 'clock' });
      now += 59_000;
      assert.equal((await tempUrlKeys.get({ container: 'clock' })).key, 'one');
      now += 2000;
      assert.equal((await tempUrlKeys.get({ container: 'clock' })).key, 'two');
    });

    test('TempURLs: every method, digest, prefix, address, name and time', async () => {
      const { tempUrls, tempUrlKeys, containers, objects } = storage;
      await containers.create('signed ü');
      await tempUrlKeys.generate({ container: 'signed ü' });
      const place = { container: 'signed ü', name: NAME };
      const put = await tempUrls.sign({ ...place, method: 'PUT', seconds: 60 });
      assert.equal((await fetch(put, { method: 'PUT', body: 'one' })).status, 201);
      assert.equal((await fetch(put)).status, 401);
      const head = await tempUrls.sign({ ...place, method: 'HEAD' });
      assert.equal((await fetch(head, { method: 'HEAD' })).status, 200);
      const post = await tempUrls.sign({ ...place, method: 'POST' });
      const meta = { 'x-object-meta-a': '1' };
      assert.equal((await fetch(post, { method: 'POST', headers: meta })).status, 202);
      for (const digest of ['sha1', 'sha256', 'sha512'] as const) {
        assert.equal((await fetch(await tempUrls.sign({ ...place, digest }))).status, 200, digest);
      }
      const named = await fetch(await tempUrls.sign({ ...place, filename: 'ä b.txt' }));
      assert.match(named.headers.get('content-disposition')!, /attachment.*UTF-8''%C3%A4%20b\.txt/);
      const inline = await fetch(await tempUrls.sign({ ...place, inline: true }));
      assert.match(inline.headers.get('content-disposition')!, /^inline/);
      const dated = await tempUrls.sign({ ...place, isoDate: true });
      assert.match(dated, /temp_url_expires=\d{4}-\d\d-\d\dT/);
      assert.equal((await fetch(dated)).status, 200);
      const here = await tempUrls.sign({ ...place, ipRange: '127.0.0.0/8' });
      assert.equal((await fetch(here)).status, 200);
      const there = await tempUrls.sign({ ...place, ipRange: '192.0.2.0/24' });
      assert.equal((await fetch(there)).status, 401);
      const many = await tempUrls.sign({ ...place, name: 'up/1', method: 'PUT', prefix: 'up/' });
      assert.equal((await fetch(many, { method: 'PUT', body: '1' })).status, 201);
      const other = many.replace('/up/1?', '/up/2?');
      assert.equal((await fetch(other, { method: 'PUT', body: '2' })).status, 201);
      assert.equal((await fetch(many.replace('/up/1?', '/down?'), { method: 'PUT' })).status, 401);
      const over = await tempUrls.sign({ ...place, expires: new Date(Date.now() - 5000) });
      assert.equal((await fetch(over)).status, 401);
      const wrongKey = await tempUrls.sign({ ...place, key: 'wrong' });
      assert.equal((await fetch(wrongKey)).status, 401);
      const outside = tempUrls.sign({ ...place, prefix: 'elsewhere/' });
      await assert.rejects(outside, code('invalid-request'));
      const remove = await tempUrls.sign({ ...place, method: 'DELETE' });
      assert.equal((await fetch(remove, { method: 'DELETE' })).status, 204);
      await assert.rejects(objects.info('signed ü', NAME), code('not-found'));
    });

    test('url(): public or private, and by a name of one’s own', async () => {
      const { containers, tempUrlKeys, objects } = storage;
      await containers.create('media');
      await tempUrlKeys.generate({ container: 'media' });
      await objects.upload('media', 'a b.jpg', 'picture');
      const open = await storage.url('media', 'a b.jpg');
      assert.equal((await fetch(open)).status, 401, 'no read ACL');
      const hidden = client({ urls: { public: false, seconds: 30 } });
      assert.equal(await (await fetch(await hidden.url('media', 'a b.jpg'))).text(), 'picture');
      const base = open.replace(/\/[^/]*$/, '');
      const named = client({ urls: { cnames: { [base]: 'https://media.example.com' } } });
      assert.equal(await named.url('media', 'a b.jpg'), 'https://media.example.com/a%20b.jpg');
      const known = client({ urls: { containerUris: { media: 'https://cdn.example/' } } });
      assert.equal(await known.url('media', 'x'), 'https://cdn.example/x');
      await assert.rejects(storage.cdn.info('media'), code('invalid-option'));
    });

    test('errors: a wrong login, and a call that is given up', async () => {
      const auth = { url: server.authUrl, user: server.user, key: 'wrong' };
      await assert.rejects(swiftClient({ auth }).account.info(), code('storage-refused'));
      const stop = AbortSignal.abort(new Error('enough'));
      await assert.rejects(storage.account.info(stop), /enough/);
      const slow = new AbortController();
      async function* endless(): AsyncGenerator<Uint8Array> {
        for (let i = 0; ; i++) {
          if (i === 20) slow.abort(new Error('enough'));
          yield randomBytes(65_536);
        }
      }
      const upload = storage.objects.upload(CONTAINER, 'endless', endless(), {}, slow.signal);
      await assert.rejects(upload, /enough/);
      await assert.rejects(storage.objects.info(CONTAINER, 'endless'), (error: unknown) => {
        assert.ok(error instanceof SignerError);
        assert.match(error.transactionId ?? '', /^tx/);
        return true;
      });
    });

    test('a lost token is renewed, also under a stream that can be read once', async () => {
      const { account, token } = await loggedIn(server);
      let logins = 0;
      const auth = {
        logIn: async () => {
          logins++;
          return { token: logins === 1 ? 'AUTH_tklost' : token, storageUrl: account };
        },
      };
      const renewing = swiftClient({ auth });
      const bytes = randomBytes(100_000);
      const stored = await renewing.objects.upload(CONTAINER, 'renewed', stream(bytes), {
        size: bytes.length,
      });
      assert.deepEqual([stored.etag, logins], [md5(bytes), 2]);
    });

    test('a container goes with all that is in it, page by page', async () => {
      await storage.containers.create('full');
      const names = Array.from({ length: 25 }, (_, i) => `o/${i}`);
      await Promise.all(names.map((name) => storage.objects.upload('full', name, name)));
      await storage.objects.upload('full', 'large', randomBytes(2 * MIB), { segmentSize: MIB });
      await storage.containers.delete('full', { recursive: true });
      assert.deepEqual(await collect(storage.objects.list('full_segments')), []);
    });
  });
}

async function loggedIn(server: SwiftAccess): Promise<{ account: string; token: string }> {
  const headers = { 'x-auth-user': server.user, 'x-auth-key': server.key };
  const answer = await fetch(server.authUrl, { headers });
  return {
    account: answer.headers.get('x-storage-url')!,
    token: answer.headers.get('x-auth-token')!,
  };
}
