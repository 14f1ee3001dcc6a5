/**
 * The soak as a command: see `HELP`.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { SoakEngine } from './support/soak-browser.js';
import { isPassed, type SoakReport } from './support/soak-report.js';
import { soak, type SoakOptions } from './support/soak-run.js';

const HELP = `pnpm soak [--engine chromium|firefox|webkit] [--storage dev|swift|s3] [--duration 1h] [--seed N] [--count N] [--json file]

Random uploads through the built element in a real browser while line, storage, signer and browser fail again and again, and
while the person pauses, cancels, tries again and reloads. Every outcome is judged:

  wrong    a receipt whose object is not the file, byte by byte; a failure that nothing explains
  lost     a file that is neither done, nor failed for a named reason, nor cancelled by the person
  leaked   parts in storage that neither go by themselves nor are taken by the signer's gc
  broken   a round that could not be played, for want of a server or a browser

  --engine    chromium (default), or firefox or webkit, where files are chosen instead of dropped; webkit keeps nothing
              when it is killed, as a private window does not
  --storage   dev (the embedded storage with faults of its own), swift (a real OpenStack Swift, default) or s3 (its S3 API)
  --duration  no further round begins after this: 90s, 20m, 1h; default: one round, of about a minute
  --seed      draws files, faults and acts; default: a random one, which is printed
  --count     files in a round; default 24
  --json      where the summary is written to; it is printed anyway

Prints the seed, a line about every minute, and the summary as JSON. Exit code 1 if anything is wrong, lost, leaked or broken;
2 if the words on the command line are.
`;

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

interface Wanted extends SoakOptions {
  readonly seed: number;
  readonly engine: SoakEngine;
  readonly storage: 'dev' | 'swift' | 's3';
  readonly json: string | undefined;
}

/** Reads the command line. Throws with a sentence about what is wrong with it. */
function readWords(words: readonly string[]): Wanted | 'help' {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...words],
    options: {
      engine: text,
      storage: text,
      duration: text,
      seed: text,
      count: text,
      json: text,
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const { engine = 'chromium', storage = 'swift' } = values;
  if (engine !== 'chromium' && engine !== 'firefox' && engine !== 'webkit') {
    throw new Error(`--engine must be chromium, firefox or webkit, not ${engine}`);
  }
  if (storage !== 'dev' && storage !== 'swift' && storage !== 's3') {
    throw new Error(`--storage must be dev, swift or s3, not ${storage}`);
  }
  return {
    engine,
    storage,
    seed: whole('seed', values.seed) ?? Math.floor(Math.random() * 1_000_000),
    count: whole('count', values.count) ?? 24,
    duration: milliseconds(values.duration),
    json: values.json,
  };
}

function whole(name: string, word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  if (!/^\d{1,9}$/.test(word)) throw new Error(`--${name} must be a whole number, not ${word}`);
  return Number(word);
}

function milliseconds(word = '0s'): number {
  const [, number, unit = ''] = /^(\d+)([smh])$/.exec(word) ?? [];
  const scale = UNITS[unit];
  if (scale === undefined) throw new Error(`--duration must look like 20m or 1h, not ${word}`);
  return Number(number) * scale;
}

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** One line: the counts so far. */
function tell(began: number, sum: SoakReport): void {
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  const { rounds, files, mebibytes, done, cancelled, failed, mended, wrong, lost, leaked } = sum;
  const { broken } = sum;
  const failures = Object.values(failed).reduce((all, some) => all + some, 0);
  print(
    `${minutes} min: ${rounds} rounds, ${files} files, ${mebibytes} MiB; ${done} done, ${cancelled} cancelled, ` +
      `${failures} failures (${mended} mended); ` +
      `${wrong.length} wrong, ${lost.length} lost, ${leaked.length} leaked, ${broken.length} broken`,
  );
  for (const line of [...wrong, ...lost, ...leaked, ...broken]) print(`  ${line}`);
}

async function main(wanted: Wanted): Promise<number> {
  const { json, ...options } = wanted;
  const { seed, engine, storage, duration = 0 } = options;
  print(`--engine ${engine} --storage ${storage} --seed ${seed} --duration ${duration / 1000}s`);
  const began = Date.now();
  const interrupt = new AbortController();
  process.once('SIGINT', () => {
    interrupt.abort();
  });
  const sum = await soak({
    ...options,
    most: 300 * 1024 * 1024,
    acts: ['pause', 'pause', 'cancel', 'retry', 'reload', 'kill'],
    skewed: true,
    signal: interrupt.signal,
    onRound: (it) => {
      tell(began, it);
    },
  });
  const summary = {
    date: new Date(began).toISOString(),
    engine,
    storage,
    seed,
    minutes: Math.round((Date.now() - began) / 60_000),
    ...sum,
    // Hundreds of names in an hour, none of which is a fault.
    expiring: sum.expiring.length,
    collected: sum.collected.length,
  };
  const text = JSON.stringify(summary, null, 2);
  print(text);
  if (json !== undefined) await writeFile(json, `${text}\n`);
  return isPassed(sum) ? 0 : 1;
}

let wanted: Wanted | 'help' | undefined;
try {
  wanted = readWords(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  process.exitCode = 2;
}
if (wanted === 'help') print(HELP);
else if (wanted) process.exitCode = await main(wanted);
