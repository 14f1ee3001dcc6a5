import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SignerError } from '../../errors.js';
import { partName } from '../../names/part-name.js';
import { noSignal, startStorage } from '../../testing/harness.js';
import type { TestStorage } from '../../testing/harness.js';
import { sentUpload, textOf } from '../../testing/sent-upload.js';
import type { Inspection } from '../storage.js';
import type { Fetch } from './http.js';
import { swift } from './swift.js';

const PLAN = { bytes: Buffer.from('onetwothree'), handle: 'manifest', partSize: 3 };

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

/** Looks at everything. */
function lookingAt(look: Inspection['look']): Inspection {
  return { extent: PLAN.bytes.length, look };
}

/** A request to storage. */
interface Sent {
  readonly url: string;
  readonly init: Parameters<Fetch>[1];
}

/** Keeps the requests for copies, which have the token that a test needs to change something behind the signer's back. */
function watchingCopies(): { readonly fetch: Fetch; readonly copies: Sent[] } {
  const copies: Sent[] = [];
  const watching: Fetch = (url, init) => {
    if (isCopy(init)) copies.push({ url, init });
    return fetch(url, init);
  };
  return { fetch: watching, copies };
}

function isCopy(init: Sent['init']): boolean {
  return new Headers(init.headers).has('x-copy-from');
}

