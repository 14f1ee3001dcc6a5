import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { decodeJwt } from 'jose';
import type { SignerOptions } from '../options.js';
import { downloadsResponse } from '../wire/schema.js';
import type { CreateResponse, Download, DownloadEntry, DownloadsResponse } from '../wire/schema.js';
import { swift } from '../storage/swift/swift.js';
import type { ReceiptUpload } from '../tokens/receipt.js';
import {
  CONTAINER,
  completeOne,
  grantFor,
  jsonPost,
  put,
  startStorage,
  testSigner,
  upload,
  wholePart,
} from '../testing/harness.js';
import type { TestSigner, TestStorage } from '../testing/harness.js';

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

const text = Buffer.from('some text');
const plain = { name: 'a.txt', type: 'text/plain' };
/** The caller is whoever the header says. */
const authorize: NonNullable<SignerOptions['authorize']> = (request) =>
  Promise.resolve({ subject: request.headers.get('x-user') ?? 'alice' });

function openSigner(options: Partial<SignerOptions> = {}): TestSigner {
  return testSigner(storage.withCredentials, { authorize, ...options });
}

async function ask(
  { post }: TestSigner,
  entry: DownloadEntry,
  user = 'alice',
  path = '/uploads/downloads',
): Promise<Download | string> {
  const answer = await post<DownloadsResponse>(path, { downloads: [entry] }, { 'x-user': user });
  const [result] = downloadsResponse.parse(answer).results;
  assert.ok(result);
  return 'download' in result ? result.download : result.problem.code;
}

async function granted(...args: Parameters<typeof ask>): Promise<Download> {
  const answer = await ask(...args);
  assert.ok(typeof answer === 'object', JSON.stringify(answer));
  return answer;
}

/** The object is deleted, or replaced by other bytes, behind the signer's back. */
async function change(key: string, body?: string, type = 'text/plain'): Promise<void> {
  const { authUrl, user, key: password } = storage.dev.credentials;
  const login = await fetch(authUrl, {
    headers: { 'x-auth-user': user, 'x-auth-key': password },
  });
  const url = `${login.headers.get('x-storage-url') ?? ''}/${CONTAINER}/${key}`;
  const token = login.headers.get('x-auth-token') ?? '';
  const { status } = await fetch(url, {
    method: body === undefined ? 'DELETE' : 'PUT',
    headers: { 'x-auth-token': token, 'content-type': type },
    ...(body !== undefined && { body }),
  });
  assert.ok(status < 300, String(status));
}

/** In as many parts as the grant says. */
async function uploadParts(test: TestSigner, bytes: Buffer, file: object): Promise<string> {
  const { token, partSize, requests } = await grantFor(test, bytes, file);
  const parts: ReturnType<typeof wholePart>[] = [];
  for (const request of requests) {
    const { partNumber } = request;
    const part = bytes.subarray((partNumber - 1) * partSize, partNumber * partSize);
    assert.equal(await put(request, part), 201);
    parts.push({ ...wholePart(part), partNumber });
  }
  const { receipt, problem } = await completeOne(test, token, parts);
  assert.ok(receipt, JSON.stringify(problem));
  return receipt;
}

