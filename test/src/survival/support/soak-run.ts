/**
 * Many uploads through the built element while everything fails now and then: storage by drawn faults, the signer by
 * being killed again and again. Afterwards every single one is held against its file.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { UploadErrorCode } from '@direct-upload/widget/engine';
import { loadField, type Field } from '../../e2e/support/field.js';
import { createFileMaker, type FileMaker, type MadeFile } from '../../e2e/support/files.js';
import { setStage, type Stage } from '../../e2e/support/stage.js';
import { ask, encodeName, readObject } from '../../setup/swift-client.js';
import { partsLeft } from './proof.js';
import { useUploader } from './provoke.js';
import { startSignerProcess, type SignerProcess } from './signer-process.js';
import { createRandom, drawFaults, drawSizes, explained } from './soak-plan.js';

/** Milliseconds between two deaths of the signer, and for how long it stays dead. */
const DEATHS = { every: 5_000, away: 300 };
/** Files in one drop. */
const WAVE = 20;

/** How a soak is run. The seed draws files and faults; which request meets which fault is also up to their order. */
export interface SoakOptions {
  readonly seed: number;
  readonly count: number;
}

/** What came of it. A soak is passed if `wrong`, `lost` and `left` are empty. */
export interface SoakReport {
  readonly seed: number;
  readonly count: number;
  readonly mebibytes: number;
  readonly seconds: number;
  readonly done: number;
  /** Failed with a code that the faults explain, by code. */
  readonly failed: Readonly<Record<string, number>>;
  /** Faults that hit, by kind. */
  readonly hits: Readonly<Record<string, number>>;
  readonly signerDeaths: number;
  /** Receipts that are not about their file, and failures that nothing explains. */
  readonly wrong: readonly string[];
  /** Files without a final upload. */
  readonly lost: readonly string[];
  /** Parts in the listing after the failed uploads were cleared. */
  readonly left: readonly string[];
}

/** Runs it: 200 uploads of about 1 GiB in all take one to two minutes. */
export async function soak({ seed, count }: SoakOptions): Promise<SoakReport> {
  await using stack = new AsyncDisposableStack();
  const random = createRandom(seed);
  const files = stack.adopt(await createFileMaker(), (it) => it.remove());
  const stage = stack.adopt(await setStage({ storage: 'dev-storage' }), (it) => it.close());
  const signer = stack.use(await startSignerProcess(stage));
  await stage.useSigner(signer.url);
  const made = await makeAll(files, drawSizes(count, random));
  const field = await openPatiently(stage, signer);
  for (const fault of drawFaults(random)) stage.devStorage?.faults.add(fault);

  const began = Date.now();
  const deaths = killAgainAndAgain(signer);
  await dropInWaves(field, made);
  await field.settled(150_000).catch(() => undefined);
  const seconds = (Date.now() - began) / 1000;
  const signerDeaths = await deaths.end();
  const hits = hitsOf(stage);
  stage.devStorage?.faults.clear();

  const endings = await endingsOf(field);
  const verdict = await judge(stage, made, endings);
  const left = await clearAll(field, stage, await segmentsOf(stage, endings));
  const mebibytes = Math.round(made.reduce((sum, { size }) => sum + size, 0) / 1024 / 1024);
  return { seed, count, mebibytes, seconds, ...verdict, hits, signerDeaths, left };
}

/** A file's name is its number, so that every ending finds its file. */
async function makeAll(files: FileMaker, sizes: readonly number[]): Promise<readonly MadeFile[]> {
  const made: MadeFile[] = [];
  for (const size of sizes) made.push(await files.make(`${made.length}.bin`, size));
  return made;
}

async function openPatiently(stage: Stage, { url }: SignerProcess): Promise<Field> {
  const context = await stage.browser.newContext();
  const field = await loadField(await context.newPage(), stage.site);
  await field.page.evaluate(useUploader, {
    endpoint: `${url}/uploads`,
    retry: { attempts: 5, baseDelay: 100, maxDelay: 2_000, offlineLimit: 10_000 },
    limits: { stallAfter: 4_000, answerAfter: 4_000 },
  });
  return field;
}

function killAgainAndAgain(signer: SignerProcess): { end(): Promise<number> } {
  const stop = new AbortController();
  const work = async (): Promise<number> => {
    for (let count = 0; ; count += 1) {
      await sleep(DEATHS.every, undefined, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return count;
      await signer.kill();
      await sleep(DEATHS.away);
      await supervise(signer);
    }
  };
  const working = work();
  return {
    end() {
      stop.abort();
      return working;
    },
  };
}

/** Storage may be failing just when the signer looks at it before it starts: then a supervisor starts it once more. */
async function supervise(signer: SignerProcess): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await signer.start();
      return;
    } catch (error) {
      if (tries === 20) throw error;
    }
  }
}

