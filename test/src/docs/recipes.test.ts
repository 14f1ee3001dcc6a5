/**
 * Every recipe works as it stands: its page in Chromium, its server code in Node, against dev-storage and a signer.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { dirname } from 'node:path';
import { describe, test } from 'node:test';
import { verifyReceipt } from '@direct-upload/signer-server/receipt';
import type { Grant as AnyGrant, SignedRequest } from '@direct-upload/widget/protocol';
import { importBlock, policyFor, subject, useDocument } from './support/document.js';
import type { Handler } from './support/site.js';
import { visit } from './support/visit.js';

async function keysOf(origin: string): Promise<{ keys: [] }> {
  return (await (await fetch(`${origin}/.well-known/jwks.json`)).json()) as { keys: [] };
}

describe('a profile photo', () => {
  const stage = useDocument('docs/recipes/profile-photo.md');
  test('is shown, replaced and submitted once', async () => {
    const { site, files, storage } = stage();
    site.setPolicy(`${policyFor(storage.storageUrl)}; img-src 'self' blob:`);
    const visited = await visit(stage());
    const { page } = visited;
    const source = (): Promise<string> =>
      page.locator('#preview').evaluate((image) => (image as HTMLImageElement).src);
    const saved = await source();
    await visited.choose([await files.make('old.png', 1000)]);
    await visited.settled();
    await page.waitForFunction(() => document.querySelector('img')?.src.startsWith('blob:'));
    const first = await source();
    await visited.choose([await files.make('new.png', 2000)]);
    assert.deepEqual(await visited.settled(), ['new.png done']);
    await page.waitForFunction((old) => document.querySelector('img')?.src !== old, first);
    await page.getByRole('button', { name: 'Remove new.png' }).click();
    assert.equal(await source(), saved);
    await visited.choose([await files.make('last.png', 3000)]);
    await visited.settled();
    const { form } = await visited.submit('Save');
    assert.equal(form.getAll('photo').length, 1);
    await visited.leave();
  });
});

describe('required documents', () => {
  const stage = useDocument('docs/recipes/documents.md');
  test('the form waits for both pages, and says so', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    const message = (): Promise<string> =>
      visited.page
        .locator('#pages')
        .evaluate((field) => (field as HTMLInputElement).validationMessage);
    assert.notEqual(await message(), '');
    await visited.choose([await files.make('one.pdf', 1000)]);
    await visited.settled();
    assert.equal(await message(), 'The second page is missing.');
    // Of another size: one of the same is read first, and is not there at once.
    await visited.choose([await files.make('two.pdf', 2000)]);
    assert.deepEqual(await visited.settled(), ['one.pdf done', 'two.pdf done']);
    assert.equal(await message(), '');
    const { form } = await visited.submit('Send');
    assert.equal(form.getAll('pages').length, 2);
    await visited.leave();
  });
});

describe('many photos', () => {
  const stage = useDocument('docs/recipes/many-photos.md');
  test('come by folder and by a drop far from the field, each once', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    const { page } = visited;
    const one = await files.make('one.png', 1000);
    const folder = dirname(one.path);
    await page.locator('direct-upload input[webkitdirectory]').setInputFiles(folder);
    assert.deepEqual(await visited.settled(), ['one.png done']);

    const two = await files.make('two.png', 2000);
    const session = await page.context().newCDPSession(page);
    const drag = (type: 'dragEnter' | 'dragOver' | 'drop'): Promise<unknown> => {
      const data = { items: [], files: [one.path, two.path], dragOperationsMask: 1 };
      return session.send('Input.dispatchDragEvent', { type, x: 700, y: 650, data });
    };
    await drag('dragEnter');
    await drag('dragOver');
    await page.locator('body[data-direct-upload-dragging]').waitFor();
    const outline = await page.evaluate(() => getComputedStyle(document.body).outlineStyle);
    assert.equal(outline, 'solid');
    await drag('drop');
    await page.getByText('two.png').first().waitFor();
    const three = await files.make('three.png', 30_000_000);
    await visited.choose([three]);
    // At once: the form waits for the third by itself.
    const { form } = await visited.submit('Add to gallery');
    assert.equal(form.getAll('photos').length, 3);
    await visited.leave();
  });
});

describe('your own look and words', () => {
  const stage = useDocument('docs/recipes/look.md');
  test('the sheet and the strings arrive', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    const { page } = visited;
    await page.getByRole('button', { name: 'Attach…' }).waitFor();
    await page.getByText('Nothing attached yet.').waitFor();
    const button = page.locator('direct-upload [part~=button]');
    const colours = await button.evaluate((element) => {
      const { backgroundColor, color, borderColor } = getComputedStyle(element);
      return [backgroundColor, color, borderColor].join();
    });
    assert.match(colours, /rgb\(11, 110, 79\)/);
    await visited.choose([await files.make('a.txt', 1000)]);
    await visited.settled();
    await page.getByText('Safe with us').waitFor();
    assert.equal(await page.locator('direct-upload [part~=file-icon]').isVisible(), false);
    await visited.leave();
  });
});

describe('your own interface', () => {
  const stage = useDocument('docs/recipes/own-ui.md');
  test('the engine sends what the input gave, and the form has the receipts', async () => {
    const { files, browser, site } = stage();
    const page = await browser.newPage();
    await page.goto(site.origin);
    const [one, two] = [await files.make('one.bin', 500_000), await files.make('two.bin', 10)];
    await page.locator('#choose').setInputFiles([one.path, two.path]);
    await page.getByText('one.bin: done').waitFor();
    await page.getByText('two.bin: done').waitFor();
    await page
      .locator('li', { hasText: 'two.bin' })
      .getByRole('button', { name: 'Remove' })
      .click();
    await page.getByText('two.bin').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Thank you').waitFor();
    const [receipt = '', ...others] = site.posts.at(-1)?.form.getAll('files') ?? [];
    assert.deepEqual(others, []);
    const options = { jwks: await keysOf(site.origin), audience: 'direct-upload' };
    assert.equal((await verifyReceipt(receipt, options)).upload.md5, one.md5);
  });
});

describe('one uploader for several views', () => {
  const stage = useDocument('docs/recipes/one-uploader.md');
  test('uploads go on while no field is there, and the next field shows them', async () => {
    const { files } = stage();
    const visited = await visit(stage());
    const { page } = visited;
    await visited.choose([await files.make('a.bin', 3_000_000), await files.make('b.bin', 10)]);
    await page.getByRole('button', { name: 'Next step' }).click();
    await page.getByText('2 of 2 stored').waitFor();
    await page.getByText('Tell us about yourself').waitFor();
    await page.getByRole('button', { name: 'Next step' }).click();
    assert.deepEqual(await visited.settled('#review'), ['a.bin done', 'b.bin done']);
    await visited.leave();
  });
});

interface Receipts {
  redeem(
    receipts: readonly string[],
    options: { userId: string; jwks: unknown; redeemed: { add(id: string): Promise<boolean> } },
  ): Promise<readonly { key: string; name: string; type: string; bytes: number }[]>;
}

interface Links {
  createLinks(settings: object): (file: { key: string; name: string }) => Promise<string>;
}

describe('receipts on the server', () => {
  const stage = useDocument('docs/recipes/receipts.md');
  test('are taken once, from their own user, and lead to the file', async () => {
    const { site, files, storage, upload } = stage();
    const made = await files.make('a photo.png', 12_345);
    const receipts = await upload([made]);
    const { redeem } = await importBlock<Receipts>(stage(), 'server.js');
    const ids = new Set<string>();
    const redeemed = {
      add: (id: string) => Promise.resolve(ids.size !== ids.add(id).size),
    };
    const jwks = await keysOf(site.origin);
    await assert.rejects(redeem(receipts, { userId: 'eve', jwks, redeemed }), { code: 'invalid' });
    const [file] = await redeem(receipts, { userId: subject, jwks, redeemed });
    assert.partialDeepStrictEqual(file, { name: 'a photo.png', bytes: 12_345, type: 'image/png' });
    await assert.rejects(redeem(receipts, { userId: subject, jwks, redeemed }), /taken already/);

    const { createLinks } = await importBlock<Links>(stage(), 'links.js');
    const link = await createLinks(storage)(file!);
    const answer = await fetch(link);
    assert.equal((await answer.arrayBuffer()).byteLength, 12_345);
    assert.match(answer.headers.get('content-disposition') ?? '', /a(?: |%20)photo\.png/);
  });
});

interface OwnSigner {
  createOwnSigner(settings: object): Handler;
}

/** A grant of the recipe has its one request. */
type Grant = AnyGrant & { readonly requests: readonly [SignedRequest] };

