/**
 * Every way an upload can fail, provoked for real: the built element in Chromium against faults of the development storage
 * and refusals of a real Swift. Each ends as `failed` with its own code and a sentence, and leaves no object.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { rm, utimes, writeFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '@direct-upload/dev-storage';
import type { UploadErrorCode } from '@direct-upload/widget/engine';
import type { Field } from '../e2e/support/field.js';
import type { MadeFile } from '../e2e/support/files.js';
import { useStage, type Scene } from '../e2e/support/use-stage.js';
import { createContainer, listObjects } from '../setup/swift-client.js';
import { freePorts } from '../setup/ports.js';
import { openGateway } from './support/gateway.js';
import { lineOf } from './support/middle.js';
import { startOtherSigner, type Difference } from './support/other-signer.js';
import { attempt, type Attempt } from './support/provoke.js';

const MiB = 1024 * 1024;
/** Last change of every file: a whole second, which comes out the same however it is read and set again. */
const NOON = 1_790_000_000;
const part = { method: 'PUT', path: '*/parts/*' } as const;

/** One way to fail. */
interface Case {
  readonly code: UploadErrorCode;
  readonly how: string;
  readonly size?: number;
  readonly fault?: Fault;
  readonly signer?: Difference;
  readonly attempt?: Partial<Attempt>;
  /** What happens to the file on disk or to the line once it was dropped. */
  readonly meanwhile?: (field: Field, file: MadeFile) => Promise<void>;
  /** Sets up what cannot be said in a line; gone with the case. */
  readonly arrange?: (scene: Scene, stack: AsyncDisposableStack) => Promise<Partial<Case>>;
}

/** The signer takes its time to say yes, while something happens to the file. */
/** A signer that thinks for so many milliseconds about who asks. */
const slowSigner = (milliseconds: number): Difference => ({
  signer: {
    authorize: async () => {
      await sleep(milliseconds);
      return { subject: 'somebody' };
    },
  },
});

/** Other bytes under the same time, so that the browser itself does not notice. */
async function disguise(file: MadeFile): Promise<void> {
  await writeFile(file.path, Buffer.alloc(file.size, 'changed'));
  await utimes(file.path, NOON, NOON);
}

const onDevStorage: readonly Case[] = [
  { code: 'too-large', how: 'by the field', attempt: { attributes: 'max-size="1KB"' } },
  { code: 'too-large', how: 'by the signer', signer: { signer: { policy: { maxSize: 1000 } } } },
  { code: 'type-not-allowed', how: 'by the field', attempt: { attributes: 'accept="image/*"' } },
  {
    code: 'type-not-allowed',
    how: 'by the signer',
    signer: { signer: { policy: { accept: ['image/*'] } } },
  },
  {
    code: 'offline',
    how: 'the network is gone for longer than the limit',
    // Long enough for the cut to come first on a busy machine.
    fault: { kind: 'delay', milliseconds: 10_000, match: part },
    size: 20 * MiB,
    meanwhile: async ({ page }) => {
      const line = await lineOf(page);
      await page.waitForFunction(
        () =>
          document.querySelector('direct-upload')!.uploader.uploads[0]?.state.status ===
          'uploading',
      );
      await line.cut();
    },
  },
  {
    code: 'network',
    how: 'the connection breaks every time',
    fault: { kind: 'drop', during: 'upload', afterBytes: 100_000, match: part },
    // More than the sockets on the way swallow: the browser must not take the whole of it for sent.
    size: 15 * MiB,
  },
  {
    code: 'timeout',
    how: 'storage never answers',
    fault: { kind: 'hang', match: part },
    attempt: { limits: { stallAfter: 400, answerAfter: 400 } },
  },
  {
    code: 'signer-refused',
    how: 'the person may not upload',
    signer: { signer: { authorize: () => Promise.resolve(null) } },
  },
  {
    code: 'signer-unavailable',
    how: 'nobody listens there',
    arrange: async () => {
      const [port] = await freePorts(1);
      return { attempt: { endpoint: `http://127.0.0.1:${port}/uploads` } };
    },
  },
  {
    code: 'expired',
    how: 'every token is over before its upload is',
    fault: { kind: 'delay', milliseconds: 2_100, match: part },
    signer: { signer: { policy: { urlTtl: 1, uploadTtl: 1 } } },
  },
  {
    code: 'storage-unavailable',
    how: '503 again and again',
    fault: { kind: 'status', status: 503, match: part },
  },
  {
    code: 'etag-hidden',
    how: 'a proxy in between takes the header away',
    arrange: async ({ stage }, stack) => {
      const { origin } = new URL(stage.session.storageUrl);
      const gateway = stack.use(await openGateway(origin, { hides: 'etag' }));
      return { signer: { door: gateway.origin } };
    },
  },
  {
    code: 'corrupted',
    how: 'a bit flips every time',
    fault: { kind: 'flip-bit', offset: 12_345, match: part },
  },
  {
    code: 'file-changed',
    how: 'other bytes are written while the signer is asked',
    size: 500_000,
    signer: slowSigner(6_000),
    meanwhile: async (_, file) => {
      // By then the worker has started and hashed the file, also on a busy machine.
      await sleep(3_000);
      await disguise(file);
    },
  },
  {
    code: 'file-unreadable',
    how: 'the file is deleted before its turn',
    size: 5 * MiB,
    signer: slowSigner(1_500),
    meanwhile: (_, file) => rm(file.path),
  },
];