async function dropInWaves(field: Field, made: readonly MadeFile[]): Promise<void> {
  for (let first = 0; first < made.length; first += WAVE) {
    await field.drop(made.slice(first, first + WAVE));
    await sleep(500);
  }
}

interface Ending {
  readonly name: string;
  readonly status: string;
  readonly code: UploadErrorCode | undefined;
  readonly message: string | undefined;
  readonly receipt: string | undefined;
}

function endingsOf({ page }: Field): Promise<readonly Ending[]> {
  return page.evaluate(() =>
    document.querySelector('direct-upload')!.uploads.map(({ file: { name }, state }) => ({
      name,
      status: state.status,
      code: state.status === 'failed' ? state.error.code : undefined,
      message: state.status === 'failed' ? state.error.message : undefined,
      receipt: state.status === 'done' ? state.receipt : undefined,
    })),
  );
}

type Verdict = Pick<SoakReport, 'done' | 'failed' | 'wrong' | 'lost'>;

async function judge(
  stage: Stage,
  made: readonly MadeFile[],
  endings: readonly Ending[],
): Promise<Verdict> {
  const wrong: string[] = [];
  const failed: Record<string, number> = {};
  const final = new Set<string>();
  let done = 0;
  for (const { name, status, code, message, receipt } of endings) {
    const file = made[Number.parseInt(name, 10)];
    if (final.has(name)) wrong.push(`${name} is there twice`);
    if (file && receipt !== undefined) {
      final.add(name);
      done += 1;
      const fault = await faultOf(stage, file, receipt);
      if (fault) wrong.push(`${name} (${file.size} B): ${fault}`);
    } else if (code !== undefined) {
      final.add(name);
      failed[code] = (failed[code] ?? 0) + 1;
      if (!explained.has(code)) wrong.push(`${name} (${file?.size} B): ${code}: ${message}`);
    } else wrong.push(`${name} is ${status}`);
  }
  const lost = made.map(({ name }) => name).filter((name) => !final.has(name));
  return { done, failed, wrong, lost };
}

/** What is wrong with a receipt; nothing if file, claims and stored object are the same bytes. */
async function faultOf(stage: Stage, file: MadeFile, receipt: string): Promise<string | undefined> {
  const { upload } = await stage.verify(receipt);
  const stored = await readObject(stage.session, stage.container, upload.key);
  if (upload.name !== file.name) return `the receipt is for ${upload.name}`;
  if (upload.size !== file.size) return `the receipt says ${upload.size} bytes`;
  // Of several parts the receipt has the ETag alone, which is no MD5 of the whole.
  if (upload.md5 !== undefined && upload.md5 !== file.md5) return `the receipt says ${upload.md5}`;
  return stored.md5 === file.md5 ? undefined : `stored are ${stored.size} bytes, ${stored.md5}`;
}

function hitsOf({ devStorage }: Stage): Readonly<Record<string, number>> {
  const hits: Record<string, number> = {};
  for (const { fault, fired } of devStorage?.faults.list() ?? []) {
    hits[fault.kind] = (hits[fault.kind] ?? 0) + fired;
  }
  return hits;
}

/** The parts that finished objects are made of: they stay. Names, from the objects' manifests as storage tells them. */
async function segmentsOf(stage: Stage, endings: readonly Ending[]): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const { receipt } of endings) {
    if (receipt === undefined) continue;
    const { upload } = await stage.verify(receipt);
    if (upload.finalized !== 'manifest') continue;
    const path = `${stage.container}/${encodeName(upload.key)}?multipart-manifest=get`;
    const manifest = (await (await ask(stage.session, 'GET', path)).json()) as { name: string }[];
    for (const { name } of manifest) names.add(name.slice(`/${stage.container}/`.length));
  }
  return names;
}

/** Takes everything off the list, which has the signer delete what failed uploads left; resolves with what remains. */
async function clearAll(
  { page }: Field,
  stage: Stage,
  segments: ReadonlySet<string>,
): Promise<readonly string[]> {
  await page.evaluate(() => {
    document.querySelector('direct-upload')!.clear();
  });
  const look = async (): Promise<readonly string[]> =>
    (await partsLeft(stage)).filter((name) => !segments.has(name));
  let left = await look();
  for (let tries = 0; left.length > 0 && tries < 50; tries += 1) {
    await sleep(100);
    left = await look();
  }
  await page.context().close();
  return left;
}
