import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import { attachment } from '../../names/file-name.js';
import {
  completeOne,
  grantFor,
  keyOf,
  md5,
  put,
  startStorage,
  testSigner,
  testVouch,
  wholePart,
} from '../../testing/harness.js';
import type { TestSigner, TestStorage } from '../../testing/harness.js';
import { keepAliveFetch } from '../../runtime/keep-alive-fetch.js';
import type { Grant, SignedRequest } from '../../wire/schema.js';
import type { Fetch } from './http.js';

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

const PICTURE = { name: 'a.png', type: 'image/png' };
/** All that is looked at of a picture: its signature and its first chunk. */
const picture = Uint8Array.from(
  Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001080600000000000000', 'hex'),
);
const page = new TextEncoder().encode('<!doctype html><script>1</script>');
assert.equal(page.byteLength, picture.byteLength);

/** What is served to everybody who reads the object, and what of it an uploader chooses. */
const CHOSEN: Readonly<Record<string, string>> = {
  'cache-control': 'public, max-age=31536000',
  'x-robots-tag': 'all',
  'content-encoding': 'gzip',
  'content-language': 'tlh',
  'x-object-meta-owner': 'mallory',
  'x-object-meta-public-owner': 'mallory',
  'content-disposition': 'inline',
};

/** A cluster whose TempURLs know no POST. */
const withoutPost: Fetch = async (url, init) => {
  const answer = await keepAliveFetch()(url, init);
  if (new URL(url).pathname !== '/info') return answer;
  const info = (await answer.json()) as { tempurl: { methods: string[] } };
  info.tempurl.methods = info.tempurl.methods.filter((method) => method !== 'POST');
  return Response.json(info);
};

function signerOf(post: boolean): TestSigner {
  const options = post ? storage.keyOnly : { ...storage.keyOnly, fetch: withoutPost };
  return testSigner(options, { policy: { accept: ['image/*'] } });
}