/** Sends another request with the same token; the status. */
async function change(
  { init }: Sent,
  url: string,
  method: string,
  more: { readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {},
): Promise<number> {
  const token = new Headers(init.headers).get('x-auth-token') ?? '';
  const headers = { ...more.headers, 'x-auth-token': token };
  return (await fetch(url, { ...more, method, headers })).status;
}

/** URL of another object in the same container. */
function urlOf({ url }: Sent, name: string): string {
  return url.replace(/\/parts\/.*$/, `/${name}`);
}

/** Which of the copies are still there. */
async function left(copies: readonly Sent[]): Promise<readonly string[]> {
  const found = await Promise.all(copies.map((copy) => change(copy, copy.url, 'HEAD')));
  return copies.filter((_, index) => found[index] !== 404).map(({ url }) => url);
}

const coded = (code: string) => (error: unknown) => {
  assert.ok(error instanceof SignerError, String(error));
  assert.equal(error.code, code, error.message);
  return true;
};

describe('an inspected upload in parts', () => {
  for (const missing of [[4], [1, 3]]) {
    it(`is not copied as long as storage lacks part ${missing.join(' and ')}`, async () => {
      const { fetch: watching, copies } = watchingCopies();
      const at = swift({ ...storage.withCredentials, fetch: watching });
      const { upload, parts } = await sentUpload(at, PLAN, (part) => !missing.includes(part));
      const inspection = lookingAt(() => Promise.reject(new Error('nothing is looked at')));
      await assert.rejects(at.complete(upload, parts, noSignal(), inspection), (error) => {
        assert.ok(error instanceof SignerError, String(error));
        assert.equal(error.code, 'part-missing');
        for (const part of missing) assert.match(error.message, new RegExp(`\\b${part}\\b`));
        return true;
      });
      assert.deepEqual(copies, []);
    });
  }

  it('is completed though a sealed copy that its manifest names is gone', async () => {
    const { fetch: watching, copies } = watchingCopies();
    const down = { isDown: true };
    const look = (): Promise<void> =>
      down.isDown ? Promise.reject(new Error('the scanner is down')) : Promise.resolve();
    const at = swift({ ...storage.withCredentials, fetch: watching });
    const { upload, parts } = await sentUpload(at, PLAN);
    await assert.rejects(at.complete(upload, parts, noSignal(), lookingAt(look)), /scanner/);
    assert.equal(await change(copies[0]!, copies[0]!.url, 'DELETE'), 204);
    down.isDown = false;
    const { key } = await at.complete(upload, parts, noSignal(), lookingAt(look));
    assert.equal(await textOf(at, key), PLAN.bytes.toString());
  });

  for (const [status, code] of [
    [503, 'storage-unavailable'],
    [412, 'hash-mismatch'],
    [404, 'part-missing'],
  ] as const) {
    it(`leaves no copy where one of them fails (${status})`, async () => {
      const made: Sent[] = [];
      const failing: Fetch = (url, init) => {
        if (!isCopy(init)) return fetch(url, init);
        if (url.includes('/00000003-')) return Promise.resolve(new Response(null, { status }));
        made.push({ url, init });
        return fetch(url, init);
      };
      const at = swift({ ...storage.withCredentials, fetch: failing });
      const { upload, parts } = await sentUpload(at, PLAN);
      const inspection = lookingAt(() => Promise.reject(new Error('nothing is looked at')));
      await assert.rejects(at.complete(upload, parts, noSignal(), inspection), coded(code));
      assert.ok(made.length > 0);
      assert.deepEqual(await left(made), []);
    });
  }

  it('is begun again where another replica wrote the manifest first, without an inspection', async () => {
    const { fetch: watching, copies } = watchingCopies();
    const dying = swift({
      ...storage.withCredentials,
      fetch: (url, init) =>
        init.method === 'POST' ? Promise.reject(new Error('it dies')) : fetch(url, init),
    });
    const meanwhile: Promise<unknown>[] = [];
    const at = swift({
      ...storage.withCredentials,
      fetch: async (url, init) => {
        if (url.endsWith('multipart-manifest=put') && meanwhile.length === 0) {
          const other = dying.complete(upload, parts, noSignal());
          meanwhile.push(other);
          await Promise.allSettled([other]);
        }
        return watching(url, init);
      },
    });
    const { upload, parts } = await sentUpload(at, PLAN);
    const inspection = lookingAt(() => Promise.resolve());
    const completion = at.complete(upload, parts, noSignal(), inspection);
    await assert.rejects(completion, coded('storage-unavailable'));
    assert.equal(meanwhile.length, 1);
    assert.deepEqual(await left(copies), []);
    const { key } = await at.complete(upload, parts, noSignal(), inspection);
    assert.equal(await textOf(at, key), PLAN.bytes.toString());
  });

  it('gets no receipt where its manifest names something else after it was inspected', async () => {
    const { fetch: watching, copies } = watchingCopies();
    const at = swift({ ...storage.withCredentials, fetch: watching });
    const { upload, parts } = await sentUpload(at, PLAN);
    const entries = parts.map(({ partNumber, etag, size }) => ({
      path: `/${at.container}/${partName(upload, partNumber)}`,
      etag,
      size_bytes: size,
    }));
    const replacing = lookingAt(async ({ key }) => {
      const url = `${urlOf(copies[0]!, key)}?multipart-manifest=put`;
      const body = JSON.stringify(entries);
      const headers = { 'x-delete-at': String(upload.expiresAt) };
      assert.equal(await change(copies[0]!, url, 'PUT', { body, headers }), 201);
    });
    const completion = at.complete(upload, parts, noSignal(), replacing);
    await assert.rejects(completion, coded('storage-unavailable'));
    assert.deepEqual(await left(copies), []);
  });

  it('is inspected again where its mark is not the signer’s, or is about other objects', async () => {
    const { fetch: watching, copies } = watchingCopies();
    const at = swift({ ...storage.withCredentials, fetch: watching });
    const { upload, parts } = await sentUpload(at, PLAN);
    let looks = 0;
    const inspection = lookingAt(() => {
      looks += 1;
      return Promise.resolve();
    });
    const complete = () => at.complete(upload, parts, noSignal(), inspection);
    const first = await complete();
    await complete();
    assert.equal(looks, 1);
    const ofOthers = upload.vouch('inspected', 'of', 'other', 'names');
    for (const mark of ['0'.repeat(32), ofOthers, '']) {
      const headers = { 'x-object-meta-upload-inspected': mark };
      assert.equal(
        await change(copies[0]!, urlOf(copies[0]!, first.key), 'POST', { headers }),
        202,
      );
      assert.equal((await complete()).key, first.key);
    }
    // Storage drops an empty mark, and what has none was never to be inspected.
    assert.equal(looks, 3);
  });
});
