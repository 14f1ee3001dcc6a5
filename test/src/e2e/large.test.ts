/**
 * A file that no single PUT could carry: 6 GiB through the element into the real Swift, in parts, every one verified. The
 * object read back has the file's MD5, and the page's memory does not grow with the file.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ask, encodeName, listObjects, readObject } from '../setup/swift-client.js';
import { openField, type Field } from './support/field.js';
import type { MadeFile } from './support/files.js';
import { useStage } from './support/use-stage.js';

const GiB = 2 ** 30;
const SIZE = 6 * GiB;
/** The file is sparse; Swift stores it in full, once as parts. */
const ROOM = 8 * GiB;
const run = promisify(execFile);
const room = await statfs(tmpdir()).then(({ bavail, bsize }) => bavail * bsize);

const scene = useStage({ storage: 'swift' });

test(
  '6 GiB: the object has the MD5 of the file, memory stays flat',
  {
    timeout: 900_000,
    skip:
      room < ROOM &&
      `needs ${ROOM / GiB} GiB free in ${tmpdir()}, there are ${(room / GiB).toFixed(1)}`,
  },
  async (context) => {
    const file = await makeSparse();
    const field = await openField(scene.stage);
    const started = Date.now();
    await field.drop([file]);
    const early = await measureAt(field, 0.1);
    const late = await measureAt(field, 0.9);
    assert.deepEqual(await field.settled(600_000), [{ name: file.name, status: 'done' }]);
    const seconds = (Date.now() - started) / 1000;
    const tasks = await field.page.evaluate(
      () => (globalThis as unknown as { longTasks: unknown[] }).longTasks,
    );
    context.diagnostic(
      `${seconds.toFixed(1)} s; at 10 %: ${describe(early)}; at 90 %: ${describe(late)}; ` +
        `long tasks: ${JSON.stringify(tasks)}`,
    );
    const [receipt] = await field.submit();
    assert.ok(receipt);
    const { upload } = await scene.stage.verify(receipt);
    assert.equal(upload.size, SIZE);
    assert.equal(upload.finalized, 'manifest');
    const head = await ask(
      scene.stage.session,
      'HEAD',
      `${scene.stage.container}/${encodeName(upload.key)}`,
    );
    assert.equal(head.headers.get('x-static-large-object')?.toLowerCase(), 'true');
    const stored = await readObject(scene.stage.session, scene.stage.container, upload.key);
    assert.deepEqual({ md5: stored.md5, size: stored.size }, { md5: file.md5, size: SIZE });
    const parts = await listObjects(scene.stage.session, scene.stage.container, 'parts/');
    assert.equal(parts.length, upload.parts);
    assert.ok(late.heap - early.heap < 20e6, 'the JS heap does not grow with the file');
    assert.ok(late.renderer - early.renderer < 100e6, 'nor does the renderer');
  },
);

/** 6 GiB with a few marks, so that no two parts of it are alike by accident of order. */
async function makeSparse(): Promise<MadeFile> {
  const file = await scene.files.make('sparse.bin', 0);
  const handle = await open(file.path, 'w');
  await handle.truncate(SIZE);
  for (let at = 0; at < SIZE; at += GiB / 8) await handle.write(`mark at ${at}`, at);
  await handle.close();
  const hash = createHash('md5');
  for await (const chunk of createReadStream(file.path, { highWaterMark: 4 * 2 ** 20 })) {
    hash.update(chunk as Buffer);
  }
  return { ...file, size: SIZE, md5: hash.digest('hex') };
}

interface Memory {
  /** Bytes. */
  readonly heap: number;
  readonly renderer: number;
}

async function measureAt(field: Field, fraction: number): Promise<Memory> {
  await field.page.waitForFunction(
    (wanted) => {
      const [upload] = document.querySelector('direct-upload')?.uploader.uploads ?? [];
      if (!upload || upload.state.status === 'failed') return true;
      return upload.state.progress.confirmed >= wanted * upload.file.size;
    },
    fraction,
    { timeout: 600_000, polling: 200 },
  );
  const inspector = await field.page.context().newCDPSession(field.page);
  await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize } = await inspector.send('Runtime.getHeapUsage');
  await inspector.detach();
  return { heap: usedSize, renderer: await rendererMemory() };
}

/** Resident memory of the largest renderer process of the machine: files of this suite run one at a time. */
async function rendererMemory(): Promise<number> {
  const { stdout } = await run('pgrep', ['-f', 'type=renderer']);
  const sizes = await Promise.all(stdout.trim().split('\n').map(residentMemory));
  return Math.max(...sizes);
}

async function residentMemory(pid: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

function describe({ heap, renderer }: Memory): string {
  return `heap ${(heap / 1e6).toFixed(1)} MB, renderer ${(renderer / 1e6).toFixed(0)} MB`;
}