/** A grant whose PUT was sent. */
async function sent(
  test: TestSigner,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<Grant & { readonly request: SignedRequest }> {
  const grant = await grantFor(test, bytes, PICTURE);
  const request = grant.requests[0]!;
  assert.equal(await put(request, bytes, headers), 201);
  return { ...grant, request };
}

/** Headers of the object that a URL covers, by token: nothing is hidden. */
async function stored(request: SignedRequest): Promise<Headers | undefined> {
  const { authUrl, user, key } = storage.dev.credentials;
  const login = await fetch(authUrl, { headers: { 'x-auth-user': user, 'x-auth-key': key } });
  const headers = { 'x-auth-token': login.headers.get('x-auth-token') ?? '' };
  const { pathname } = new URL(request.url);
  const object = await fetch(new URL(pathname, storage.dev.storageUrl), {
    method: 'HEAD',
    headers,
  });
  return object.status === 404 ? undefined : object.headers;
}

function assertClean(headers: Headers | undefined): void {
  assert.ok(headers);
  for (const name of Object.keys(CHOSEN)) {
    if (name !== 'content-disposition') assert.equal(headers.get(name), null, name);
  }
  assert.equal(headers.get('content-disposition'), attachment(PICTURE.name));
  assert.equal(headers.get('x-delete-at'), null);
  assert.equal(headers.get('content-type'), PICTURE.type);
}

describe('completion in place', () => {
  it('looks at the bytes whatever the uploader marked them with', async () => {
    const test = signerOf(true);
    const grant = await grantFor(test, page, PICTURE);
    const request = grant.requests[0]!;
    const id = decodeJwt(grant.token).jti ?? '';
    // Right for another upload, as its uploader could have read it.
    const others = `${md5(page)}.${testVouch('another')('completed', md5(page))}`;
    for (const mark of [id, md5(page), others]) {
      const response = await fetch(request.url, {
        method: 'PUT',
        headers: {
          'content-type': PICTURE.type,
          'content-disposition': attachment(PICTURE.name),
          'x-object-meta-public-upload-completed': mark,
          'cache-control': 'public',
          'x-robots-tag': 'all',
        },
        body: page,
      });
      assert.equal(response.status, 201);
      const { problem } = await completeOne(test, grant.token, [wholePart(page)]);
      assert.equal(problem?.code, 'type-not-allowed');
      assert.equal(await stored(request), undefined, 'what is refused is deleted');
    }
  });

  it('keeps no header that the uploader chose, with POST', async () => {
    const test = signerOf(true);
    const { token, request } = await sent(test, picture, { ...CHOSEN, 'x-delete-after': '600' });
    const { receipt } = await completeOne(test, token, [wholePart(picture)]);
    assert.ok(receipt);
    assertClean(await stored(request));
  });

  for (const [name, value] of Object.entries(CHOSEN)) {
    // A TempURL shows no other metadata, neither to the signer nor to who downloads.
    if (name === 'x-object-meta-owner') continue;
    it(`gives no receipt for an object with ${name}, without POST`, async () => {
      const test = signerOf(false);
      const { token } = await sent(test, picture, { [name]: value });
      const { problem } = await completeOne(test, token, [wholePart(picture)]);
      assert.equal(problem?.code, 'type-not-allowed');
      assert.ok(problem.detail.includes(`the header ${name}`), problem.detail);
    });
  }

  it('gives no receipt for an object that deletes itself, without POST', async () => {
    const test = signerOf(false);
    const { token } = await sent(test, picture, { 'x-delete-after': '600' });
    const { problem } = await completeOne(test, token, [wholePart(picture)]);
    assert.equal(problem?.code, 'storage-refused');
  });

  it('gives no receipt for an object with another parameter of its type, without POST', async () => {
    const test = signerOf(false);
    const { token } = await sent(test, picture, { 'content-type': 'image/png; charset=utf-7' });
    const { problem } = await completeOne(test, token, [wholePart(picture)]);
    assert.equal(problem?.code, 'type-not-allowed');
  });

  it('clears what is sent again with all that the finished object shows', async () => {
    const test = signerOf(true);
    const { token, request } = await sent(test, picture);
    const first = await completeOne(test, token, [wholePart(picture)]);
    assert.ok(first.receipt);
    // A PUT signature is good for HEAD.
    const shown = (await fetch(request.url, { method: 'HEAD' })).headers;
    const meta = [...shown].filter(([name]) => /^(x-object-meta|content-disp)/.test(name));
    const replayed = {
      ...Object.fromEntries(meta),
      'cache-control': 'public',
      'x-robots-tag': 'all',
    };
    assert.equal(await put(request, picture, { ...replayed, 'x-delete-after': '600' }), 201);
    assert.deepEqual(await completeOne(test, token, [wholePart(picture)]), first);
    assertClean(await stored(request));
    assert.equal(await put(request, page, replayed), 201);
    const { problem } = await completeOne(test, token, [wholePart(page)]);
    assert.equal(problem?.code, 'already-completed');
  });

  for (const post of [true, false]) {
    const where = post ? 'with POST' : 'without POST';

    it(`signs no other URL for what a receipt names, whatever is there by now, ${where}`, async () => {
      const test = signerOf(post);
      const { token, request } = await sent(test, picture);
      const again = () =>
        test.post<{ code?: string }>('/uploads/parts', { token, partNumbers: [1] });
      assert.equal((await again()).code, undefined, 'not complete yet');
      assert.ok((await completeOne(test, token, [wholePart(picture)])).receipt);
      assert.equal((await again()).code, 'already-completed');
      assert.equal(await put(request, page.subarray(1)), 201);
      assert.equal((await again()).code, 'already-completed');
    });

    it(`deletes on abort what no receipt names, ${where}`, async () => {
      const test = signerOf(post);
      const unfinished = await sent(test, picture);
      const finished = await sent(test, picture);
      const { receipt } = await completeOne(test, finished.token, [wholePart(picture)]);
      await test.post('/uploads/abort', { tokens: [unfinished.token, finished.token] });
      assert.equal(await stored(unfinished.request), undefined);
      assert.equal((await stored(finished.request))?.get('etag'), md5(picture));
      assert.ok(finished.request.url.includes(keyOf(receipt)));
    });

    it(`gives one receipt where another replica completes with other bytes, ${where}`, async () => {
      const looked = Promise.withResolvers<undefined>();
      const completed = Promise.withResolvers<undefined>();
      const real = post ? keepAliveFetch() : withoutPost;
      // This one has seen no record, and is about to write it when the other has.
      const slow: Fetch = async (url, init) => {
        if (init.method === 'PUT') {
          looked.resolve(undefined);
          await completed.promise;
        }
        return real(url, init);
      };
      const test = testSigner({ ...storage.keyOnly, fetch: slow });
      const other = signerOf(post);
      const { token, request } = await sent(other, picture.with(30, 1));
      const late = completeOne(test, token, [wholePart(picture.with(30, 1))]);
      await Promise.race([looked.promise, late]);
      await put(request, picture);
      const first = await completeOne(other, token, [wholePart(picture)]);
      await put(request, picture.with(30, 1));
      completed.resolve(undefined);
      const { problem } = await late;
      assert.ok(first.receipt, first.problem?.detail);
      assert.equal(problem?.code, 'already-completed');
    });
  }
});
