/**
 * Files through the built element into a bucket that encrypts with keys of a KMS: its ETags are no MD5s, and what is stored
 * is known by its CRC-64/NVME, computed in the page's worker under a policy that forbids WebAssembly.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createSigner, generateReceiptKey, s3, serve } from '@direct-upload/signer-server';
import { verifyReceipt } from '@direct-upload/signer-server/receipt';
import type { ReceiptClaims } from '@direct-upload/signer-server/receipt';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../setup/browsers.js';
import { crcOf } from '../setup/kms-bucket/crc.js';
import type { S3Call } from '../setup/kms-bucket/reply.js';
import { startKmsBucket } from '../setup/kms-bucket/server.js';
import type { KmsBucket, KmsBucketOptions } from '../setup/kms-bucket/server.js';
import { loadField, openField } from './support/field.js';
import { createFileMaker } from './support/files.js';
import type { FileMaker, MadeFile } from './support/files.js';
import { startPageServer } from './support/page-server.js';
import type { Stage } from './support/stage.js';

const MiB = 1024 * 1024;
const PART = 5 * MiB;

/** Part numbers in the order in which they came; a file in one part is part 0. */
type Arrivals = number[];

interface Scene extends Pick<Stage, 'browser' | 'site'> {
  readonly bucket: KmsBucket;
  readonly arrivals: Arrivals;
  /** Offline, with what the signer publishes. */
  verify(receipt: string): Promise<ReceiptClaims>;
  close(): Promise<void>;
}

async function open(options: Omit<KmsBucketOptions, 'origins'> = {}): Promise<Scene> {
  const site = await startPageServer();
  const arrivals: Arrivals = [];
  const bucket = await startKmsBucket({
    ...options,
    origins: [site.origin],
    onPut: async (call) => {
      if (!isPagePut(call)) return undefined;
      arrivals.push(numberOf(call));
      return options.onPut?.(call);
    },
  });
  const { url: endpoint, name, keys: credentials } = bucket;
  const storage = s3({ bucket: name, region: 'us-east-1', endpoint, credentials, partSize: PART });
  const signer = createSigner({
    storage,
    authorize: () => Promise.resolve({ subject: 'e2e-user' }),
    secret: randomBytes(32),
    receiptKey: generateReceiptKey(),
    allowedOrigins: [site.origin],
    audience: 'e2e',
  });
  const running = await serve(signer, { port: 0, host: '127.0.0.1' });
  site.allow(running.url, endpoint);
  site.setAttributes(`endpoint="${running.url}/uploads"`);
  const jwks = (await (await fetch(`${running.url}/.well-known/jwks.json`)).json()) as { keys: [] };
  return {
    ...{ site, browser: await chromium, bucket, arrivals },
    verify: (receipt) => verifyReceipt(receipt, { jwks, audience: 'e2e' }),
    close: async () => {
      await running.close();
      await bucket.stop();
      await site.close();
    },
  };
}

/** Not the signer's own copy, list of parts, or record of the completion. */
function isPagePut({ key, query, headers }: S3Call): boolean {
  const isOwn = 'x-amz-copy-source' in headers || /\/(?:parts\.json|completed)$/.test(key);
  return !isOwn && (query.has('partNumber') || key.startsWith('parts/'));
}

function numberOf({ query }: S3Call): number {
  return Number(query.get('partNumber') ?? 0);
}

async function compare(
  { bucket }: Scene,
  file: MadeFile,
  { upload }: ReceiptClaims,
): Promise<void> {
  const stored = bucket.objects.get(upload.key);
  assert.ok(stored, file.name);
  assert.equal(createHash('md5').update(stored.bytes).digest('hex'), file.md5, file.name);
  const crc = Buffer.from(await crcOf(stored.bytes), 'base64').toString('hex');
  assert.deepEqual(
    [upload.crc64nvme, upload.etag, upload.md5, upload.size],
    [crc, stored.etag, undefined, file.size],
  );
  assert.equal(upload.finalized, upload.parts > 1 ? 'multipart' : 'copy');
}

