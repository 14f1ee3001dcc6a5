/**
 * What a storage that puts parts together must do. The parts are small (1 MiB), the ways are those of big files: signing
 * in batches, a manifest, parts that are wrong, lost, replaced or kept.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { SignerError } from '@direct-upload/signer-server';
import type { Inspect, SwiftOptions } from '@direct-upload/signer-server';
import type {
  CompleteResult,
  Grant,
  PartRecord,
  SignedRequest,
} from '@direct-upload/widget/protocol';
import { Client, TRIES, assertProblem, finalNames, md5, nameOf, never } from './client.js';
import type { SwiftUnderTest } from './client.js';
import { collidingFiles } from './colliding.js';

type Fetch = NonNullable<SwiftOptions['fetch']>;

const MIB = 1024 * 1024;
const partSize = MIB;

/** An upload of which every part was sent. */
interface Sent {
  readonly grant: Grant;
  readonly bytes: Buffer;
  readonly requests: readonly SignedRequest[];
  readonly parts: readonly PartRecord[];
}

/** One that has a receipt. */
interface Completed extends Sent {
  /** Name of the final object. */
  readonly key: string;
}

/** The part's bytes of the file. */
function slice({ bytes }: Pick<Sent, 'bytes'>, partNumber: number): Buffer {
  return bytes.subarray((partNumber - 1) * partSize, partNumber * partSize);
}

const soon = (): number => Math.floor(Date.now() / 1000) + 60;

function records(bytes: Buffer): PartRecord[] {
  return Array.from({ length: Math.ceil(bytes.byteLength / partSize) }, (_, index) => {
    const part = slice({ bytes }, index + 1);
    return { partNumber: index + 1, size: part.byteLength, etag: md5(part) };
  });
}

/** Reports another hash of one part. */
function withEtag(parts: readonly PartRecord[], partNumber: number, etag: string): PartRecord[] {
  return parts.map((part) => (part.partNumber === partNumber ? { ...part, etag } : part));
}

