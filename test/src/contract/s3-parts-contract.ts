/**
 * What S3 storage must do with more than one part. Parts are as small as S3 allows (5 MiB).
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { Grant, PartRecord, SignedRequest } from '@direct-upload/widget/protocol';
import { Client, assertProblem, md5 } from './client.js';
import type { S3UnderTest } from './client.js';

const partSize = 5 * 1024 * 1024;

/** An upload of which every part was sent. */
interface Sent {
  readonly grant: Grant;
  readonly bytes: Buffer;
  readonly parts: readonly PartRecord[];
}

/** One that has a receipt. */
interface Completed extends Sent {
  /** Name of the final object. */
  readonly key: string;
}

/** The final name, which is in the URLs of parts: `/bucket/key`. */
function keyIn({ requests }: Grant, under: S3UnderTest): string {
  return under.nameOf(requests[0]!);
}

const slice = (bytes: Buffer, number: number): Buffer =>
  bytes.subarray((number - 1) * partSize, number * partSize);

function recordsOf(bytes: Buffer, hash = md5): PartRecord[] {
  return Array.from({ length: Math.ceil(bytes.byteLength / partSize) }, (_, index) => {
    const part = slice(bytes, index + 1);
    return { partNumber: index + 1, size: part.byteLength, etag: hash(part) };
  });
}

/** The ETag that S3 documents. */
function multipartEtag(parts: readonly PartRecord[]): string {
  const binary = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  return `${createHash('md5').update(binary).digest('hex')}-${parts.length}`;
}

/** Reports another hash of one part. */
function withEtag(parts: readonly PartRecord[], partNumber: number, etag: string): PartRecord[] {
  return parts.map((part) => (part.partNumber === partNumber ? { ...part, etag } : part));
}

