/**
 * Files through the built element into a real S3 API, that of OpenStack Swift: what is stored equals the file byte for
 * byte, every receipt verifies, and an upload's URLs store nothing but what they were signed for.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { ReceiptClaims } from '@direct-upload/signer-server/receipt';
import type { Request } from 'playwright-core';
import { listObjects, readObject } from '../setup/swift-client.js';
import { openField } from './support/field.js';
import type { MadeFile } from './support/files.js';
import { useStage } from './support/use-stage.js';

const MiB = 1024 * 1024;
const scene = useStage({ storage: 's3' });

/** What a drop came to. */
interface Travelled {
  /** In the order of the files. */
  readonly claims: readonly ReceiptClaims[];
  /** Every PUT the page made. */
  readonly puts: readonly Request[];
}

/** One drop, one submit; then storage, receipt and file are held against each other. */
async function travel(made: readonly MadeFile[]): Promise<Travelled> {
  const field = await openField(scene.stage);
  const puts: Request[] = [];
  field.page.on('request', (request) => {
    if (request.method() === 'PUT') puts.push(request);
  });
  await field.drop(made);
  const states = await field.settled(240_000);
  assert.deepEqual(
    states.filter(({ status }) => status !== 'done'),
    [],
  );
  assert.deepEqual(await field.violations(), []);
  const receipts = await field.submit();
  await field.page.context().close();
  const claims = await Promise.all(receipts.map((receipt) => scene.stage.verify(receipt)));
  const inOrder = made.map((file) => claims.find(({ upload }) => upload.size === file.size)!);
  for (const [index, file] of made.entries()) await compare(file, inOrder[index]);
  return { claims: inOrder, puts };
}

async function compare(file: MadeFile, claims: ReceiptClaims | undefined): Promise<void> {
  assert.ok(claims, `a receipt for ${file.name}`);
  const { upload } = claims;
  const stored = await readObject(scene.stage.session, scene.stage.container, upload.key);
  assert.deepEqual([stored.md5, stored.size], [file.md5, file.size], file.name);
  assert.equal(stored.headers.get('content-type'), upload.contentType);
  assert.equal(upload.storage, 's3');
  assert.equal(upload.finalized, upload.parts > 1 ? 'manifest' : 'copy');
  if (upload.parts === 1) assert.equal(upload.md5, file.md5);
  else assert.match(upload.etag, new RegExp(`^[0-9a-f]{32}-${upload.parts}$`));
}

/** Status of the same request with another body or type. */
async function replay(request: Request, body: Buffer, type?: string): Promise<number> {
  const headers = { 'content-type': type ?? request.headers()['content-type'] ?? '' };
  const again = { method: 'PUT', headers, body: new Uint8Array(body) };
  return (await fetch(request.url(), again)).status;
}

test('0 B, 1 B, 16 MiB and 300 MiB', async () => {
  const { claims } = await travel([
    await scene.files.make('empty.txt', 0),
    await scene.files.make('one.txt', 1),
    await scene.files.make('photo.bin', 16 * MiB),
    await scene.files.make('video.bin', 300 * MiB),
  ]);
  assert.deepEqual(
    claims.map(({ upload }) => upload.parts),
    [1, 1, 1, 19],
  );
});

test('names with spaces, %, #, quotes, emoji, RTL and markup', async () => {
  const names = [
    'two words.txt',
    '100% #1 & more?.txt',
    `"double" and 'single'.txt`,
    'résumé – naïve 日本語 😀.txt',
    'gpj.\u202etxt.exe',
    '<img src=x onerror=alert(1)>.txt',
    'semi;colon,comma=+$.txt',
  ];
  const made: MadeFile[] = [];
  for (const [index, name] of names.entries()) {
    made.push(await scene.files.make(name, 1000 + index));
  }
  const { claims } = await travel(made);
  const shown = claims.map(({ upload }) => upload.name);
  assert.deepEqual(shown, names.with(4, 'gpj.txt.exe'));
});

test('the URL of one part stores no other length or type, and after the receipt nothing that counts', async () => {
  const file = await scene.files.make('original.txt', 100_000);
  const { claims, puts } = await travel([file]);
  const [put] = puts;
  assert.ok(put);
  assert.equal(await replay(put, randomBytes(file.size + 1)), 403, 'another length');
  assert.equal(await replay(put, randomBytes(file.size - 1)), 403, 'another length');
  assert.equal(await replay(put, randomBytes(file.size), 'text/html'), 403, 'another type');
  assert.equal(await replay(put, randomBytes(file.size)), 200, 'the URL itself is still good');
  await compare(file, claims[0]);
});

test('the URL of one of many parts stores no other length', async () => {
  const file = await scene.files.make('original.bin', 17 * MiB);
  const { claims, puts } = await travel([file]);
  const sent = puts.find((put) => new URL(put.url()).searchParams.get('partNumber') === '2');
  assert.ok(sent);
  assert.equal(await replay(sent, randomBytes(MiB + 1)), 403);
  assert.equal(await replay(sent, Buffer.alloc(0)), 403);
  await compare(file, claims[0]);
});

test('cancelling leaves nothing behind', async () => {
  const before = await everything();
  const file = await scene.files.make('never.bin', 48 * MiB);
  const field = await openField(scene.stage);
  // It cannot be complete before it is cancelled, however quick the machine is.
  await field.page.route('**/complete', () => undefined);
  await field.drop([file]);
  // All of it: what is on its way when an upload is aborted may land later, and no call of S3 can keep it from that.
  await field.page.waitForFunction((size) => {
    const [upload] = document.querySelector('direct-upload')!.uploader.uploads;
    return upload?.state.progress.confirmed === size;
  }, file.size);
  const aborted = field.page.waitForResponse((response) => response.url().endsWith('/abort'));
  await field.page.evaluate(() => {
    document.querySelector('direct-upload')!.cancel();
  });
  assert.equal((await aborted).status(), 204);
  await field.page.context().close();
  assert.deepEqual(await everything(), before);
});

/**
 * Names of all objects, and of all parts that belong to none yet; not the mark of an abort, which stays until the token is over.
 */
async function everything(): Promise<readonly string[]> {
  const { session, container } = scene.stage;
  const listed = await Promise.all(
    [container, `${container}+segments`].map((name) => listObjects(session, name)),
  );
  const names = listed.flat().map(({ name }) => name);
  return names.filter((name) => !name.endsWith('/aborted'));
}
