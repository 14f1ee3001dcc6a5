import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignerError } from '../../errors.js';
import { testVouch } from '../../testing/harness.js';
import { answer, fakeS3, md5, refusal } from '../../testing/fake-s3.js';
import type { FakeS3 } from '../../testing/fake-s3.js';
import { interleave } from '../../testing/interleave.js';
import { partsCompletion as partsAt } from './parts.js';
import { PROOFS, multipartEtag } from './proof.js';
import type { S3Bucket } from './bucket.js';
import type { S3Completion } from './completion.js';
import type { InspectedObject, Inspection, Upload } from '../storage.js';

const never = new AbortController().signal;
const partsCompletion = (bucket: S3Bucket): S3Completion =>
  partsAt({ bucket, proof: PROOFS['md5-etag'] });
const PARTS = ['one', 'two', 'three'].map((text) => Buffer.from(text));
const records = PARTS.map((bytes, index) => ({
  partNumber: index + 1,
  size: bytes.byteLength,
  etag: md5(bytes),
}));
const whole = 'onetwothree';
const OWN = 'parts/0123/';
const upload: Upload = {
  ...{
    id: '0123',
    subject: 's',
    keyPattern: 'k',
    size: whole.length,
    contentType: 'video/mp4',
    name: 'v',
  },
  ...{
    partSize: 3,
    partCount: 3,
    issuedAt: 0,
    expiresAt: 1,
    handle: 'multipart:U',
    vouch: testVouch('0123'),
  },
};

/** A bucket to which all parts were sent. */
function sent(): FakeS3 {
  const fake = fakeS3();
  fake.uploads.set('U', new Map(PARTS.map((bytes, index) => [index + 1, bytes])));
  return fake;
}

/** The code it is refused with. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof SignerError, String(error));
    return error.code;
  }
  return 'none';
}

/** An inspection of all bytes. */
const looking = (look: Inspection['look']): Inspection => ({ extent: whole.length, look });

/** A completion and an abort in one order of their requests; false where the first of them has fewer. */
async function race(
  inspection: Inspection | undefined,
  completesFirst: boolean,
  stops: { readonly first: number; readonly second: number },
): Promise<boolean> {
  const { bucket, objects } = sent();
  const through = (send: S3Bucket['send']): S3Completion => partsCompletion({ ...bucket, send });
  const complete = (send: S3Bucket['send']) =>
    through(send).complete(upload, records, never, inspection);
  const abort = (send: S3Bucket['send']) => through(send).abort(upload, never);
  const works = completesFirst ? ([complete, abort] as const) : ([abort, complete] as const);
  const ends = await interleave((request, signal) => bucket.send(request, signal), works, stops);
  if (!ends) return false;
  const again = await Promise.allSettled([complete((...asked) => bucket.send(...asked))]);
  const completed = completesFirst ? ends.first : ends.second;
  const hasReceipt = [completed, ...again].some(({ status }) => status === 'fulfilled');
  if (hasReceipt) assert.equal(objects.get('k')?.bytes.toString(), whole, JSON.stringify(stops));
  return true;
}

