/**
 * The weather of a soak on a real storage: one thing after the other goes wrong, each for a moment.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../../e2e/support/stage.js';
import type { Relay } from './relay.js';
import { drawToxics, pick } from './soak-plan.js';

/** What can go wrong; a word that is drawn more often stands more often in the list. */
export type Weather =
  /** Every connection to storage is reset and none is let through. */
  | 'cut'
  /** A toxic on the line to storage, or to the signer. */
  | 'toxic'
  | 'toxic signer line'
  /** Half of all answers are 5xx of a load balancer. */
  | '5xx'
  /** One of Swift's servers is killed (kill -9) and started again. */
  | 'server killed'
  /** One of them stands still (SIGSTOP) and goes on. */
  | 'server hangs';

/** What it is made of. */
export interface Sky {
  readonly stage: Stage;
  readonly line: Relay;
  readonly signerLine: Relay;
  readonly storm: (on: boolean) => void;
  readonly random: () => number;
  readonly weather: readonly [Weather, ...Weather[]];
}

/** Going on until its end. */
export interface Brew {
  /** Resolves with how often each kind was, when all is well again. */
  end(): Promise<Readonly<Record<string, number>>>;
}

/** Milliseconds between two of them at most, and for how long each lasts at most. */
const PAUSE = 1_500;
const LASTS = 3_000;
/** For how long the line is cut at most. */
const AWAY = 600;

/** Begins. */
export function brew(sky: Sky): Brew {
  const { random } = sky;
  const stop = new AbortController();
  const hits: Record<string, number> = {};
  const work = async (): Promise<void> => {
    for (;;) {
      await sleep(random() * PAUSE, undefined, { signal: stop.signal }).catch(() => undefined);
      if (stop.signal.aborted) return;
      const name = await happen(pick(sky.weather, random), sky);
      hits[name] = (hits[name] ?? 0) + 1;
    }
  };
  const working = work();
  return {
    async end() {
      stop.abort();
      await working;
      return hits;
    },
  };
}

/** Makes it, and ends it; resolves with its full name. */
async function happen(kind: Weather, sky: Sky): Promise<string> {
  const { line, signerLine, storm, random, stage } = sky;
  switch (kind) {
    case 'cut':
      line.cut();
      await sleep(random() * AWAY);
      line.mend();
      return kind;
    case 'toxic':
      return poison(line, 'storage', random);
    case 'toxic signer line':
      return poison(signerLine, 'signer', random);
    case '5xx':
      storm(true);
      await sleep(random() * LASTS);
      storm(false);
      return kind;
    case 'server killed':
    case 'server hangs': {
      const victim = pick(['object', 'proxy', 'container', 'account'], random);
      await (kind === 'server killed' ? killServer(stage, victim) : hang(stage, victim, random));
      return `${victim} ${kind}`;
    }
  }
}

async function poison(
  relay: Relay,
  to: 'storage' | 'signer',
  random: () => number,
): Promise<string> {
  const toxics = drawToxics(random, to);
  relay.poison(toxics);
  await sleep(500 + random() * LASTS);
  relay.poison([]);
  return `${toxics[0]?.kind} ${toxics[0]?.direction} (${to})`;
}

async function pidOf({ swift }: Stage, server: string): Promise<number> {
  if (!swift) throw new Error('only a real Swift has servers to kill');
  return Number(await readFile(join(swift.lab, 'run', `${server}.pid`), 'utf8'));
}

async function killServer(stage: Stage, server: string): Promise<void> {
  process.kill(await pidOf(stage, server), 'SIGKILL');
  for (let tries = 1; ; tries += 1) {
    try {
      await stage.swift?.restart();
      return;
    } catch (error) {
      // On a busy machine it may need longer than the half minute that the start waits.
      if (tries === 5) throw error;
    }
  }
}

async function hang(stage: Stage, server: string, random: () => number): Promise<void> {
  const pid = await pidOf(stage, server);
  process.kill(pid, 'SIGSTOP');
  await sleep(random() * LASTS);
  process.kill(pid, 'SIGCONT');
}