/** Runs the suite. */
export function s3PartsContract(
  name: string,
  open: () => Promise<S3UnderTest>,
  skip: string | false = false,
): void {
  describe(name, { skip }, () => {
    let under: S3UnderTest;
    let client: Client;
    before(async () => {
      under = await open();
      client = new Client(under.with({ partSize }));
    });
    after(() => under.stop());

    const records = (bytes: Buffer): PartRecord[] => recordsOf(bytes, under.hash);
    const send = (request: SignedRequest, bytes: Buffer): Promise<number> =>
      under.put(request, slice(bytes, request.partNumber));

    /** Grant and PUT of every part. */
    async function sent(size = partSize + 5, file = {}): Promise<Sent> {
      const bytes = randomBytes(size);
      const grant = await client.grant(size, file);
      for (const request of grant.requests) assert.equal(await send(request, bytes), 200);
      return { grant, bytes, parts: records(bytes) };
    }

    async function completed(): Promise<Completed> {
      const upload = await sent();
      const result = await client.complete(upload.grant.token, upload.parts);
      return { ...upload, key: (await client.claims(result)).upload.key };
    }

    test('puts parts together, and says so in the receipt', async () => {
      const size = 2 * partSize + 5;
      const { grant, bytes, parts } = await sent(size, { name: 'é.png', type: 'image/png' });
      assert.deepEqual([grant.partSize, grant.partCount], [partSize, 3]);
      const { upload } = await client.claims(await client.complete(grant.token, parts));
      const found = await under.read(upload.key);
      assert.deepEqual(upload, {
        storage: 's3',
        container: under.storage.container,
        key: upload.key,
        size,
        ...(under.proven?.(bytes, found) ?? { etag: multipartEtag(parts) }),
        contentType: 'image/png',
        name: 'é.png',
        parts: 3,
        finalized: under.finalizedParts,
      });
      assert.deepEqual([found.status, found.size, found.md5], [200, size, md5(bytes)]);
      assert.equal(found.headers.get('content-type'), 'image/png');
      assert.match(found.headers.get('content-disposition') ?? '', /''%C3%A9\.png$/);
    });

    test('stores nothing of another length than was signed', async () => {
      const grant = await client.grant(partSize + 5);
      const [first, second] = grant.requests;
      assert.equal(await under.put(first!, randomBytes(partSize - 1)), 403);
      assert.equal(await under.put(second!, randomBytes(6)), 403);
      assert.equal(await under.put(second!, Buffer.alloc(0)), 403);
      assert.deepEqual(await client.status(grant.token), []);
    });

    test('names the parts that are missing or of other bytes', async () => {
      const bytes = randomBytes(3 * partSize + 9);
      const grant = await client.grant(bytes.byteLength);
      const { token, requests } = grant;
      const key = keyIn(grant, under);
      const parts = records(bytes);
      const [first, , third, fourth] = requests;
      const refusal = async (code: Parameters<typeof assertProblem>[1]): Promise<string> =>
        assertProblem(await client.complete(token, parts), code);
      assert.match(await refusal('part-missing'), /does not have parts 1-4\.$/);
      await send(first!, bytes);
      await under.put(third!, randomBytes(partSize));
      await send(fourth!, bytes);
      assert.match(await refusal('part-missing'), /have part 2; .* other bytes .* part 3\.$/);
      await send(requests[1]!, bytes);
      assert.match(await refusal('hash-mismatch'), /of part 3\.$/);
      assert.equal((await under.read(key)).status, 404);
      assert.deepEqual(
        (await client.status(token)).map(({ partNumber }) => partNumber),
        [1, 2, 3, 4],
      );
      await send(third!, bytes);
      await client.claims(await client.complete(token, parts));
      assert.equal((await under.read(key)).md5, md5(bytes));
    });

    test('gives the same receipt again, also to many at once and from another replica', async () => {
      const { grant, parts, bytes } = await sent();
      const replica = new Client(under.with({ partSize: 2 * partSize }));
      const all = await Promise.all(
        [client, replica, client].map((one) => one.complete(grant.token, parts)),
      );
      all.push(await replica.complete(grant.token, parts));
      const receipts = all.map((result) => ('receipt' in result ? result.receipt : result));
      assert.equal(new Set(receipts).size, 1, JSON.stringify(receipts));
      assert.equal((await under.read(keyIn(grant, under))).md5, md5(bytes));
    });

    test('keeps the first bytes when it is asked to complete with others', async () => {
      const { grant, parts, bytes, key } = await completed();
      const reported = withEtag(parts, 2, (under.hash ?? md5)(randomBytes(5)));
      assertProblem(await client.complete(grant.token, reported), 'already-completed');
      assert.equal((await under.read(key)).md5, md5(bytes));
    });

    test('never reads as other bytes when a part is sent again after the receipt', async () => {
      const { grant, bytes, key } = await completed();
      const [, second] = grant.requests;
      const read = async (): Promise<string> => {
        try {
          const found = await under.read(key);
          return found.status === 200 ? found.md5 : 'error';
        } catch {
          return 'error';
        }
      };
      assert.equal(await under.put(second!, randomBytes(6)), 403);
      assert.equal(await read(), md5(bytes));
      const status = await under.put(second!, randomBytes(5));
      if (under.finalizedParts === 'multipart') assert.equal(status, 404);
      else {
        assert.equal(await read(), 'error');
        await send(second!, bytes);
      }
      assert.equal(await read(), md5(bytes));
      const { code } = await client.sign(grant.token, [2]);
      assert.equal(code, 'already-completed');
    });

    test('knows before and after completion what it holds, page by page', async () => {
      const { grant, parts } = await sent(2 * partSize + 1);
      assert.deepEqual(await client.status(grant.token), parts);
      await client.claims(await client.complete(grant.token, parts));
      assert.deepEqual(await client.status(grant.token), parts);
    });

    test('deletes on abort every part of what is unfinished, and keeps what is finished', async () => {
      const unfinished = await sent();
      const nothing = await client.grant(partSize + 1);
      const finished = await completed();
      const tokens = [unfinished.grant, nothing, finished.grant].map(({ token }) => token);
      assert.equal(await client.post('/abort', { tokens }), undefined);
      assert.equal(await client.post('/abort', { tokens }), undefined);
      const left = await under.segments();
      const of = (grant: Grant): number =>
        left.filter((part) => part.startsWith(keyIn(grant, under))).length;
      const kept = under.finalizedParts === 'multipart' ? 0 : 2;
      assert.deepEqual([unfinished.grant, nothing, finished.grant].map(of), [0, 0, kept]);
      assert.equal((await under.read(finished.key)).md5, md5(finished.bytes));
      assertProblem(
        await client.complete(unfinished.grant.token, unfinished.parts),
        'part-missing',
      );
    });

    test('looks at the content before there is a receipt, once, and deletes what it refuses', async () => {
      const sniffing = new Client(under.with({ partSize }), { sniff: true });
      const pdf = { name: 'a.pdf', type: 'application/pdf' };
      const upload = async (begin: string) => {
        const bytes = Buffer.concat([Buffer.from(begin), randomBytes(partSize)]);
        const grant = await sniffing.grant(bytes.byteLength, pdf);
        for (const request of grant.requests) await send(request, bytes);
        const first = await sniffing.complete(grant.token, records(bytes));
        return { grant, first, again: () => sniffing.complete(grant.token, records(bytes)) };
      };
      const good = await upload('%PDF-1.7\n');
      await sniffing.claims(good.first);
      assert.deepEqual(await good.again(), good.first);
      const bad = await upload('<!doctype html><script>alert(1)</script>');
      assertProblem(bad.first, 'type-not-allowed');
      assert.equal((await under.read(keyIn(bad.grant, under))).status, 404);
      assertProblem(await bad.again(), 'part-missing');
      const left = (await under.segments()).filter((part) =>
        part.startsWith(keyIn(bad.grant, under)),
      );
      assert.deepEqual(left, []);
    });
  });
}
