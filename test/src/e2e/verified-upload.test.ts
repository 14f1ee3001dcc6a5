/**
 * Files through the built element into the real Swift: what is stored equals the file byte for byte, every receipt
 * verifies offline, and each of its claims equals Swift's own word.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ReceiptClaims } from '@direct-upload/signer-server/receipt';
import { ask, encodeName, listObjects, readObject } from '../setup/swift-client.js';
import { openField } from './support/field.js';
import type { MadeFile } from './support/files.js';
import { useStage } from './support/use-stage.js';

const MiB = 1024 * 1024;

/** Names that broke somebody's uploader once. */
const oddNames = [
  'two words.txt',
  '100% #1 & more?.txt',
  `"double" and 'single'.txt`,
  '%2e%2e%2f.txt',
  'résumé – naïve.txt',
  '😀 party 日本語.txt',
  'עברית مرحبا.txt',
  'gpj.\u202etxt.exe',
  '<img src=x onerror=alert(1)>.txt',
  ' leading and trailing .txt',
  'semi;colon,comma=+$.txt',
  'back\\slash.txt',
  `${'long '.repeat(40)}.txt`,
];

for (const keyOnly of [false, true]) {
  const mode = keyOnly ? 'TempURL key only' : 'with credentials';
  describe(`real Swift, ${mode}`, () => {
    const scene = useStage({ storage: 'swift', keyOnly });

    /** One drop, one submit; then storage, receipt and file are held against each other. */
    async function travel(made: readonly MadeFile[]): Promise<void> {
      const field = await openField(scene.stage);
      await field.drop(made);
      const states = await field.settled();
      assert.deepEqual(
        states.filter(({ status }) => status !== 'done'),
        [],
      );
      const violations = await field.violations();
      const receipts = await field.submit();
      assert.equal(receipts.length, made.length);
      const claims = await Promise.all(receipts.map((receipt) => scene.stage.verify(receipt)));
      for (const file of made) {
        const { upload } = find(claims, file);
        await compare(file, upload);
      }
      assert.deepEqual(violations, []);
      await field.page.context().close();
    }

    function find(claims: readonly ReceiptClaims[], file: MadeFile): ReceiptClaims {
      // A receipt over several parts has the ETag of the whole, not its MD5.
      const found = claims.find(({ upload: { md5, size } }) =>
        md5 === undefined ? size === file.size : md5 === file.md5,
      );
      assert.ok(found, `a receipt for ${file.name}`);
      return found;
    }

    async function compare(file: MadeFile, upload: ReceiptClaims['upload']): Promise<void> {
      const stored = await readObject(scene.stage.session, scene.stage.container, upload.key);
      assert.equal(stored.md5, file.md5, `bytes of ${file.name}`);
      assert.equal(stored.size, file.size);
      const head = await ask(
        scene.stage.session,
        'HEAD',
        `${scene.stage.container}/${encodeName(upload.key)}`,
      );
      assert.equal(head.headers.get('etag')?.replaceAll('"', ''), upload.etag);
      assert.equal(Number(head.headers.get('content-length')), upload.size);
      assert.equal(head.headers.get('content-type'), upload.contentType);
      assert.equal(head.headers.get('x-delete-at'), null, 'the object stays');
      assert.equal(upload.container, scene.stage.container);
      const ours = upload.parts > 1 ? 'manifest' : 'copy';
      assert.equal(upload.finalized, keyOnly ? 'in-place' : ours);
    }

    // Without credentials a file is a single PUT, however large.
    const large = keyOnly ? 40 : 300;
    test(`0 B, 1 B, 5 MiB and ${large} MiB`, async () => {
      await travel([
        await scene.files.make('empty.txt', 0),
        await scene.files.make('one.txt', 1),
        await scene.files.make('photo.bin', 5 * MiB),
        await scene.files.make('video.bin', large * MiB),
      ]);
    });

    test('200 files of 10 KiB in one drop', async () => {
      const made: MadeFile[] = [];
      for (let n = 0; n < 200; n += 1) made.push(await scene.files.make(`${n}.bin`, 10 * 1024));
      await travel(made);
    });

    test('names with spaces, %, #, quotes, emoji, RTL and markup', async () => {
      const made: MadeFile[] = [];
      for (const name of oddNames) made.push(await scene.files.make(name, 1000));
      await travel(made);
    });

    test('nothing but the promised objects is left, and the app server saw receipts only', async () => {
      const names = (await listObjects(scene.stage.session, scene.stage.container)).map(
        ({ name }) => name,
      );
      const below = names.filter((name) => name.startsWith('parts/'));
      const parts = below.filter((name) => /\/\d{8}$/.test(name));
      assert.equal(names.length - below.length, 4 + 200 + oddNames.length);
      // What the one file of several parts is made of: 300 MiB by 16.
      assert.equal(parts.length, keyOnly ? 0 : 19);
      assert.ok(scene.stage.site.received() < 300 * 1024, `${scene.stage.site.received()} bytes`);
    });
  });
}
