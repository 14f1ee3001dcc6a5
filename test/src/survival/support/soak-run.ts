/**
 * Many uploads through the built element while everything fails now and then: line, storage, signer, browser; the person
 * pauses, cancels and reloads meanwhile. Afterwards every single one is held against its file.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { createFileMaker, type FileMaker, type MadeFile } from '../../e2e/support/files.js';
import type { SoakEngine } from './soak-browser.js';
import { finishedOf, judge } from './soak-judge.js';
import { collectGarbage } from './soak-left.js';
import { createLedger, type Ledger } from './soak-ledger.js';
import { createRandom, drawSizes, pick } from './soak-plan.js';
import { add, count, nothingYet, type SoakReport } from './soak-report.js';
import { killAgainAndAgain, setTrouble, type Trouble } from './soak-trouble.js';
import { createVisitor, type Act, type Visitor } from './soak-visitor.js';
import type { Weather } from './soak-weather.js';
import { nodeClock } from './wrong-clock.js';

const MiB = 1024 * 1024;
const MINUTE = 60_000;

/** How a soak is run. The seed draws files, faults and acts; which request meets which fault is also up to their order. */
export interface SoakOptions {
  readonly seed: number;
  /** Files of a round. */
  readonly count: number;
  /** Bytes of a round's files together. Default: 1 GiB. */
  readonly most?: number;
  /** Default: the embedded one, `dev`. */
  readonly storage?: 'dev' | 'swift' | 's3';
  /** Whose browser. Default: Chromium. */
  readonly engine?: SoakEngine;
  /** What may go wrong with a real storage. Default: everything. */
  readonly weather?: readonly [Weather, ...Weather[]];
  /** What the person does. Default: waits. */
  readonly acts?: readonly Act[];
  /** Whether clocks are off: the browser's by ten minutes, the signer's by seconds. Default: they are right. */
  readonly skewed?: boolean;
  /** Milliseconds after which no further round begins. Default: one round. */
  readonly duration?: number;
  /** Told after every round, with the sum so far. */
  readonly onRound?: (sum: SoakReport) => void;
  /** No further round. */
  readonly signal?: AbortSignal;
}

/** Everything, the harmless more often. */
const ALL_WEATHER: readonly [Weather, ...Weather[]] = [
  'toxic',
  'toxic',
  'toxic',
  'toxic signer line',
  'cut',
  '5xx',
  'server hangs',
  'server killed',
];

/** Runs it: a round of 200 files of 1 GiB on the embedded storage takes one to two minutes. */
export async function soak(options: SoakOptions): Promise<SoakReport> {
  const { seed, duration = 0, onRound, signal } = options;
  const random = createRandom(seed);
  const end = Date.now() + duration;
  let sum = nothingYet;
  do {
    // A stage of its own for every round, so that none rests on what one before left behind.
    sum = add(sum, await runRound(options, random).catch(brokenRound));
    onRound?.(sum);
  } while (Date.now() < end && !signal?.aborted);
  return sum;
}

/** One round without a stage must not end an hour: it is told. */
function brokenRound(error: unknown): SoakReport {
  const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { ...nothingYet, broken: [why] };
}

/** Milliseconds for which the person stays while all goes wrong. */
const STAYS = 40_000;

async function runRound(options: SoakOptions, random: () => number): Promise<SoakReport> {
  await using stack = new AsyncDisposableStack();
  const { storage = 'dev', weather = ALL_WEATHER, skewed = false } = options;
  const files = stack.adopt(await createFileMaker(), (it) => it.remove());
  const settings = skewed ? drawSettings(random) : {};
  const trouble = await setTrouble(stack, random, { storage, weather, settings });
  const { stage, signer, signerDoor, attempts } = trouble;
  await stage.useSigner(signerDoor);
  const made = await makeAll(files, drawSizes(options.count, options.most ?? 1024 * MiB, random));
  const ledger = createLedger();
  const visitor = stack.use(
    await createVisitor(stage, ledger, {
      engine: options.engine ?? 'chromium',
      endpoint: `${signerDoor}/uploads`,
      retry: { attempts, baseDelay: 100, maxDelay: 2_000, offlineLimit: 10_000 },
      limits: { stallAfter: 4_000, answerAfter: 4_000 },
      clockAhead: skewed ? pick([0, 10 * MINUTE, -10 * MINUTE], random) : 0,
    }),
  );
  const began = Date.now();
  trouble.begin();
  const deaths = killAgainAndAgain(signer);
  const acts = await live(visitor, made, ledger, { random, acts: options.acts ?? [] });
  const signerDeaths = await deaths.end();
  const hits = await trouble.end();
  if (options.acts) await goOn(visitor, made, ledger);
  const seconds = Math.round((Date.now() - began) / 1000);
  const verdict = await judge(trouble, made, ledger);
  return {
    ...verdict,
    ...(await clearAll(visitor, trouble, ledger, options.acts ? SOON : AT_LAST)),
    rounds: 1,
    files: made.length,
    mebibytes: Math.round(made.reduce((sum, { size }) => sum + size, 0) / MiB),
    seconds,
    acts: count(acts),
    hits,
    signerDeaths,
    broken: [],
  };
}