let files: FileMaker;
let chromium: Promise<Browser>;
before(async () => {
  chromium = launchChromium();
  files = await createFileMaker();
  await chromium;
});
after(async () => {
  await (await chromium).close();
  await files.remove();
});

describe('a bucket whose ETags are no MD5s', () => {
  test('0 B, 1 B, around a part, and 40 MiB of which one part arrived changed', async () => {
    let changed = false;
    const scene = await open({
      onPut: (call) => {
        if (numberOf(call) !== 7 || changed) return Promise.resolve(undefined);
        changed = true;
        const other = Buffer.from(call.body);
        other[1234] = (other[1234] ?? 0) ^ 1;
        return Promise.resolve(other);
      },
    });
    try {
      const sizes = [0, 1, PART - 1, PART, PART + 1, 40 * MiB];
      const made = await Promise.all(sizes.map((size) => files.make(`${size}.bin`, size)));
      const field = await openField(scene);
      await field.drop(made);
      const states = await field.settled();
      assert.deepEqual(new Set(states.map(({ status }) => status)), new Set(['done']));
      assert.deepEqual(await field.violations(), []);
      const receipts = await Promise.all((await field.submit()).map(scene.verify));
      assert.deepEqual(receipts.map(({ upload }) => upload.parts).sort(), [1, 1, 1, 1, 2, 8]);
      for (const file of made) {
        await compare(
          scene,
          file,
          receipts.find(({ upload }) => upload.size === file.size)!,
        );
      }
      assert.equal(scene.arrivals.filter((number) => number === 7).length, 2, 'sent again');
      assert.equal(scene.arrivals.length, 4 + 2 + 8 + 1);
    } finally {
      await scene.close();
    }
  });

  test('goes on after a reload, and sends no confirmed part twice', async () => {
    let free: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (free = resolve));
    const scene = await open({
      onPut: async (call) => {
        if (numberOf(call) > 2) await gate;
        return undefined;
      },
    });
    try {
      const file = await files.make('again.bin', 4 * PART);
      const { page, drop } = await openField(scene);
      await drop([file]);
      await page.waitForFunction(
        (size) => {
          const [upload] = document.querySelector('direct-upload')!.uploader.uploads;
          return upload?.state.status === 'uploading' && upload.state.progress.confirmed >= size;
        },
        2 * PART,
        { timeout: 120_000 },
      );
      const field = await loadField(page, scene.site);
      free();
      await field.drop([file]);
      assert.deepEqual(
        (await field.settled()).map(({ status }) => status),
        ['done'],
      );
      const [receipt] = await field.submit();
      await compare(scene, file, await scene.verify(receipt!));
      assert.deepEqual(scene.arrivals.filter((number) => number <= 2).sort(), [1, 2]);
    } finally {
      await scene.close();
    }
  });

  test('gives no receipt where the page may not see the checksum, and names the header', async () => {
    const scene = await open({ exposed: ['ETag'] });
    try {
      const field = await openField(scene);
      await field.drop([await files.make('hidden.bin', 1000)]);
      assert.equal((await field.settled())[0]?.code, 'etag-hidden');
      const message = await field.page.evaluate(() => {
        const [upload] = document.querySelector('direct-upload')!.uploader.uploads;
        return upload?.state.status === 'failed' ? upload.state.error.message : '';
      });
      assert.match(message, /x-amz-checksum-crc64nvme/);
    } finally {
      await scene.close();
    }
  });

  test('gives no receipt for what always arrives changed', async () => {
    const scene = await open({ onPut: ({ body }) => Promise.resolve(randomBytes(body.length)) });
    try {
      const field = await openField(scene);
      await field.drop([await files.make('changed.bin', 1000)]);
      assert.equal((await field.settled())[0]?.code, 'corrupted');
      assert.equal(
        [...scene.bucket.objects.keys()].filter((key) => !key.startsWith('parts/')).length,
        0,
      );
    } finally {
      await scene.close();
    }
  });
});
