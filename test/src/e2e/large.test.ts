/**
 * A file that no single PUT could carry, through the element into the real Swift, in parts, every one verified. What Swift
 * holds is the file, part by part, and the page's memory does not grow with it. `pnpm test:long` sends 5.05 GiB to a Swift that
 * takes 5 GiB, as they all do; otherwise it is a Swift that takes 1 GiB.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, encodeName, listObjects, type ListedObject } from '../setup/swift-client.js';
import { openField, type Field } from './support/field.js';
import type { MadeFile } from './support/files.js';
import { useStage } from './support/use-stage.js';

const GiB = 2 ** 30;
const isLong = process.env['LONG'] === '1';
/** Of one object. */
const MOST = isLong ? 5 * GiB : GiB;
/** More than one object may have; a whole number of bytes. */
const SIZE = MOST + 50 * 2 ** 20;
/** The file is sparse; Swift stores it in full, once as parts. */
const ROOM = SIZE + 2 * GiB;
const room = await statfs(tmpdir()).then(({ bavail, bsize }) => bavail * bsize);

const scene = useStage({ storage: 'swift', ...(!isLong && { maxFileSize: MOST }) });

test(
  `${isLong ? 5.05 : 1.05} GiB: the object is the file, memory stays flat`,
  {
    timeout: 900_000,
    skip:
      room < ROOM &&
      `needs ${(ROOM / GiB).toFixed(1)} GiB free in ${tmpdir()}, there are ${(room / GiB).toFixed(1)}`,
  },
  async (context) => {
    const file = await makeSparse();
    const field = await openField(scene.stage);
    const started = Date.now();
    await field.drop([file]);
    const memory = await watchMemory(field);
    assert.deepEqual(await field.settled(600_000), [{ name: file.name, status: 'done' }]);
    const seconds = (Date.now() - started) / 1000;
    const tasks = await field.page.evaluate(
      () => (globalThis as unknown as { longTasks: unknown[] }).longTasks,
    );
    const early = medianOf(memory, 0.1, 0.4);
    const late = medianOf(memory, 0.6, 0.9);
    context.diagnostic(
      `${seconds.toFixed(1)} s; early: ${describe(early)}; late: ${describe(late)}; ` +
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
    const below = await listObjects(scene.stage.session, scene.stage.container, 'parts/');
    // Without the record that the upload is complete, which expires.
    const parts = below.filter(({ name }) => /\/\d{8}$/.test(name));
    assert.equal(parts.length, upload.parts);
    await assertSameParts(file.path, parts);
    await assertReads(file.path, upload.key, parts[0]!.bytes);
    assert.ok(late.heap - early.heap < 20e6, 'the JS heap does not grow with the file');
    assert.ok(late.renderer - early.renderer < 100e6, 'nor does the renderer');
  },
);

/** A file with a few marks, so that no two parts of it are alike by accident of order. */
async function makeSparse(): Promise<Pick<MadeFile, 'path' | 'name'>> {
  const file = await scene.files.make('sparse.bin', 0);
  const handle = await open(file.path, 'w');
  await handle.truncate(SIZE);
  for (let at = 0; at < SIZE; at += GiB / 8) await handle.write(`mark at ${at}`, at);
  await handle.close();
  return file;
}

/** What Swift hashed of each part when it stored it is what the file has there. */
async function assertSameParts(path: string, parts: readonly ListedObject[]): Promise<void> {
  let start = 0;
  for (const { name, bytes, hash } of parts) {
    assert.equal(await md5Of(path, start, start + bytes), hash, name);
    start += bytes;
  }
  assert.equal(start, SIZE);
}

/** The object reads as the file does, from one part on into the next. */
async function assertReads(path: string, key: string, partSize: number): Promise<void> {
  const start = 5 * partSize - 1000;
  const end = 7 * partSize + 1000;
  const object = `${scene.stage.container}/${encodeName(key)}`;
  const headers = { range: `bytes=${start}-${end - 1}` };
  const answer = await ask(scene.stage.session, 'GET', object, { headers });
  assert.equal(answer.status, 206);
  const hash = createHash('md5').update(new Uint8Array(await answer.arrayBuffer()));
  assert.equal(hash.digest('hex'), await md5Of(path, start, end));
}

async function md5Of(path: string, start: number, end: number): Promise<string> {
  const hash = createHash('md5');
  const bytes = createReadStream(path, { start, end: end - 1, highWaterMark: 4 * 2 ** 20 });
  for await (const chunk of bytes) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

interface Memory {
  /** Bytes. */
  readonly heap: number;
  readonly renderer: number;
}

interface Sample extends Memory {
  /** How much of the file is confirmed, 0 to 1. */
  readonly fraction: number;
}

/** Five times a second until nine tenths are confirmed, or it has ended in another way. */
async function watchMemory(field: Field): Promise<readonly Sample[]> {
  const samples: Sample[] = [];
  const inspector = await field.page.context().newCDPSession(field.page);
  for (let fraction = 0; fraction < 0.9;) {
    await sleep(200);
    fraction = await field.page.evaluate(() => {
      const [upload] = document.querySelector('direct-upload')?.uploader.uploads ?? [];
      if (!upload || upload.state.status === 'failed') return 1;
      return upload.state.progress.confirmed / upload.file.size;
    });
    await inspector.send('HeapProfiler.collectGarbage');
    const { usedSize: heap } = await inspector.send('Runtime.getHeapUsage');
    samples.push({ fraction, heap, renderer: await rendererMemory(field) });
  }
  await inspector.detach();
  return samples;
}

/** The middle of what was seen on this stretch: single looks differ by what is being read just then. */
function medianOf(samples: readonly Sample[], from: number, to: number): Memory {
  const some = samples.filter(({ fraction }) => fraction >= from && fraction <= to);
  const middle = (pick: (sample: Sample) => number): number =>
    some.map(pick).toSorted((a, b) => a - b)[Math.floor(some.length / 2)] ?? Number.NaN;
  return { heap: middle(({ heap }) => heap), renderer: middle(({ renderer }) => renderer) };
}

/** Resident memory of the browser's largest renderer process. */
async function rendererMemory({ page }: Field): Promise<number> {
  const inspector = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await inspector.send('SystemInfo.getProcessInfo');
  await inspector.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return Math.max(...(await Promise.all(renderers.map(({ id }) => residentMemory(id)))));
}

async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
}

function describe({ heap, renderer }: Memory): string {
  return `heap ${(heap / 1e6).toFixed(1)} MB, renderer ${(renderer / 1e6).toFixed(0)} MB`;
}