describe('downloads', () => {
  it('gives a URL for one’s own receipt, saved under the name of the file', async () => {
    const test = openSigner();
    const { receipt, key: stored } = await upload(test, text, plain);
    const download = await granted(test, { receipt });
    assert.partialDeepStrictEqual(download, {
      filename: 'a.txt',
      size: 9,
      contentType: 'text/plain',
    });
    const response = await fetch(download.url);
    assert.equal(await response.text(), 'some text');
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment; .*a\.txt/);
    assert.ok(test.events.some(({ event, key }) => event === 'download' && key === stored));
    const named = await granted(test, { receipt, filename: '../für\u202e mich.txt' });
    assert.equal(named.filename, 'für mich.txt');
    const disposition = (await fetch(named.url)).headers.get('content-disposition');
    assert.match(disposition ?? '', /f%C3%BCr%20mich\.txt/);
  });

  it('answers in order, whatever single entries lack', async () => {
    const test = openSigner();
    const { receipt } = await upload(test, text, plain);
    const { results } = await test.post<DownloadsResponse>('/uploads/downloads', {
      downloads: [{ receipt }, { receipt: 'x.y.z' }, { receipt }],
    });
    const kinds = results.map((result) => ('download' in result ? 'url' : result.problem.code));
    assert.deepEqual(kinds, ['url', 'invalid-receipt', 'url']);
    for (const body of [{}, { downloads: [] }, { downloads: [{ filename: 'a' }] }]) {
      const { status } = await test.signer.request('/uploads/downloads', jsonPost(body));
      assert.equal(status, 400);
    }
  });

  it('refuses what this signer did not give, or not for this', async () => {
    const test = openSigner();
    const { receipt } = await upload(test, text, plain);
    const [head, payload, signature] = receipt.split('.');
    const other = Buffer.from(
      Buffer.from(payload ?? '', 'base64url')
        .toString()
        .replace('"size":9', '"size":8'),
    ).toString('base64url');
    assert.equal(
      await ask(test, { receipt: `${head}.${other}.${signature}` }),
      'invalid-receipt',
      'changed',
    );
    for (const [options, why] of [
      [{ audience: 'another-app' }, 'audience'],
      [{ issuer: 'another-signer' }, 'issuer'],
    ] as const) {
      assert.equal(await ask(openSigner(options), { receipt }), 'invalid-receipt', why);
    }
    const later = openSigner({ now: () => Date.now() + 90_000_000 });
    assert.equal(await ask(later, { receipt }), 'receipt-expired');
  });

  it('refuses receipts about another container, and under a policy that is gone', async () => {
    const named = openSigner({ policies: { photos: {} } });
    const { results } = await named.post<CreateResponse>('/uploads/photos', {
      files: [{ ...plain, size: text.length }],
    });
    const [result] = results;
    assert.ok(result && 'grant' in result);
    const { token, requests } = result.grant;
    assert.ok(requests[0]);
    await put(requests[0], text);
    const { receipt } = await completeOne(named, token, [wholePart(text)]);
    assert.ok(receipt);
    await granted(named, { receipt });
    assert.equal(await ask(openSigner(), { receipt }), 'invalid-receipt');
    const elsewhere = testSigner({ ...storage.withCredentials, container: 'other' }, { authorize });
    const plainOne = await upload(openSigner(), text, plain);
    assert.equal(await ask(elsewhere, { receipt: plainOne.receipt }), 'invalid-receipt');
  });

  it('refuses what is somebody else’s, unless the application allows it', async () => {
    const test = openSigner();
    const { receipt, key: stored } = await upload(test, text, plain);
    assert.equal(await ask(test, { receipt }, 'bob'), 'forbidden');
    const asked: unknown[] = [];
    const lenient = openSigner({
      policy: {
        download: (request, { key, subject, receipt: claims }) => {
          asked.push([request.headers.get('x-user'), key, subject, claims?.sub]);
          return subject === 'bob';
        },
      },
    });
    await granted(lenient, { receipt }, 'bob');
    assert.equal(await ask(lenient, { receipt }, 'eve'), 'forbidden');
    await granted(lenient, { receipt }, 'alice');
    assert.deepEqual(asked, [
      ['bob', stored, 'bob', 'alice'],
      ['eve', stored, 'eve', 'alice'],
    ]);
  });

  it('knows keys without receipt only where the application does', async () => {
    const test = openSigner();
    const { key } = await upload(test, text, plain);
    assert.equal(await ask(test, { key }), 'forbidden');
    assert.equal(await ask(test, { key: 'absent' }), 'forbidden', 'the same for what is not there');
    const open = openSigner({
      policy: { download: () => false },
      policies: { shared: { download: () => Promise.resolve(true) } },
    });
    assert.equal(await ask(open, { key }), 'forbidden');
    const shared = '/uploads/shared/downloads';
    assert.equal((await granted(open, { key }, 'alice', shared)).filename, key);
    assert.equal(await ask(open, { key: 'absent' }, 'alice', shared), 'not-found');
    assert.equal(await ask(open, { key: 'parts/x/00000001' }, 'alice', shared), 'forbidden');
    for (const elsewhere of ['a/../b', '..', '../other/a', './a', 'a\0b', '//', 'a\n', '\ud800']) {
      assert.equal(
        await ask(open, { key: elsewhere }, 'alice', shared),
        'invalid-request',
        elsewhere,
      );
    }
    // What only looks so is a name like any other, and is none that there is.
    for (const odd of [
      '%2e%2e/other/a',
      '..%2fa',
      '/etc/passwd',
      '\\\\a',
      '?temp_url_sig=x',
      '#',
    ]) {
      assert.equal(await ask(open, { key: odd }, 'alice', shared), 'not-found', odd);
    }
  });

  it('sends nobody to an object that is gone, or has other bytes', async () => {
    const test = openSigner();
    const { receipt, key: stored } = await upload(test, text, plain);
    await change(stored, 'other txt');
    assert.equal(await ask(test, { receipt }), 'hash-mismatch');
    await change(stored);
    assert.equal(await ask(test, { receipt }), 'not-found');
  });

  it('shows in the browser what cannot run scripts, and nothing else', async () => {
    const test = openSigner();
    const { receipt } = await upload(test, text, plain);
    const { url } = await granted(test, { receipt, inline: true });
    assert.match((await fetch(url)).headers.get('content-disposition') ?? '', /^inline; .*a\.txt/);
    for (const type of ['text/html', 'image/svg+xml', 'application/zip']) {
      const page = await upload(test, text, { name: 'a', type });
      assert.equal(await ask(test, { receipt: page.receipt, inline: true }), 'type-not-allowed');
      await granted(test, { receipt: page.receipt });
    }
    const drawings = openSigner({ policy: { inline: ['image/svg+xml'] } });
    const { receipt: drawing } = await upload(drawings, text, { name: 'a', type: 'image/svg+xml' });
    await granted(drawings, { receipt: drawing, inline: true });
    assert.equal(await ask(drawings, { receipt, inline: true }), 'type-not-allowed');
    assert.throws(() => openSigner({ policy: { inline: ['.png'] } }), /policy\.inline has "\.png"/);
  });

  it('goes by the type that is stored now, not by the one of the receipt', async () => {
    const test = openSigner();
    const { receipt, key: stored } = await upload(test, text, plain);
    await change(stored, 'some text', 'text/html');
    assert.equal(await ask(test, { receipt, inline: true }), 'type-not-allowed');
    // On Swift whoever has the URL of an attachment could have it shown.
    assert.equal(await ask(test, { receipt }), 'type-not-allowed');
    const pages = openSigner({ policy: { inline: ['text/html'] } });
    assert.equal((await granted(pages, { receipt })).contentType, 'text/html');
  });

  for (const [way, options] of [
    ['a copy', () => storage.withCredentials],
    ['a manifest', () => ({ ...storage.withCredentials, partSize: 1024 * 1024 })],
    ['in place', () => storage.keyOnly],
  ] as const) {
    it(`gives no URL that whoever has it could bend into a page (${way})`, async () => {
      const test = testSigner(options(), { authorize });
      const bytes = way === 'a manifest' ? Buffer.alloc(1024 * 1024 + 1, '<') : text;
      for (const [name, type] of [
        ['a.html', 'text/html'],
        ['a.html', ''],
        ['a', 'Application/XHTML+XML; charset=utf-8'],
        ['a.svg', 'image/svg+xml;x'],
        ['a.js', 'application/javascript'],
        ['a.mhtml', 'message/rfc822'],
        ['a', 'multipart/x-mixed-replace'],
      ] as const) {
        const receipt = await uploadParts(test, bytes, { name, type });
        const { url, contentType } = await granted(test, { receipt });
        const shown = await fetch(`${url}&inline=`);
        assert.equal(contentType, 'application/octet-stream');
        assert.equal(shown.headers.get('content-type'), contentType, `${name} ${type}`);
        await shown.body?.cancel();
        const { upload: said } = decodeJwt<{ upload: ReceiptUpload }>(receipt);
        assert.equal(said.storedType, contentType);
        assert.notEqual(said.contentType, contentType, 'the receipt says what the file is');
      }
    });
  }

  it('in place, shows nothing while a PUT URL lives that could replace it', async () => {
    const options = { authorize };
    const test = testSigner(storage.keyOnly, options);
    const { receipt } = await upload(test, text, plain);
    assert.equal(await ask(test, { receipt, inline: true }), 'type-not-allowed');
    await granted(test, { receipt });
    const later = testSigner(storage.keyOnly, { ...options, now: () => Date.now() + 125_000 });
    await granted(later, { receipt, inline: true });
  });

  it('lives as long as the policy says', async () => {
    const now = (): number => Date.parse('2026-11-20T06:00:00Z');
    const looking = { ...swift(storage.withCredentials) };
    const signed: number[] = [];
    const test = testSigner(
      {
        ...looking,
        stat: () => Promise.resolve({ size: 1, etag: 'e', contentType: 'text/plain' }),
        signGet: (key, options, signal) => {
          signed.push(options.expiresAt);
          return looking.signGet(key, options, signal);
        },
      },
      { authorize, now, policy: { downloadTtl: 7, download: () => true } },
    );
    const { expiresAt } = await granted(test, { key: 'a' });
    assert.equal(expiresAt, '2026-11-20T06:00:07.000Z');
    assert.deepEqual(signed, [now() / 1000 + 7]);
    assert.throws(() => openSigner({ policy: { downloadTtl: 0 } }), /policy\.downloadTtl is 0/);
  });
});