/** Runs the suite. */
export function partsContract(
  name: string,
  open: () => Promise<SwiftUnderTest>,
  skip: string | false = false,
): void {
  describe(name, { skip }, () => {
    let under: SwiftUnderTest;
    let client: Client;
    before(async () => {
      under = await open();
      client = new Client(under.with({ partSize }));
    });
    after(() => under.stop());

    /** Grant, and every request: those of the grant, then the rest in one call. */
    async function granted(size: number, file = {}): Promise<Omit<Sent, 'parts'>> {
      const bytes = randomBytes(size);
      const grant = await client.grant(size, file);
      const rest = Array.from({ length: grant.partCount }, (_, i) => i + 1).slice(
        grant.requests.length,
      );
      const more = rest.length > 0 ? (await client.sign(grant.token, rest)).requests : [];
      return { grant, bytes, requests: [...grant.requests, ...more] };
    }

    /** Grant and PUT of every part. */
    async function sent(size: number, file = {}, headers = {}): Promise<Sent> {
      const begun = await granted(size, file);
      for (const request of begun.requests) {
        assert.equal(await under.put(request, slice(begun, request.partNumber), headers), 201);
      }
      return { ...begun, parts: records(begun.bytes) };
    }

    /** The same for bytes of the test's choice. */
    async function sentBytes(bytes: Buffer): Promise<Sent> {
      const grant = await client.grant(bytes.byteLength);
      for (const request of grant.requests) {
        assert.equal(await under.put(request, slice({ bytes }, request.partNumber)), 201);
      }
      return { grant, bytes, requests: grant.requests, parts: records(bytes) };
    }

    /** Grant, PUT, receipt. */
    async function completed(size = 2 * MIB + 5): Promise<Completed> {
      const sentUpload = await sent(size);
      const result = await client.complete(sentUpload.grant.token, sentUpload.parts);
      return { ...sentUpload, key: (await client.claims(result)).upload.key };
    }

    /** What a reader gets: the hash of it all, or that it broke off. */
    async function readOf(key: string): Promise<string> {
      try {
        const found = await under.read(key);
        return found.status === 200 ? found.md5 : 'error';
      } catch {
        return 'error';
      }
    }

    for (const [size, partCount] of [
      [2 * MIB + 5, 3],
      [39 * MIB + 1, 40],
    ] as const) {
      test(`puts ${partCount} parts together, says so in the receipt, and keeps each`, async () => {
        const file = { name: 'é.png', type: 'image/png' };
        const { grant, bytes, parts, requests } = await sent(size, file);
        assert.deepEqual([grant.partSize, grant.partCount], [partSize, partCount]);
        assert.equal(grant.requests.length, Math.min(partCount, 12));
        for (const request of requests) {
          const { headers } = await under.read(nameOf(request));
          const expiry = Date.parse(grant.expiresAt) / 1000;
          assert.ok(Number(headers.get('x-delete-at')) >= expiry);
        }
        const { upload } = await client.claims(await client.complete(grant.token, parts));
        const etags = parts.map(({ etag }) => etag).join('');
        assert.deepEqual(upload, {
          storage: under.storage.name,
          container: under.storage.container,
          key: upload.key,
          size,
          etag: createHash('md5').update(etags).digest('hex'),
          contentType: 'image/png',
          name: 'é.png',
          parts: partCount,
          finalized: 'manifest',
        });
        const found = await under.read(upload.key);
        assert.deepEqual([found.status, found.size, found.md5], [200, size, md5(bytes)]);
        assert.equal(found.headers.get('content-type'), 'image/png');
        assert.match(found.headers.get('content-disposition') ?? '', /''%C3%A9\.png$/);
        assert.equal(found.headers.get('x-delete-at'), null);
        for (const request of requests) {
          const { headers, status } = await under.read(nameOf(request));
          assert.deepEqual([status, headers.get('x-delete-at')], [200, null]);
        }
      });
    }

    test('looks at the content before the parts are put together, and deletes what it refuses', async () => {
      const sniffing = new Client(under.with({ partSize }), { sniff: true });
      const completed = async (begin: string): Promise<readonly [Grant, string]> => {
        const bytes = Buffer.concat([Buffer.from(begin), randomBytes(2 * MIB)]);
        const type = { name: 'a.pdf', type: 'application/pdf' };
        const grant = await sniffing.grant(bytes.byteLength, type);
        for (const request of grant.requests) {
          await under.put(request, slice({ bytes }, request.partNumber));
        }
        const result = await sniffing.complete(grant.token, records(bytes));
        return [grant, 'receipt' in result ? 'receipt' : result.problem.code];
      };
      assert.equal((await completed('%PDF-1.7\n'))[1], 'receipt');
      const before = await finalNames(under);
      const [grant, code] = await completed('<!doctype html><script>alert(1)</script>');
      assert.equal(code, 'type-not-allowed');
      assert.deepEqual(await sniffing.status(grant.token), []);
      assert.deepEqual(await finalNames(under), before);
      assert.equal((await under.read(nameOf(grant.requests[0]!))).status, 404);
    });

    test('keeps also what the uploader let expire sooner', async () => {
      const upload = await sent(MIB + 1, {}, { 'x-delete-after': '30', 'content-encoding': 'br' });
      const result = await client.complete(upload.grant.token, upload.parts);
      const { key } = (await client.claims(result)).upload;
      for (const request of upload.requests) {
        const { headers } = await under.read(nameOf(request));
        assert.equal(headers.get('x-delete-at'), null);
      }
      const { headers } = await under.read(key);
      assert.equal(headers.get('content-encoding'), null);
    });

    test('names the parts that are missing, of another size, or of other bytes', async () => {
      const upload = await granted(4 * MIB + 9);
      const { token } = upload.grant;
      const before = await finalNames(under);
      const [, second, third, fourth, fifth] = upload.requests;
      const parts = records(upload.bytes);
      const refusal = async (code: Parameters<typeof assertProblem>[1]): Promise<string> =>
        assertProblem(await client.complete(token, parts), code);

      assert.match(await refusal('part-missing'), /does not have parts 1-5\.$/);
      for (const request of upload.requests) {
        if (request !== second && request !== third) {
          await under.put(request, slice(upload, request.partNumber));
        }
      }
      assert.match(await refusal('part-missing'), /does not have parts 2-3\.$/);
      await under.put(second!, slice(upload, 2).subarray(1));
      await under.put(third!, randomBytes(MIB));
      await under.put(fifth!, slice(upload, 5).subarray(1));
      const both = await refusal('size-mismatch');
      assert.match(both, /another size .* parts 2, 5; .* other bytes .* part 3\.$/);
      await under.put(second!, slice(upload, 2));
      await under.put(fifth!, slice(upload, 5));
      assert.match(await refusal('hash-mismatch'), /of part 3\.$/);
      assert.deepEqual(await finalNames(under), before);
      await under.put(third!, slice(upload, 3));
      assert.ok(fourth);
      const { key } = (await client.claims(await client.complete(token, parts))).upload;
      assert.equal((await under.read(key)).md5, md5(upload.bytes));
    });

    test('refuses parts of other uploads, in another order, or not of the plan', async () => {
      const before = await finalNames(under);
      const other = await sent(MIB + 1);
      const { grant, parts } = await sent(2 * MIB + 1);
      const [first, second, third] = parts;
      const complete = (reported: readonly PartRecord[]) => client.complete(grant.token, reported);
      const foreign = await complete(withEtag(parts, 1, other.parts[0]!.etag));
      assert.match(assertProblem(foreign, 'hash-mismatch'), /of part 1\.$/);
      const swapped = [
        { ...first!, etag: second!.etag },
        { ...second!, etag: first!.etag },
        third!,
      ];
      assert.match(assertProblem(await complete(swapped), 'hash-mismatch'), /of parts 1-2\.$/);
      assertProblem(await complete([first!, third!]), 'part-missing');
      assertProblem(await complete([...parts, { ...first!, partNumber: 4 }]), 'invalid-request');
      assertProblem(await complete([first!, second!, { ...third!, size: 2 }]), 'size-mismatch');
      assert.deepEqual(await finalNames(under), before);
      await client.claims(await complete([third!, first!, second!]));
    });

    test('gives the same receipt again, also to many at once and from another replica', async () => {
      const { grant, parts } = await sent(MIB + 1);
      const entry = { token: grant.token, parts };
      const uploads = [entry, entry, entry];
      const { results } = await client.post<{ results: { receipt?: string }[] }>('/complete', {
        uploads,
      });
      const replica = new Client(under.with({ partSize: 3 * MIB }));
      const all = [
        ...results,
        await client.complete(grant.token, parts),
        await replica.complete(grant.token, parts),
      ];
      const receipts = all.map((result) => ('receipt' in result ? result.receipt : result));
      assert.equal(new Set(receipts).size, 1, JSON.stringify(receipts));
    });

    test('lets many replicas complete at the same time', async () => {
      const replicas = Array.from({ length: 6 }, () => new Client(under.with({})));
      for (const size of [MIB + 1, 2 * MIB + 1, MIB + 1]) {
        const { grant, parts, bytes } = await sent(size);
        const results = await Promise.all(
          replicas.map((replica) => replica.complete(grant.token, parts)),
        );
        const claims = await Promise.all(results.map((result) => client.claims(result)));
        for (const { upload } of claims) assert.deepEqual(upload, claims[0]?.upload);
        assert.equal(new Set(claims.map(({ jti }) => jti)).size, 1);
        assert.equal((await under.read(claims[0]?.upload.key ?? '')).md5, md5(bytes));
      }
    });

    test('keeps the first bytes when it is asked to complete with others', async () => {
      const { grant, parts, requests, bytes, key } = await completed();
      const later = randomBytes(MIB);
      const reported = withEtag(parts, 2, md5(later));
      assertProblem(await client.complete(grant.token, reported), 'already-completed');
      await under.put(requests[1]!, later);
      assertProblem(await client.complete(grant.token, reported), 'already-completed');
      await under.put(requests[1]!, slice({ bytes }, 2));
      assert.equal((await under.read(key)).md5, md5(bytes));
    });

    test('keeps what was inspected when other bytes of its MD5 come at any moment', async () => {
      const { good, evil } = collidingFiles(MIB);
      for (let tries = 0; tries < TRIES; tries += 1) {
        let replace = (): Promise<unknown> => Promise.resolve();
        const inspect: Inspect = async (_, { read }) => {
          if (tries % 2 === 0) await replace();
          const seen = Buffer.from(await read(0, MIB));
          if (seen.equals(evil))
            throw new SignerError('type-not-allowed', 'This is the evil file.');
          await replace();
        };
        const inspected = new Client(under.with({ partSize }), {}, inspect);
        const bytes = Buffer.concat([good, randomBytes(10)]);
        const grant = await inspected.grant(bytes.byteLength);
        for (const request of grant.requests) {
          assert.equal(await under.put(request, slice({ bytes }, request.partNumber)), 201);
        }
        replace = () => under.put(grant.requests[0]!, evil);
        const results = await Promise.all([
          inspected.complete(grant.token, records(bytes)),
          replace().then(() => inspected.complete(grant.token, records(bytes))),
        ]);
        await replace();
        for (const result of [...results, await inspected.complete(grant.token, records(bytes))]) {
          if (!('receipt' in result)) continue;
          const { upload } = await inspected.claims(result);
          const url = await under.storage.signGet(upload.key, { expiresAt: soon() }, never);
          const kept = Buffer.from(await (await fetch(url)).arrayBuffer());
          assert.ok(kept.equals(bytes), 'other bytes were kept than were inspected');
        }
      }
    });

    test('makes one object, whatever was begun with other hashes before', async () => {
      const { grant, parts, requests, bytes } = await sent(MIB + 5);
      const dying: Fetch = (url, init) =>
        init.method === 'POST' ? Promise.reject(new Error('it dies')) : fetch(url, init);
      const dead = new Client(under.with({ partSize, fetch: dying }));
      assertProblem(await dead.complete(grant.token, parts), 'storage-unavailable');
      const later = randomBytes(5);
      await under.put(requests[1]!, later);
      const now = withEtag(parts, 2, md5(later));
      const { upload } = await client.claims(await client.complete(grant.token, now));
      const kept = md5(Buffer.concat([slice({ bytes }, 1), later]));
      assertProblem(await client.complete(grant.token, parts), 'already-completed');
      assert.equal((await client.sign(grant.token, [2])).code, 'already-completed');
      await client.post('/abort', { tokens: [grant.token] });
      assert.equal(await readOf(upload.key), kept);
      await client.claims(await client.complete(grant.token, now));
    });

    test('inspects what a replica without an inspection began, and keeps no part twice', async () => {
      const { good, evil } = collidingFiles(MIB);
      const bytes = Buffer.concat([good, randomBytes(10)]);
      const begun = await sentBytes(bytes);
      const stop = new Error('this replica dies');
      const dying: Fetch = (url, init) =>
        init.method === 'POST' ? Promise.reject(stop) : fetch(url, init);
      const { grant, parts, requests } = begun;
      const dead = new Client(under.with({ partSize, fetch: dying }));
      assertProblem(await dead.complete(grant.token, parts), 'storage-unavailable');
      let looks = 0;
      const inspect: Inspect = async (_, { read }) => {
        looks += 1;
        assert.ok(good.equals(await read(0, MIB)));
      };
      const inspected = new Client(under.with({ partSize }), {}, inspect);
      const { upload } = await inspected.claims(await inspected.complete(grant.token, parts));
      assert.equal(looks, 1);
      await under.put(requests[0]!, evil);
      assert.equal(await readOf(upload.key), md5(bytes));
      const url = await under.storage.signGet(upload.key, { expiresAt: soon() }, never);
      assert.ok(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(bytes));
      assert.deepEqual(
        await client.complete(grant.token, parts),
        await inspected.complete(grant.token, parts),
      );
    });

    for (const partNumber of [1, 2, 3]) {
      test(`never reads as other bytes when part ${partNumber} is sent again after the receipt`, async () => {
        const { key, requests, bytes } = await completed();
        const request = requests[partNumber - 1]!;
        const size = slice({ bytes }, partNumber).byteLength;
        assert.equal(await under.put(request, slice({ bytes }, partNumber)), 201);
        assert.equal(await readOf(key), md5(bytes));
        for (const other of [randomBytes(size), Buffer.alloc(0), randomBytes(size + 1)]) {
          assert.equal(await under.put(request, other), 201);
          assert.equal(await readOf(key), 'error');
        }
        assert.equal(await under.put(request, slice({ bytes }, partNumber)), 201);
        assert.equal(await readOf(key), md5(bytes));
      });
    }

    test('signs no part of a finished upload again', async () => {
      const { grant } = await completed();
      assert.equal((await client.sign(grant.token, [2])).code, 'already-completed');
    });

    test('knows before and after completion what it holds, page by page', async () => {
      const upload = await granted(4 * MIB + 1);
      const { token } = upload.grant;
      const parts = records(upload.bytes);
      const paged = new Client(under.with({ partSize, fetch: listingPages(2) }));
      const status = async (): Promise<readonly PartRecord[]> => {
        const held = await paged.status(token);
        assert.deepEqual(held, await client.status(token));
        return held;
      };
      assert.deepEqual(await status(), []);
      for (const [count, number] of [5, 2, 4].entries()) {
        await under.put(upload.requests[number - 1]!, slice(upload, number));
        assert.equal((await status()).length, count + 1);
      }
      assert.deepEqual(await status(), [parts[1], parts[3], parts[4]]);
      for (const number of [1, 3]) {
        await under.put(upload.requests[number - 1]!, slice(upload, number));
      }
      assert.deepEqual(await status(), parts);
      await client.claims(await client.complete(token, parts));
      assert.deepEqual(await status(), parts);
    });

    for (const bulk of [true, false]) {
      test(`deletes on abort every part of what is unfinished, ${bulk ? 'in bulk' : 'one by one'}`, async () => {
        const seen: string[] = [];
        const options = { partSize, fetch: watching(seen, bulk) };
        const aborting = new Client(under.with(options));
        const unfinished = await sent(4 * MIB);
        const part = await granted(2 * MIB);
        await under.put(part.requests[1]!, slice(part, 2));
        const nothing = await granted(2 * MIB);
        const finished = await completed();
        const tokens = [unfinished, part, nothing, finished].map(({ grant }) => grant.token);
        assert.equal(await aborting.post('/abort', { tokens }), undefined);
        assert.equal(await aborting.post('/abort', { tokens }), undefined);
        const left = await under.list();
        const gone = [...unfinished.requests, ...part.requests].map(nameOf);
        assert.deepEqual(
          left.filter((other) => gone.includes(other)),
          [],
        );
        assert.equal(seen.includes('POST bulk-delete'), bulk, seen.join());
        assert.equal(await readOf(finished.key), md5(finished.bytes));
        for (const request of finished.requests) assert.ok(left.includes(nameOf(request)));
      });
    }

    test('leaves nothing of parts that were on their way when it was aborted', async () => {
      const begun = await granted(3 * MIB);
      const underWay = await Promise.all(
        begun.requests.map((request) => beginPut(request, slice(begun, request.partNumber))),
      );
      await client.post('/abort', { tokens: [begun.grant.token] });
      for (const finish of underWay) await finish();
      const gone = begun.requests.map(nameOf);
      assert.deepEqual(
        (await under.list()).filter((other) => gone.includes(other)),
        [],
      );
      for (const name of gone) assert.equal((await under.read(name)).status, 404, name);
    });

    for (const step of ['PUT manifest', 'POST part', 'POST final'] as const) {
      test(`is finished by asking again when the answer to ${step} was lost`, async () => {
        const { grant, parts, bytes, requests } = await sent(2 * MIB + 1);
        const failing = new Client(under.with({ partSize, fetch: losing(step) }));
        const before = await finalNames(under);
        assertProblem(await failing.complete(grant.token, parts), 'storage-unavailable');
        const [begun] = (await finalNames(under)).filter((name) => !before.includes(name));
        if (step !== 'POST final') {
          const { headers } = await under.read(begun ?? '');
          assert.ok(headers.get('x-delete-at'), 'not finished, so it must vanish by itself');
        }
        const { key } = (await client.claims(await client.complete(grant.token, parts))).upload;
        assert.equal(key, begun);
        assert.equal(await readOf(key), md5(bytes));
        for (const name of [key, ...requests.map(nameOf)]) {
          assert.equal((await under.read(name)).headers.get('x-delete-at'), null, name);
        }
      });
    }

    test('aborts also what a signer left half done', async () => {
      const before = await finalNames(under);
      const { grant, parts, requests } = await sent(2 * MIB + 1);
      const failing = new Client(under.with({ partSize, fetch: losing('POST part') }));
      assertProblem(await failing.complete(grant.token, parts), 'storage-unavailable');
      await client.post('/abort', { tokens: [grant.token] });
      const left = await under.list();
      for (const name of requests.map(nameOf)) assert.ok(!left.includes(name));
      assert.deepEqual(await finalNames(under), before);
      const own = `${nameOf(requests[0]!).slice(0, 38)}/`;
      // The mark, which goes by itself.
      assert.deepEqual(
        left.filter((name) => name.startsWith(own)),
        [`${own}aborted`],
      );
      assert.ok((await under.read(`${own}aborted`)).headers.get('x-delete-at'));
      for (const request of requests) await under.put(request, Buffer.from('sent again'));
      const late = await client.complete(grant.token, parts);
      assert.match(assertProblem(late, 'part-missing'), /was aborted/);
    });

    // Another replica finishes it right before this request of the abort.
    for (const [method, name] of [
      ['PUT', 'aborted'],
      ['DELETE', 'final'],
    ] as const) {
      test(`gives no receipt for what is deleted: completed before an abort’s ${method} of ${name}`, async () => {
        const { grant, parts, bytes } = await sent(MIB + 1);
        const half = new Client(under.with({ partSize, fetch: losing('POST part') }));
        assertProblem(await half.complete(grant.token, parts), 'storage-unavailable');
        const results: CompleteResult[] = [];
        const racing: Fetch = async (url, init) => {
          const isMeant = name === 'final' ? isFinal(url) : url.endsWith(`/${name}`);
          if (init.method === method && isMeant && results.length === 0) {
            results.push(await client.complete(grant.token, parts));
          }
          return fetch(url, init);
        };
        const aborting = new Client(under.with({ partSize, fetch: racing }));
        await aborting.post('/abort', { tokens: [grant.token] });
        const [result] = results;
        assert.ok(result, 'the abort sent that request');
        // An abort that has not begun finds the object finished, and leaves it.
        if (name === 'final') assertProblem(result, 'part-missing');
        else assert.equal(await readOf((await client.claims(result)).upload.key), md5(bytes));
      });
    }

    test('takes a thousand parts, and cuts by 16 MiB unless told otherwise', async () => {
      const limits = await under.storage.limits(never);
      assert.ok(limits.maxParts >= 1000 && limits.maxSize >= 1000 * 5 * 1024 ** 3);
      const { partSize: usual, partCount } = await new Client(under.storage).grant(6 * 1024 ** 3);
      assert.deepEqual([usual, partCount], [16 * MIB, 384]);
      const single = await new Client(under.storage).grant(16 * MIB);
      assert.equal(single.partCount, 1);
    });
  });
}