describe('your own signer', () => {
  const stage = useDocument('docs/recipes/own-signer.md');
  test('the element uploads through it, and its receipts are verified', async () => {
    const { site, files, storage } = stage();
    const { createOwnSigner } = await importBlock<OwnSigner>(stage(), 'signer.js');
    const tokens = new Set<unknown>();
    const userOf = ({ headers }: { headers: Record<string, string> }): Promise<string> => {
      tokens.add(headers['x-csrf-token']);
      return Promise.resolve(headers['x-csrf-token'] ? 'ada' : '');
    };
    site.mount(createOwnSigner({ ...storage, secret: randomBytes(32), userOf }));
    const visited = await visit(stage());
    const made = await files.make('report.pdf', 700_000);
    await visited.choose([made, await files.make('empty.txt', 0)]);
    assert.deepEqual(await visited.settled(), ['empty.txt done', 'report.pdf done']);
    const { form } = await visited.submit('Save');
    const [receipt = ''] = form.getAll('files');
    const options = { jwks: await keysOf(site.origin), audience: 'my-app' };
    const { sub, upload } = await verifyReceipt(receipt, options);
    assert.equal(sub, 'ada');
    assert.partialDeepStrictEqual(upload, { name: 'report.pdf', size: 700_000, md5: made.md5 });
    assert.deepEqual([...tokens], ['token-of-this-session']);
    await visited.leave();
  });

  test('it refuses a stranger, a file that is too large, and a token it did not make', async () => {
    const { site } = stage();
    const post = (
      path: string,
      body: unknown,
      headers = { 'x-csrf-token': 'x' },
    ): Promise<Response> =>
      fetch(site.origin + path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      });
    const file = { name: 'a', size: 60_000_000, type: '' };
    assert.equal((await post('/uploads', { files: [file] }, { 'x-csrf-token': '' })).status, 401);
    const { results } = (await (await post('/uploads', { files: [file] })).json()) as {
      results: { problem: { code: string } }[];
    };
    assert.equal(results[0]?.problem.code, 'too-large');
    const granted = await post('/uploads', { files: [{ ...file, size: 1 }] });
    const {
      results: [given],
    } = (await granted.json()) as { results: [{ grant: { token: string } }] };
    const { token } = given.grant;
    const status = await post('/uploads/status', { token });
    assert.deepEqual(await status.json(), { parts: [] });
    assert.equal((await post('/uploads/status', { token: `x${token}` })).status, 400);
    const early = await post('/uploads/complete', { uploads: [{ token, parts: [] }] });
    assert.match(await early.text(), /part-missing/);
    assert.equal((await post('/uploads/abort', { tokens: [token] })).status, 204);
  });
});

