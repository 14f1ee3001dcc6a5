/**
 * What somebody can do who holds an upload's URL and token and means no good, on a real Swift: nothing but to send the bytes
 * of that upload. Whatever else they try, no receipt comes of it, and what others stored stays theirs.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createSigner, generateReceiptKey, swift, type Signer } from '@direct-upload/signer-server';
import { skipWithout } from '../setup/needs.js';
import {
  ask,
  createContainer,
  listObjects,
  openSession,
  readObject,
} from '../setup/swift-client.js';
import type { SwiftSession } from '../setup/swift-client.js';
import { startSwift, type SwiftLab } from '../setup/swift.js';

const container = 'uploads';
const secret = Buffer.from('what somebody else stored');
const bytes = Buffer.from('what the uploader declared, to the byte');

interface Granted {
  readonly token: string;
  readonly requests: readonly { readonly url: string; readonly headers: Record<string, string> }[];
}

const md5 = (data: Buffer): string => createHash('md5').update(data).digest('hex');

describe('who holds an upload URL', { skip: skipWithout('swift') }, () => {
  let lab: SwiftLab;
  let session: SwiftSession;
  let signer: Signer;
  /** Has nothing but the key: URLs cover final names. */
  let keyOnly: Signer;
  before(async () => {
    lab = await startSwift();
    session = await openSession(lab);
    const tempUrlKey = randomBytes(32).toString('hex');
    await createContainer(session, container, { tempUrlKey });
    await ask(session, 'PUT', `${container}/theirs.txt`, { body: secret });
    const common = {
      authorize: () => Promise.resolve({ subject: 'mallory' }),
      secret: randomBytes(32),
      receiptKey: generateReceiptKey(),
    };
    const auth = { url: lab.authUrl, user: lab.user, key: lab.key };
    signer = createSigner({ ...common, storage: swift({ auth, container, tempUrlKey }) });
    const { storageUrl } = session;
    keyOnly = createSigner({
      ...common,
      policy: { accept: ['image/*'] },
      storage: swift({ storageUrl, container, tempUrlKey }),
    });
  });
  after(() => lab.stop());

  const post = async <T>(path: string, body: unknown, of = signer): Promise<T> => {
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await of.request(path, init)).json() as Promise<T>;
  };
  const granted = async (size = bytes.length): Promise<Granted> => {
    const files = [{ name: 'a.txt', size, type: 'text/plain' }];
    const { results } = await post<{ results: [{ grant: Granted }] }>('/uploads', { files });
    return results[0].grant;
  };
  /** Asks for a receipt that says the stored bytes are these. */
  const completed = async ({ token }: Granted, data: Buffer): Promise<string> => {
    const parts = [{ partNumber: 1, size: data.length, etag: md5(data) }];
    return JSON.stringify(await post('/uploads/complete', { uploads: [{ token, parts }] }));
  };
  /** What uploads became, and what was there before. */
  const finals = async (): Promise<readonly string[]> =>
    (await listObjects(session, container))
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('parts/'));
  const sent = async (url: string, init: RequestInit): Promise<number> => {
    const answer = await fetch(url, init);
    await answer.arrayBuffer();
    return answer.status;
  };

  test('cannot make it a copy, a link or a manifest of what is there', async () => {
    const forms = {
      'x-copy-from': `/${container}/theirs.txt`,
      'x-symlink-target': `${container}/theirs.txt`,
      'x-object-manifest': `${container}/theirs`,
      'x-static-large-object': 'true',
    };
    for (const [name, value] of Object.entries(forms)) {
      const upload = await granted(secret.length);
      const url = upload.requests[0]!.url;
      // A cluster without the mend for CVE-2026-97149 would copy here.
      const status = await sent(url, { method: 'PUT', headers: { [name]: value }, body: '' });
      assert.equal(status, 400, name);
      assert.doesNotMatch(await completed(upload, secret), /"receipt"/, name);
      assert.deepEqual(await finals(), ['theirs.txt'], name);
    }
  });

  test('cannot write a manifest that names the segments of others', async () => {
    const manifest = [{ path: `/${container}/theirs.txt`, size_bytes: secret.length }];
    const upload = await granted(secret.length);
    const url = `${upload.requests[0]!.url}&multipart-manifest=put`;
    await sent(url, { method: 'PUT', body: JSON.stringify(manifest) });
    // Swift drops the parameter and stores the text: bytes of another size and hash than were declared.
    assert.doesNotMatch(await completed(upload, secret), /"receipt"/);
  });

  test('cannot read, list, delete or write anything else', async () => {
    const upload = await granted();
    const signed = new URL(upload.requests[0]!.url);
    const other = new URL(signed);
    other.pathname = signed.pathname.replace(/\/uploads\/.*/, '/uploads/theirs.txt');
    const root = new URL(signed);
    root.pathname = signed.pathname.replace(/\/uploads\/.*/, '/uploads');
    const longer = new URL(signed);
    longer.searchParams.set('temp_url_expires', '4102444800');
    const prefix = new URL(signed);
    prefix.searchParams.set('temp_url_prefix', '');
    const tries: readonly (readonly [string, URL])[] = [
      ['GET', signed],
      ['DELETE', signed],
      ['POST', signed],
      ['PUT', other],
      ['GET', other],
      ['HEAD', other],
      ['GET', root],
      ['PUT', longer],
      ['PUT', prefix],
    ];
    for (const [method, url] of tries) {
      const body = method === 'PUT' ? { body: 'mine now' } : {};
      assert.equal(await sent(url.href, { method, ...body }), 401, `${method} ${url.pathname}`);
    }
    assert.equal((await readObject(session, container, 'theirs.txt')).md5, md5(secret));
  });

  test('gets no receipt for more, other or fewer bytes than were declared', async () => {
    const larger = Buffer.concat([bytes, bytes]);
    const other = Buffer.from(bytes.map((byte) => byte ^ 1));
    for (const data of [larger, other, bytes.subarray(1)]) {
      const upload = await granted();
      const { url, headers } = upload.requests[0]!;
      await sent(url, { method: 'PUT', headers, body: new Uint8Array(data) });
      // Whether they admit what they sent or claim what they declared.
      for (const claimed of data === other ? [bytes] : [data, bytes]) {
        assert.doesNotMatch(await completed(upload, claimed), /"receipt"/);
      }
      assert.deepEqual(await finals(), ['theirs.txt']);
    }
  });

  test('cannot mark an object in place as looked at, nor give it headers', async () => {
    const page = Buffer.from('<!doctype html><script>1</script>');
    const png = '89504e470d0a1a0a0000000d494844520000000100000001080600000000000000';
    const picture = Buffer.from(png, 'hex');
    const files = [{ name: 'a.png', size: page.length, type: 'image/png' }];
    const granted = async (): Promise<{ readonly token: string; readonly url: string }> => {
      const { results } = await post<{ results: [{ grant: Granted }] }>(
        '/uploads',
        { files },
        keyOnly,
      );
      const { token, requests } = results[0].grant;
      return { token, url: requests[0]!.url };
    };
    const refused = await granted();
    const { token, url } = await granted();
    const put = (body: Buffer, headers: Record<string, string>, to = url): Promise<number> =>
      sent(to, { method: 'PUT', headers, body: new Uint8Array(body) });
    const receiptFor = async (data: Buffer, by = token): Promise<string> => {
      const parts = [{ partNumber: 1, size: data.length, etag: md5(data) }];
      const uploads = [{ token: by, parts }];
      return JSON.stringify(await post('/uploads/complete', { uploads }, keyOnly));
    };
    const claims = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString();
    const { jti } = JSON.parse(claims) as { jti: string };
    const chosen = {
      'content-type': 'image/png',
      'content-disposition': 'attachment; filename="a.png"',
      'x-object-meta-public-upload-completed': jti,
      'cache-control': 'public, max-age=31536000',
      'x-robots-tag': 'all',
      'content-language': 'tlh',
      'x-object-meta-owner': 'mallory',
    };
    assert.equal(await put(page, chosen, refused.url), 201);
    assert.match(await receiptFor(page, refused.token), /type-not-allowed/);
    assert.deepEqual(await finals(), ['theirs.txt']);
    // For good, whatever is sent then.
    assert.equal(await put(picture, {}, refused.url), 201);
    assert.match(await receiptFor(picture, refused.token), /part-missing/);

    const name = decodeURIComponent(new URL(url).pathname.split(`/${container}/`)[1] ?? '');
    const added = ['cache-control', 'x-robots-tag', 'content-language', 'x-object-meta-owner'];
    const assertClean = async (): Promise<void> => {
      const object = await readObject(session, container, name);
      assert.equal(object.md5, md5(picture));
      const left = [...added, 'x-object-meta-public-upload-completed', 'x-delete-at'];
      for (const header of left) assert.equal(object.headers.get(header), null, header);
    };
    assert.equal(await put(picture, { ...chosen, 'x-delete-after': '600' }), 201);
    const first = await receiptFor(picture);
    assert.match(first, /"receipt"/);
    await assertClean();
    // What the finished object shows, sent again.
    const shown = [...(await fetch(url, { method: 'HEAD' })).headers].filter(([header]) =>
      /^x-object-meta|^content-disp/.test(header),
    );
    assert.equal(await put(picture, { ...chosen, ...Object.fromEntries(shown) }), 201);
    assert.equal(await receiptFor(picture), first);
    await assertClean();
    assert.equal(await put(page, { ...chosen, ...Object.fromEntries(shown) }), 201);
    assert.match(await receiptFor(page), /already-completed/);
    const again = await post<{ code?: string }>(
      '/uploads/parts',
      { token, partNumbers: [1] },
      keyOnly,
    );
    assert.equal(again.code, 'already-completed');
  });
});