const onSwift: readonly Case[] = [
  {
    code: 'storage-refused',
    how: 'the signer has a wrong TempURL key',
    signer: { tempUrlKey: 'not-the-key' },
  },
  {
    code: 'clock-skew',
    how: "the signer's clock is an hour slow",
    signer: { signer: { now: () => Date.now() - 3_600_000 } },
  },
  {
    code: 'cors',
    how: 'the container does not know the page',
    signer: { container: 'closed' },
    arrange: async ({ stage }) => {
      const { session, tempUrlKey } = stage;
      await createContainer(session, 'closed', { tempUrlKey });
      return {};
    },
  },
  {
    code: 'quota',
    how: 'the container is full',
    signer: { container: 'full' },
    arrange: async ({ stage }) => {
      const { session, tempUrlKey, site } = stage;
      const headers = { 'x-container-meta-quota-bytes': '1000' };
      await createContainer(session, 'full', { tempUrlKey, origins: [site.origin], headers });
      return {};
    },
  },
];

/** Runs one case from the drop to its end. */
async function provoke(scene: Scene, given: Case, log: (line: string) => void): Promise<void> {
  await using stack = new AsyncDisposableStack();
  const wanted = { ...given, ...(await given.arrange?.(scene, stack)) };
  const { stage, files } = scene;
  const signer = stack.use(await startOtherSigner(stage, wanted.signer ?? {}));
  const file = await files.make(`${wanted.code}.bin`, wanted.size ?? 2 * MiB);
  await utimes(file.path, NOON, NOON);
  stage.devStorage?.faults.clear();
  if (wanted.fault) stage.devStorage?.faults.add(wanted.fault);
  const began = Date.now();
  const [ending] = await attempt(stage, {
    files: [file],
    endpoint: signer.endpoint,
    meanwhile: async (field) => wanted.meanwhile?.(field, file),
    ...wanted.attempt,
  });
  log(`${Date.now() - began} ms: ${ending?.message ?? ''}`);
  assert.equal(ending?.status, 'failed');
  assert.equal(ending.code, wanted.code);
  assert.match(ending.message ?? '', /^[A-Z].+\.$/s, 'a sentence');
  const left = await listObjects(stage.session, wanted.signer?.container ?? stage.container);
  assert.deepEqual(
    left.filter(({ name }) => !name.startsWith('parts/')),
    [],
    'no object came of it',
  );
}

describe('on the development storage', () => {
  const scene = useStage({ storage: 'dev-storage' });
  for (const each of onDevStorage) {
    test(`${each.code}: ${each.how}`, async (t) => {
      await provoke(scene, each, (line) => {
        t.diagnostic(line);
      });
    });
  }

  test('too-many: one more than the field takes', async () => {
    const { stage, files } = scene;
    stage.devStorage?.faults.clear();
    const made = [await files.make('first.bin', 1000), await files.make('second.bin', 1000)];
    const endpoint = `${stage.signerUrl}/uploads`;
    const endings = await attempt(stage, { files: made, endpoint, attributes: 'max-files="1"' });
    assert.deepEqual(
      endings.map(({ name, code }) => [name, code ?? 'done']),
      [
        ['first.bin', 'done'],
        ['second.bin', 'too-many'],
      ],
    );
  });
});

describe('on a real Swift', () => {
  const scene = useStage({ storage: 'swift' });
  for (const each of onSwift) {
    test(`${each.code}: ${each.how}`, async (t) => {
      await provoke(scene, each, (line) => {
        t.diagnostic(line);
      });
    });
  }
});