/** Sends half of the body, once storage asks for it; resolves with what sends the rest and waits for the answer. */
async function beginPut(
  { url, headers }: SignedRequest,
  bytes: Buffer,
): Promise<() => Promise<void>> {
  const half = bytes.byteLength / 2;
  const put = httpRequest(url, {
    method: 'PUT',
    headers: { ...headers, 'content-length': bytes.byteLength, expect: '100-continue' },
  });
  const answered = once(put, 'response') as Promise<[IncomingMessage]>;
  put.flushHeaders();
  await once(put, 'continue');
  put.write(bytes.subarray(0, half));
  return async () => {
    put.end(bytes.subarray(half));
    const [answer] = await answered;
    answer.resume();
    await once(answer, 'end');
  };
}

/** Whether it is about an object that is no part: `/v1/account/container/name`. */
function isFinal(url: string): boolean {
  return new URL(url).pathname.split('/').length === 5;
}

/** Listings come in pages of so many, as where the operator allows no more. */
function listingPages(limit: number): Fetch {
  return (url, init) => {
    const paged = new URL(url);
    if (paged.searchParams.has('prefix')) paged.searchParams.set('limit', String(limit));
    return fetch(paged, init);
  };
}

/** Notes requests to the account; where bulk delete is not wanted, `/info` does not list it. */
function watching(seen: string[], bulk: boolean): Fetch {
  return async (url, init) => {
    const { pathname, search } = new URL(url);
    if (search === '?bulk-delete') seen.push(`${init.method ?? ''} bulk-delete`);
    const response = await fetch(url, init);
    if (pathname !== '/info' || bulk) return response;
    const info = (await response.json()) as Record<string, unknown>;
    delete info['bulk_delete'];
    return Response.json(info);
  };
}

/** The request arrives, its answer does not; once. */
function losing(step: 'PUT manifest' | 'POST part' | 'POST final'): Fetch {
  let lost = false;
  return async (url, init) => {
    const response = await fetch(url, init);
    const kind = new URL(url).search === '?multipart-manifest=put' ? 'manifest' : undefined;
    const what = `${init.method ?? ''} ${kind ?? (isFinal(url) ? 'final' : 'part')}`;
    if (what !== step || lost) return response;
    lost = true;
    await response.arrayBuffer();
    throw new Error('lost');
  };
}