/** Milliseconds by which a signer's clock may be wrong; by a minute and more it refuses to start. */
const AHEAD = 20_000;

/** URLs that run out under way, and a signer whose clock is right or ahead: one that is slow signs URLs that are over. */
function drawSettings(random: () => number): Record<string, string> {
  return {
    URL_TTL: pick(['120s', '20s', '5s'], random),
    NODE_OPTIONS: nodeClock(pick([0, AHEAD], random)),
  };
}

/** A file's name is its number, so that every ending finds its file. */
async function makeAll(files: FileMaker, sizes: readonly number[]): Promise<readonly MadeFile[]> {
  const made: MadeFile[] = [];
  for (const size of sizes) made.push(await files.make(`${made.length}.bin`, size));
  return made;
}

/** Files in one drop. */
const WAVE = 20;

/** Drops all files, wave after wave, and does this and that meanwhile; resolves with what was done. */
async function live(
  visitor: Visitor,
  made: readonly MadeFile[],
  ledger: Ledger,
  { random, acts }: { readonly random: () => number; readonly acts: readonly Act[] },
): Promise<readonly Act[]> {
  for (let first = 0; first < made.length; first += WAVE) {
    await visitor.drop(made.slice(first, first + WAVE));
    await sleep(500);
  }
  const [first, ...rest] = acts;
  if (!first) {
    await allEnded(made, ledger, 150_000);
    return [];
  }
  const done: Act[] = [];
  const end = Date.now() + STAYS;
  while (Date.now() < end && !isOver(made, ledger)) {
    await sleep(random() * 3_000);
    const act = pick([first, ...rest], random);
    await visitor.act(act, random);
    done.push(act);
  }
  return done;
}

/** All is well again: what waits or failed goes on, once more where it fails again. */
async function goOn(visitor: Visitor, made: readonly MadeFile[], ledger: Ledger): Promise<void> {
  for (let tries = 0; tries < 2; tries += 1) {
    await visitor.goOn();
    await allEnded(made, ledger, 60_000);
  }
}

const isOver = (made: readonly MadeFile[], ledger: Ledger): boolean =>
  ledger.open(made.map(({ name }) => name)).length === 0;

async function allEnded(made: readonly MadeFile[], ledger: Ledger, limit: number): Promise<void> {
  const end = Date.now() + limit;
  while (Date.now() < end && !isOver(made, ledger)) await sleep(100);
}

/**
 * Milliseconds until all is deleted: on any machine where nobody died or cancelled meanwhile; else some parts are left to
 * expire, and waiting for them is in vain.
 */
const AT_LAST = 60_000;
const SOON = 5_000;

/** Takes everything off the list, which has the signer delete what is unfinished; resolves with what remains. */
async function clearAll(
  visitor: Visitor,
  trouble: Trouble,
  ledger: Ledger,
  patience: number,
): Promise<Pick<SoakReport, 'leaked' | 'expiring' | 'collected' | 'unclaimed'>> {
  const finished = await finishedOf(trouble, ledger);
  await visitor.clear();
  let left = await trouble.leftovers(finished);
  const isLeft = (): boolean => left.expiring.length + left.staying.length > 0;
  for (const end = Date.now() + patience; isLeft() && Date.now() < end;) {
    await sleep(100);
    left = await trouble.leftovers(finished);
  }
  const before = left.staying;
  if (before.length > 0) {
    await collectGarbage(trouble.stage);
    left = await trouble.leftovers(finished);
  }
  return {
    leaked: left.staying,
    expiring: left.expiring,
    collected: before.filter((name) => !left.staying.includes(name)),
    unclaimed: left.unclaimed.length,
  };
}