/** What is sent to the recipe, without a browser. */
const attacks: readonly (readonly [path: string, body: unknown])[] = [
  ...[
    '/uploads',
    '/uploads/parts',
    '/uploads/status',
    '/uploads/complete',
    '/uploads/abort',
  ].flatMap((path) =>
    [null, [], 7, 'x', {}, { files: {} }, { files: [] }, { token: {} }, { uploads: null }].map(
      (body) => [path, body] as const,
    ),
  ),
  ['/uploads', { files: Array.from({ length: 20_000 }, () => ({ name: 'a', size: 1 })) }],
  ['/uploads/complete', { uploads: Array.from({ length: 1001 }, () => 0) }],
  ['/uploads/abort', { tokens: Array.from({ length: 1001 }, () => '') }],
];

describe('your own signer, attacked', () => {
  const stage = useDocument('docs/recipes/own-signer.md');
  const bytes = Buffer.from('<!doctype html><script>alert(1)</script>');
  const etag = createHash('md5').update(bytes).digest('hex');

  async function post(path: string, body: unknown, user = 'ada'): Promise<Response> {
    return fetch(stage().site.origin + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-user': user },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }
  const codeOf = async (answer: Response): Promise<unknown> =>
    ((await answer.json()) as { code: unknown }).code;

  async function granted(): Promise<Grant> {
    const { site, storage } = stage();
    const { createOwnSigner } = await importBlock<OwnSigner>(stage(), 'signer.js');
    const userOf = ({ headers }: { headers: Record<string, string> }): Promise<string> =>
      Promise.resolve(headers['x-user'] ?? '');
    site.mount(createOwnSigner({ ...storage, secret: randomBytes(32), userOf }));
    // The page of the recipe is tried with the element, above.
    site.use('index.html');
    site.use('sign.js');
    const files = [{ name: 'a.png', size: bytes.length, type: 'image/png' }];
    const answer: unknown = await (await post('/uploads', { files })).json();
    return (answer as { results: [{ grant: Grant }] }).results[0].grant;
  }

  async function receiptOf(token: string): Promise<string> {
    const parts = [{ partNumber: 1, size: bytes.length, etag }];
    const completion = await post('/uploads/complete', { uploads: [{ token, parts }] });
    const answer: unknown = await completion.json();
    const [result] = (answer as { results: [{ receipt?: string }] }).results;
    assert.ok(result.receipt, JSON.stringify(result));
    return result.receipt;
  }

  test('signs and deletes nothing that a receipt is about, and believes no type and no header', async () => {
    const { token, requests } = await granted();
    const [request] = requests;
    const headers = {
      ...{ 'content-type': 'text/html', 'content-disposition': 'inline' },
      ...{ 'x-object-meta-a': 'b', 'x-delete-after': '5000' },
    };
    assert.ok((await fetch(request.url, { method: 'PUT', headers, body: bytes })).ok);
    assert.equal((await post('/uploads/parts', { token, partNumbers: [1] })).status, 200);
    const receipt = await receiptOf(token);
    const jwks = await keysOf(stage().site.origin);
    const { upload } = await verifyReceipt(receipt, { jwks, audience: 'my-app' });
    assert.partialDeepStrictEqual(upload, { contentType: 'application/octet-stream', etag });
    const { key } = upload;
    for (const attempt of [1, 2]) {
      const again = await post('/uploads/parts', { token, partNumbers: [1] });
      assert.equal(await codeOf(again), 'already-completed', `${attempt}`);
      assert.equal((await post('/uploads/abort', { tokens: [token] })).status, 204);
    }
    const { storageUrl, token: admin } = stage().session;
    const object = await fetch(`${storageUrl}/uploads/${key}`, {
      method: 'HEAD',
      headers: { 'x-auth-token': admin },
    });
    assert.equal(object.status, 200);
    assert.equal(object.headers.get('content-type'), 'application/octet-stream');
    for (const name of ['content-disposition', 'x-object-meta-a', 'x-delete-at']) {
      assert.equal(object.headers.get(name), null, name);
    }
  });

  test('answers 400 to what is no call, and takes a thousand at the most', async () => {
    const { token } = await granted();
    for (const text of ['', '{', '{"files":[', '\u0000']) {
      assert.equal((await post('/uploads', text)).status, 400, text);
    }
    for (const [path, body] of attacks) {
      const { status } = await post(path, body);
      assert.equal(status, 400, `${path} ${JSON.stringify(body).slice(0, 60)}`);
    }
    const files = [
      {},
      null,
      { name: 'a', size: -1 },
      { name: 'a', size: '1' },
      { name: 7, size: 1 },
    ];
    const { results } = (await (await post('/uploads', { files })).json()) as {
      results: { problem?: { code: string } }[];
    };
    assert.deepEqual(
      new Set(results.map(({ problem }) => problem?.code)),
      new Set(['invalid-request']),
    );
    for (const stolen of [`${token}.`, `${token}x`, token.replace(/^./, 'A'), '']) {
      assert.equal(await codeOf(await post('/uploads/status', { token: stolen })), 'invalid-token');
    }
    assert.equal(await codeOf(await post('/uploads/status', { token }, 'eve')), 'invalid-token');
  });
});

describe('a strict content security policy', () => {
  const stage = useDocument('docs/recipes/csp.md');
  test('the page works under it and offends nothing', async () => {
    const { site, files, storage } = stage();
    const [, policy = ''] = site.use('headers.txt').trim().split('Content-Security-Policy: ');
    site.setPolicy(policy.replace('https://storage.example', new URL(storage.storageUrl).origin));
    const visited = await visit(stage());
    await visited.choose([await files.make('a.bin', 2_000_000)]);
    assert.deepEqual(await visited.settled(), ['a.bin done']);
    await visited.submit('Save');
    await visited.leave();
  });
});