describe('parts on S3', () => {
  it('are put together, and the receipt says that their URLs have ended', async () => {
    const { bucket, objects, uploads } = sent();
    const stored = await partsCompletion(bucket).complete(upload, records, never);
    assert.deepEqual(stored, {
      container: 'uploads',
      key: 'k',
      size: whole.length,
      etag: multipartEtag(records),
      contentType: 'video/mp4',
      parts: 3,
      finalized: 'multipart',
      storedAt: Date.UTC(2026, 10, 20, 10) / 1000,
    });
    assert.equal(objects.get('k')?.bytes.toString(), whole);
    assert.equal(uploads.size, 0);
  });

  it('are still known when the upload id is used up', async () => {
    const { bucket, objects } = sent();
    const way = partsCompletion(bucket);
    assert.deepEqual(await way.parts(upload, never), records);
    const first = await way.complete(upload, records, never);
    assert.deepEqual(await way.parts(upload, never), records);
    assert.deepEqual(await way.complete(upload, records, never), first);
    objects.set('k', { ...objects.get('k')!, etag: 'of something else' });
    assert.deepEqual(await way.parts(upload, never), []);
  });

  it('are not taken for complete where a 200 says that they are not', async () => {
    const fake = sent();
    fake.intercept = ({ method }) =>
      method === 'POST' ? answer(200, refusal(500, 'InternalError').body) : undefined;
    const way = partsCompletion(fake.bucket);
    assert.equal(await codeOf(way.complete(upload, records, never)), 'storage-unavailable');
    fake.intercept = () => undefined;
    assert.equal((await way.complete(upload, records, never)).finalized, 'multipart');
  });

  it('are found complete where another was faster, and storage says that as a failure', async () => {
    const fake = sent();
    const way = partsCompletion(fake.bucket);
    fake.intercept = ({ method }) => {
      if (method !== 'POST') return undefined;
      fake.intercept = () => undefined;
      void way.complete(upload, records, never);
      return refusal(500, 'InternalError');
    };
    assert.equal((await way.complete(upload, records, never)).finalized, 'multipart');
  });

  it('are found complete where the answer was lost', async () => {
    const fake = sent();
    const way = partsCompletion(fake.bucket);
    const lose = fake.bucket.send.bind(fake.bucket);
    const lossy = {
      ...fake.bucket,
      send: async (...asked: Parameters<typeof lose>) => {
        const received = await lose(...asked);
        if (asked[0].method === 'POST') throw new SignerError('storage-unavailable', 'lost');
        return received;
      },
    };
    const first = await partsCompletion(lossy).complete(upload, records, never);
    assert.deepEqual(await way.complete(upload, records, never), first);
  });

  it('that are replaced while they are put together are refused by storage', async () => {
    const fake = sent();
    fake.intercept = ({ method }) => {
      if (method === 'POST') fake.uploads.get('U')?.set(2, Buffer.from('TWO'));
      return undefined;
    };
    const completion = partsCompletion(fake.bucket).complete(upload, records, never);
    assert.equal(await codeOf(completion), 'hash-mismatch');
    assert.equal(fake.objects.has('k'), false);
  });

  it('of an upload that was aborted do not come back', async () => {
    const { bucket, uploads, objects } = sent();
    const way = partsCompletion(bucket);
    await way.abort(upload, never);
    // The mark stays until the token of the upload is over.
    assert.deepEqual([uploads.size, [...objects.keys()]], [0, [`${OWN}aborted`]]);
    assert.equal(await codeOf(way.complete(upload, records, never)), 'part-missing');
    await way.abort(upload, never);
  });

  it('that arrive during an abort are deleted too', async () => {
    const fake = sent();
    let aborts = 0;
    fake.intercept = ({ method, query = {} }) => {
      if (method !== 'DELETE' || !('uploadId' in query)) return undefined;
      aborts += 1;
      return aborts === 1 ? answer(204) : undefined;
    };
    await partsCompletion(fake.bucket).abort(upload, never);
    assert.deepEqual([aborts, fake.uploads.size], [2, 0]);
  });

  it('stay when a completed upload is aborted', async () => {
    const { bucket, objects } = sent();
    const way = partsCompletion(bucket);
    await way.complete(upload, records, never);
    await way.abort(upload, never);
    assert.ok(objects.has('k'));
    assert.equal(await codeOf(way.assertUnfinished(upload, never)), 'already-completed');
  });

  it('stay where one signer could not inspect them, and another one, which does not, gave a receipt', async () => {
    const { bucket, objects } = sent();
    const way = partsCompletion(bucket);
    const broken = looking(() => Promise.reject(new Error('the scanner is away')));
    await assert.rejects(way.complete(upload, records, never, broken), /the scanner is away/);
    await way.complete(upload, records, never);
    await way.abort(upload, never);
    assert.ok(objects.has('k'));
  });

  it('stay, and are not looked at, where the inspection began after the receipt', async () => {
    const { bucket, objects } = sent();
    const way = partsCompletion(bucket);
    const first = await way.complete(upload, records, never);
    const refuse = looking(() => Promise.reject(new SignerError('forbidden', 'no')));
    assert.deepEqual(await way.complete(upload, records, never, refuse), first);
    assert.ok(objects.has('k'));
  });

  it('are inspected once, across parts, and deleted if they are refused', async () => {
    const { bucket, objects } = sent();
    const way = partsCompletion(bucket);
    let looks = 0;
    const pass = async ({ key, read }: InspectedObject) => {
      assert.equal(key, 'k');
      looks += 1;
      assert.equal(Buffer.from(await read(2, 5)).toString(), 'etw');
      assert.equal(Buffer.from(await read(9, 99)).toString(), 'ee');
      assert.equal((await read(11, 12)).byteLength, 0);
    };
    await way.complete(upload, records, never, looking(pass));
    await way.complete(upload, records, never, looking(pass));
    assert.equal(looks, 1);
    objects.delete(`${OWN}completed`);
    const refuse = () => Promise.reject(new SignerError('forbidden', 'no'));
    assert.equal(await codeOf(way.complete(upload, records, never, looking(refuse))), 'forbidden');
    // The mark, which the rule for what is unfinished deletes.
    assert.deepEqual([...objects.keys()], [`${OWN}aborted`]);
  });

  it('go on abort where nothing could judge them, and get no receipt later', async () => {
    const { bucket, objects } = sent();
    const way = partsCompletion(bucket);
    const down = looking(() => Promise.reject(new Error('the scanner is down')));
    await assert.rejects(way.complete(upload, records, never, down), /scanner/);
    await way.abort(upload, never);
    assert.deepEqual([...objects.keys()], [`${OWN}aborted`]);
    const up = looking(() => Promise.resolve());
    assert.equal(await codeOf(way.complete(upload, records, never, up)), 'part-missing');
  });

  for (const [name, look] of [
    ['is not asked for', undefined],
    ['passes', () => Promise.resolve()],
    ['refuses', () => Promise.reject(new SignerError('forbidden', 'no'))],
    ['cannot be asked', () => Promise.reject(new Error('the scanner is down'))],
  ] as const) {
    for (const completesFirst of [true, false]) {
      const who = completesFirst ? 'the completion' : 'the abort';
      it(`get no receipt that is not true where they are aborted meanwhile: inspection ${name}, ${who} begins`, async () => {
        for (const second of [0, 1, 2, 3, 4, 5, 6, 7, 8, Infinity]) {
          let first = 0;
          while (await race(look && looking(look), completesFirst, { first, second })) first += 1;
          assert.ok(first > 3, 'there are as many orders as requests');
        }
      });
    }
  }

  it('stay when what inspects them has trouble, and are inspected again', async () => {
    const { bucket, objects } = sent();
    const way = partsCompletion(bucket);
    const down = () => Promise.reject(new Error('the scanner is down'));
    await assert.rejects(way.complete(upload, records, never, looking(down)), /scanner/);
    assert.ok(objects.has('k'));
    const stored = await way.complete(
      upload,
      records,
      never,
      looking(() => Promise.resolve()),
    );
    assert.equal(stored.size, whole.length);
  });
});
