/**
 * What every storage of the signer must do, as one suite: the same tests for each back end, each mode and each server.
 * It goes the whole way (grant, PUT, complete, look at the object), because that is what a receipt promises.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Storage } from '@direct-upload/signer-server';
import type {
  CompleteResult,
  Grant,
  PartRecord,
  PartsResponse,
} from '@direct-upload/widget/protocol';
import {
  Client,
  TRIES,
  assertProblem,
  finalNames,
  md5,
  never,
  whole as wholeOf,
} from './client.js';
import type { StorageUnderTest } from './client.js';
import { downloadsContract } from './downloads-contract.js';
import { inspectionContract } from './inspection-contract.js';

/** Runs the suite. */
export function storageContract(
  name: string,
  open: () => Promise<StorageUnderTest>,
  skip: string | false = false,
): void {
  describe(name, { skip }, () => {
    let under: StorageUnderTest;
    let client: Client;
    before(async () => {
      under = await open();
      client = new Client(under.storage);
    });
    after(() => under.stop());

    downloadsContract(() => under);
    inspectionContract(() => under);
    const whole = (bytes: Uint8Array): PartRecord[] => wholeOf(bytes, under.hash);

    /** Grant and PUT. */
    async function sent(bytes: Uint8Array, file = {}, headers = {}): Promise<Grant> {
      const grant = await client.grant(bytes.byteLength, file);
      assert.equal(await under.put(grant.requests[0]!, bytes, headers), under.answers.stored);
      return grant;
    }

    for (const size of [0, 1, 5 * 1024 * 1024 + 1]) {
      test(`stores ${size} bytes and says so in the receipt`, async () => {
        const bytes = randomBytes(size);
        const grant = await sent(bytes, { name: 'a.png', type: 'image/png' });
        const { upload } = await client.claims(await client.complete(grant.token, whole(bytes)));
        const found = await under.read(upload.key);
        assert.deepEqual([found.status, found.size, found.md5], [200, size, md5(bytes)]);
        assert.deepEqual(upload, {
          storage: under.storage.name,
          container: under.storage.container,
          key: upload.key,
          size,
          ...(under.proven?.(bytes, found) ?? { etag: md5(bytes), md5: md5(bytes) }),
          contentType: 'image/png',
          name: 'a.png',
          parts: 1,
          finalized: under.finalized,
        });
      });
    }

    for (const [fileName, kept] of [
      ['résumé 100% #1?.txt', 'résumé 100% #1?.txt'],
      ['日本語 😀.bin', '日本語 😀.bin'],
      ['"quoted" ;x=y', '"quoted" ;x=y'],
      ['../../x', 'x'],
      ['line\r\nx: y\u202egnp.exe', 'linex: ygnp.exe'],
    ] as const) {
      test(`keeps ${JSON.stringify(fileName)} for people only`, async () => {
        const bytes = Buffer.from(fileName);
        const grant = await sent(bytes, { name: fileName, type: 'text/plain' });
        const { upload } = await client.claims(await client.complete(grant.token, whole(bytes)));
        assert.equal(upload.name, kept);
        const { headers } = await under.read(upload.key);
        const disposition = headers.get('content-disposition') ?? '';
        assert.match(disposition, /^attachment; filename="[^"\\]*"; filename\*=UTF-8''/);
        assert.equal(decodeURIComponent(disposition.split("''")[1] ?? ''), kept);
        assert.match(upload.key, /^[0-9a-f]{32}\.txt$/);
      });
    }

    test('addresses keys with every kind of character', async () => {
      const odd = new Client(under.storage, {
        keyTemplate: 'ü 100%/日本/#1?&=+;@:,$\'"()*!~/{random}',
      });
      const bytes = randomBytes(10);
      const grant = await odd.grant(10);
      assert.equal(await under.put(grant.requests[0]!, bytes), under.answers.stored);
      const { upload } = await odd.claims(await odd.complete(grant.token, whole(bytes)));
      assert.equal((await under.read(upload.key)).md5, md5(bytes));
      const url = await under.storage.signGet(
        upload.key,
        { expiresAt: Math.floor(Date.now() / 1000) + 60, filename: 'für dich.txt' },
        never,
      );
      const response = await fetch(url);
      assert.equal(md5(new Uint8Array(await response.arrayBuffer())), md5(bytes));
      assert.match(response.headers.get('content-disposition') ?? '', /f%C3%BCr%20dich\.txt/);
    });

    test('lets unfinished uploads vanish, and finished ones never', async (t) => {
      if (!under.expires) {
        t.skip('S3 deletes what is unfinished by a rule of the bucket, not by a header');
        return;
      }
      const bytes = randomBytes(10);
      const grant = await sent(bytes);
      const before = await under.read(under.nameOf(grant.requests[0]!));
      const deleteAt = Number(before.headers.get('x-delete-at'));
      const expiry = Date.parse(grant.expiresAt) / 1000;
      assert.ok(deleteAt >= expiry && deleteAt <= expiry + 7200, `${deleteAt} for ${expiry}`);
      const { upload } = await client.claims(await client.complete(grant.token, whole(bytes)));
      const { headers } = await under.read(upload.key);
      assert.equal(headers.get('x-delete-at'), null);
    });

    test('leaves nothing but the final object', async () => {
      const bytes = randomBytes(10);
      const grant = await sent(bytes);
      const before = await finalNames(under);
      const { upload } = await client.claims(await client.complete(grant.token, whole(bytes)));
      const name = under.nameOf(grant.requests[0]!);
      const left = await under.list();
      assert.equal(left.includes(name), under.finalized === 'in-place');
      const added = (await finalNames(under)).filter((other) => !before.includes(other));
      assert.deepEqual(added, under.finalized === 'in-place' ? [] : [upload.key]);
    });

    test('keeps no header that the uploader chose', async () => {
      const bytes = randomBytes(10);
      const picture = { type: 'image/png' };
      const asPage = { 'content-type': 'text/html' };
      if (under.binds) {
        const [request] = (await client.grant(10, picture)).requests;
        assert.equal(await under.put(request!, bytes, asPage), under.answers.refused);
      }
      const grant = await sent(bytes, picture, {
        ...(!under.binds && asPage),
        'content-encoding': 'gzip',
        'content-disposition': 'inline',
        'x-delete-after': '60',
        'x-object-meta-owner': 'mallory',
      });
      const { upload } = await client.claims(await client.complete(grant.token, whole(bytes)));
      assert.equal(upload.contentType, 'image/png');
      const { headers } = await under.read(upload.key);
      assert.equal(headers.get('content-type'), 'image/png');
      assert.equal(headers.get('content-encoding'), null);
      assert.match(headers.get('content-disposition') ?? '', /^attachment/);
      assert.equal(headers.get('x-delete-at'), null);
      assert.equal(headers.get('x-object-meta-owner'), null);
    });

    test('refuses what is missing, of another size, or of other bytes', async () => {
      const bytes = randomBytes(10);
      const before = await finalNames(under);
      const missing = await client.grant(10);
      assertProblem(await client.complete(missing.token, whole(bytes)), 'part-missing');
      const short = await client.grant(10);
      const status = await under.put(short.requests[0]!, bytes.subarray(1));
      assert.equal(status, under.answers[under.binds ? 'refused' : 'stored']);
      const shortened = under.binds ? 'part-missing' : 'size-mismatch';
      assertProblem(await client.complete(short.token, whole(bytes)), shortened);
      assertProblem(await client.complete(short.token, whole(bytes.subarray(1))), 'size-mismatch');
      const other = await sent(randomBytes(10));
      assertProblem(await client.complete(other.token, whole(bytes)), 'hash-mismatch');
      if (under.finalized === 'copy') assert.deepEqual(await finalNames(under), before);
    });

    test('accepts the right bytes after wrong ones', async () => {
      const bytes = randomBytes(10);
      const grant = await sent(randomBytes(10));
      assertProblem(await client.complete(grant.token, whole(bytes)), 'hash-mismatch');
      assert.equal(await under.put(grant.requests[0]!, bytes), under.answers.stored);
      const { upload } = await client.claims(await client.complete(grant.token, whole(bytes)));
      assert.equal((await under.read(upload.key)).md5, md5(bytes));
    });

    test('gives the same receipt again, also when it is asked for many times at once', async () => {
      const bytes = randomBytes(10);
      const grant = await sent(bytes);
      const entry = { token: grant.token, parts: whole(bytes) };
      const batch = client.post<{ results: CompleteResult[] }>('/complete', {
        uploads: [entry, entry, entry],
      });
      const results = [
        ...(await batch).results,
        await client.complete(grant.token, whole(bytes)),
        // Another replica: the same keys, none of the first one's memory.
        await new Client(under.storage).complete(grant.token, whole(bytes)),
      ];
      const receipts = results.map((result) => ('receipt' in result ? result.receipt : 'problem'));
      assert.equal(new Set(receipts).size, 1);
      await client.claims(results[0]!);
    });

    test('keeps the first bytes when it is asked to complete with others', async () => {
      const bytes = randomBytes(10);
      const grant = await sent(bytes);
      const { upload } = await client.claims(await client.complete(grant.token, whole(bytes)));
      const later = randomBytes(10);
      if (under.finalized === 'copy') await under.put(grant.requests[0]!, later);
      assertProblem(await client.complete(grant.token, whole(later)), 'already-completed');
      assert.equal((await under.read(upload.key)).md5, md5(bytes));
    });

    test('gives no untrue receipt when two replicas complete with different bytes at once', async () => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const [ours, theirs] = [randomBytes(10), randomBytes(10)];
        const grant = await sent(ours);
        const replica = new Client(under.storage);
        const later = under
          .put(grant.requests[0]!, theirs)
          .then(() => replica.complete(grant.token, whole(theirs)));
        const results = await Promise.all([client.complete(grant.token, whole(ours)), later]);
        for (const [index, result] of results.entries()) {
          if (!('receipt' in result)) continue;
          const { upload } = await client.claims(result);
          const found = await under.read(upload.key);
          const isTrue = found.md5 === md5(index === 0 ? ours : theirs);
          // In place a PUT may follow the receipt, which says so.
          assert.ok(isTrue || under.finalized === 'in-place', 'a receipt is untrue');
        }
      }
    });

    test('keeps what a receipt names when the PUT URL is used again', async (t) => {
      if (under.finalized === 'in-place') {
        t.diagnostic('in place, an unexpired URL can replace the object: the receipt says so');
      }
      const bytes = randomBytes(10);
      const grant = await sent(bytes);
      const first = await client.complete(grant.token, whole(bytes));
      const { upload } = await client.claims(first);
      assert.equal(await under.put(grant.requests[0]!, randomBytes(10)), under.answers.stored);
      const { md5: found } = await under.read(upload.key);
      assert.equal(found === md5(bytes), under.finalized === 'copy');
      if (under.finalized === 'copy') {
        assert.deepEqual(await client.complete(grant.token, whole(bytes)), first);
      }
    });

    test('gives no new URL that could replace a finished object', async () => {
      const bytes = randomBytes(10);
      const grant = await sent(bytes);
      const again = () =>
        client.post<PartsResponse & { code?: string }>('/parts', {
          token: grant.token,
          partNumbers: [1],
        });
      assert.equal((await again()).requests.length, 1);
      const { upload } = await client.claims(await client.complete(grant.token, whole(bytes)));
      const answer = await again();
      if (under.finalized === 'in-place') assert.equal(answer.code, 'already-completed');
      else assert.notEqual(under.nameOf(answer.requests[0]!), upload.key);
    });

    test('knows before and after completion what it holds', async () => {
      const bytes = randomBytes(10);
      const grant = await client.grant(10);
      assert.deepEqual(await client.status(grant.token), []);
      await under.put(grant.requests[0]!, bytes);
      assert.deepEqual(await client.status(grant.token), whole(bytes));
      await client.claims(await client.complete(grant.token, whole(bytes)));
      assert.deepEqual(await client.status(grant.token), whole(bytes));
    });

    test('refuses and deletes what is not what it says it is, and reads the very bytes', async () => {
      const sniffing = new Client(under.storage, { sniff: true });
      const page = Buffer.from('<!doctype html><script>alert(1)</script>');
      const picture = { name: 'a.png', type: 'image/png' };
      const bad = await sniffing.grant(page.length, picture);
      await under.put(bad.requests[0]!, page);
      assertProblem(await sniffing.complete(bad.token, whole(page)), 'type-not-allowed');
      assert.equal((await under.read(under.nameOf(bad.requests[0]!))).status, 404);
      const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(10_000)]);
      const good = await sniffing.grant(pdf.length, { name: 'a.pdf', type: 'application/pdf' });
      await under.put(good.requests[0]!, pdf);
      const first = await sniffing.complete(good.token, whole(pdf));
      await sniffing.claims(first);
      assert.deepEqual(await sniffing.complete(good.token, whole(pdf)), first);
    });

    test('deletes on abort what is unfinished, and keeps what is finished', async () => {
      const bytes = randomBytes(10);
      const unfinished = await sent(bytes);
      const nothing = await client.grant(10);
      const finished = await sent(bytes);
      const { upload } = await client.claims(await client.complete(finished.token, whole(bytes)));
      const tokens = [unfinished, nothing, finished, unfinished].map(({ token }) => token);
      assert.equal(await client.post('/abort', { tokens }), undefined);
      assert.equal((await under.read(under.nameOf(unfinished.requests[0]!))).status, 404);
      assert.equal((await under.read(upload.key)).md5, md5(bytes));
    });

    test('refuses URLs and tokens whose time is over', async () => {
      const late = new Client(under.storage, { urlTtl: 60, uploadTtl: 120 });
      late.skew = -100_000;
      const bytes = randomBytes(10);
      const grant = await late.grant(10);
      assert.equal(await under.put(grant.requests[0]!, bytes), under.answers.refused);
      late.skew = 21_000;
      assertProblem(await late.complete(grant.token, whole(bytes)), 'token-expired');
    });

    test('takes at least 5 GiB in one piece', async () => {
      const limits = await under.storage.limits(never);
      assert.ok(limits.maxSize >= 5 * 1024 ** 3);
      assert.ok(limits.maxPartSize >= 5 * 1024 ** 3);
      if (under.finalized === 'in-place') assert.equal(limits.maxParts, 1);
    });

    test('finds nothing to mend where all is well, and stores nothing to find out', async () => {
      const before = await under.list();
      const results = await under.storage.check([under.origin], never);
      assert.deepEqual(
        results.filter(({ ok }) => !ok),
        [],
      );
      assert.ok(results.some(({ name: link }) => link === `cors ${under.origin}`));
      assert.deepEqual(await under.list(), before);
    });

    test('names what has to be mended', async () => {
      const failed = async (storage: Storage, origins: string[] = []): Promise<string[]> =>
        (await storage.check(origins, never)).filter(({ ok }) => !ok).map((r) => r.message);
      const [origin, ...more] = await failed(under.storage, ['https://stranger.example']);
      assert.match(origin ?? '', under.mends.origin);
      const [key, ...keys] = await failed(under.wrongKey);
      assert.match(key ?? '', under.mends.key);
      const [container, ...containers] = await failed(under.wrongContainer);
      assert.match(container ?? '', under.mends.container);
      assert.deepEqual([...more, ...keys, ...containers], []);
    });
  });
}
