/**
 * What goes wrong while a soak lasts, for each storage it is made on: drawn faults of the embedded storage, or a bad line
 * and dying servers in front of a real Swift, by its own API or its S3 API.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { UploadErrorCode } from '@direct-upload/widget/engine';
import { setStage, type Stage } from '../../e2e/support/stage.js';
import { openGateway } from './gateway.js';
import { openRelay, type Relay } from './relay.js';
import { startSignerProcess, type SignerProcess } from './signer-process.js';
import { leftoversOf, type Leftovers } from './soak-left.js';
import { drawFaults, explained, pick } from './soak-plan.js';
import { brew, type Brew, type Weather } from './soak-weather.js';

/** A stage on which things go wrong. */
export interface Trouble {
  readonly stage: Stage;
  readonly signer: SignerProcess;
  /** The signer's origin, as the page reaches it. */
  readonly signerDoor: string;
  /** Tries in a row until an upload gives up. */
  readonly attempts: number;
  /** What an upload may end with. */
  readonly explained: ReadonlySet<UploadErrorCode>;
  begin(): void;
  /** Stops making trouble; resolves with how often each kind was made, when all is well again. */
  end(): Promise<Readonly<Record<string, number>>>;
  /**
   * What unfinished uploads have left, seen by storage.
   *
   * @param finished - names and MD5s of finished objects, and names of the parts they are made of.
   */
  leftovers(finished: ReadonlySet<string>): Promise<Leftovers>;
}

/** What a stage of trouble is set with. */
export interface TroubleOptions {
  readonly storage: 'dev' | 'swift' | 's3';
  /** Only what happens to the line, not to servers. */
  readonly weather: readonly [Weather, ...Weather[]];
  /** More variables of the signer. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Sets the stage; nothing goes wrong yet. */
export function setTrouble(
  stack: AsyncDisposableStack,
  random: () => number,
  options: TroubleOptions,
): Promise<Trouble> {
  return options.storage === 'dev'
    ? faultyDevStorage(stack, random, options)
    : badLine(stack, random, options);
}

/** Faults of the embedded storage, per request. */
async function faultyDevStorage(
  stack: AsyncDisposableStack,
  random: () => number,
  { settings }: TroubleOptions,
): Promise<Trouble> {
  const stage = stack.adopt(await setStage({ storage: 'dev-storage' }), (it) => it.close());
  const signer = stack.use(await startSignerProcess(stage, settings));
  const faults = stage.devStorage?.faults;
  return {
    stage,
    signer,
    signerDoor: signer.url,
    attempts: 5,
    explained,
    begin() {
      for (const fault of drawFaults(random)) faults?.add(fault);
    },
    end() {
      const hits: Record<string, number> = {};
      for (const { fault, fired } of faults?.list() ?? []) {
        hits[fault.kind] = (hits[fault.kind] ?? 0) + fired;
      }
      faults?.clear();
      return Promise.resolve(hits);
    },
    leftovers: (finished) => leftoversOf(stage, finished),
  };
}

/** A real storage at the end of a line, and so is the signer for the page; the signer reaches storage by the same line. */
async function badLine(
  stack: AsyncDisposableStack,
  random: () => number,
  { storage, weather, settings }: TroubleOptions,
): Promise<Trouble> {
  let stormy = false;
  const refuses = (): number | undefined =>
    stormy && random() < 0.5 ? pick([500, 502, 503, 504], random) : undefined;
  let line: Relay | undefined;
  const door = async (origin: string): Promise<string> => {
    const gateway = stack.use(await openGateway(origin, { refuses }));
    line = stack.use(await openRelay(gateway.origin, random));
    return line.origin;
  };
  const stage = stack.adopt(
    await setStage({ storage: storage === 's3' ? 's3' : 'swift', door }),
    (it) => it.close(),
  );
  if (!line) throw new Error('the stage opens its door');
  const sky = { stage, line, random, weather };
  const signer = stack.use(
    await startSignerProcess(stage, { ...entrance(stage, storage, sky.line.origin), ...settings }),
  );
  const signerLine = stack.use(await openRelay(signer.url, random));
  const storm = (on: boolean): void => {
    stormy = on;
  };
  let running: Brew | undefined;
  return {
    stage,
    signer,
    signerDoor: signerLine.origin,
    // A server that was killed is away for some seconds: all that is under way has to outlast that.
    attempts: 40,
    // Refusals without CORS headers (of Swift's S3 API, of whatever stands in front of storage) cannot be told from a
    // container that does not know the page.
    explained: new Set<UploadErrorCode>([...explained, 'cors']),
    begin() {
      running = brew({ ...sky, signerLine, storm });
    },
    end: async () => (await running?.end()) ?? {},
    leftovers: (finished) => leftoversOf(stage, finished),
  };
}

/** How the signer gets to storage: by the line, like the page. */
function entrance(
  { access, container }: Stage,
  storage: 'dev' | 'swift' | 's3',
  door: string,
): Record<string, string> {
  if (storage !== 's3') return { ST_AUTH: new URL('/auth/v1.0', door).href };
  return {
    STORAGE: 's3',
    S3_ENDPOINT: door,
    S3_BUCKET: container,
    S3_MAX_PARTS: '1000',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: access.user,
    AWS_SECRET_ACCESS_KEY: access.key,
  };
}

/** Milliseconds between two deaths of the signer, and for how long it stays dead. */
const DEATHS = { every: 5_000, away: 300 };

/** Kills the signer again and again until the end; resolves then with how often. */
export function killAgainAndAgain(signer: SignerProcess): { end(): Promise<number> } {
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
      if (tries === 60) throw error;
    }
  }
}
