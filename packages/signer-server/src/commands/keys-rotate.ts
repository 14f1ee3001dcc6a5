/**
 * `direct-upload-signer keys rotate`: a new TempURL key, while uploads go on. It may be ended and started again at any
 * point.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Option } from 'commander';
import type { Command } from 'commander';
import { SignerError } from '../errors.js';
import { longestUrl } from '../settings/longest-lives.js';
import { changeMetadata, readMetadata } from '../storage/swift/container-metadata.js';
import { nextStep } from '../storage/swift/key-rotation.js';
import type { RotationTimes } from '../storage/swift/key-rotation.js';
import { DEFAULT_KEY_CACHE } from '../storage/swift/signing-key.js';
import { parseDuration } from '../units.js';
import { JSON_OPTION } from './command.js';
import type { CommonOptions, Outcome, Run, World } from './command.js';
import { openContainer } from './open-container.js';
import type { OpenContainer } from './open-container.js';

/** As commander gives them. */
export interface RotateOptions extends CommonOptions {
  readonly wait: string;
}

/** Adds it to `keys`. */
export function addRotate(keys: Command, run: Run): void {
  keys
    .command('rotate')
    .description(
      'change the key of SWIFT_CONTAINER while uploads go on; start it again if it was ended',
    )
    .addOption(
      new Option('--wait <duration>', 'how long proxies of Swift may remember the keys').default(
        '60s',
      ),
    )
    .option(...JSON_OPTION)
    .action((options: RotateOptions) => run(options, (world) => rotate(world, options)));
}

const TOLD = {
  written: 'Wrote a new key to stand by.',
  switched: 'Switched: the new key signs.',
  retired: 'Retired the old key; the next one stands by.',
} as const;

/** Exit code 2 if the signers have to be restarted first. */
export async function rotate(world: World, { wait, json }: RotateOptions): Promise<Outcome> {
  const { env, now, err, signal } = world;
  const open = openContainer(env, now);
  const { account } = open.access;
  const times = readTimes(open, wait);
  const seconds = (): number => Math.floor(now() / 1000);
  const startedAt = seconds();
  const steps: string[] = [];
  // Without --json it is told as it happens: it takes minutes.
  const tell = (line: string): void => {
    if (!json) err(`${line}\n`);
  };
  while (!steps.includes('retired')) {
    const headers = await readMetadata(account, open.container, signal);
    const context = { now: seconds(), startedAt, times, settingsKey: open.options.tempUrlKey };
    const next = nextStep(headers, context);
    if (next.kind === 'restart') return restart(next.key, steps);
    if (next.kind === 'wait') {
      tell(`Waiting ${next.until - context.now} s ${next.why}.`);
      await sleep((next.until - context.now) * 1000, undefined, { signal });
    } else {
      await changeMetadata(account, open.container, next.headers, signal);
      steps.push(next.step);
      tell(TOLD[next.step]);
    }
  }
  return { exitCode: 0, text: 'Done.\n', data: { done: true, steps } };
}

function restart(key: string, steps: readonly string[]): Outcome {
  const env = { SWIFT_TEMP_URL_KEY: key };
  const text =
    '# The new key signs. Both are accepted until you give all signers this one, restart them, and rotate again with it:\n' +
    `SWIFT_TEMP_URL_KEY=${key}\n`;
  return { exitCode: 2, text, data: { done: false, steps, env } };
}

/** @throws SignerError `invalid-option` */
function readTimes({ settings }: OpenContainer, text: string): RotationTimes {
  const wait = parseDuration(text);
  if (wait === undefined) {
    throw new SignerError('invalid-option', '--wait must be a duration like 60s.');
  }
  return {
    wait,
    signers: settings.SWIFT_TEMP_URL_KEY_CACHE ?? DEFAULT_KEY_CACHE,
    urls: longestUrl(settings),
  };
}
