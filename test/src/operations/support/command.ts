/**
 * `direct-upload-signer` as a person runs it: a process of its own, with an environment that holds nothing but what it
 * is given.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What it said, and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Variables of the process. */
export type Environment = Readonly<Record<string, string>>;

export const main = join(
  dirname(createRequire(import.meta.url).resolve('@direct-upload/signer-server/package.json')),
  'dist/main.js',
);

/** Runs it to its end. */
export async function command(args: readonly string[], env: Environment): Promise<Ran> {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

/** Runs it with `--json`; what it printed has to be one object and nothing else. */
export async function commandJson(
  args: readonly string[],
  env: Environment,
): Promise<{ readonly code: number | null; readonly data: unknown }> {
  // What stands behind `--` is no option any more.
  const end = args.indexOf('--');
  const words = args.toSpliced(end === -1 ? args.length : end, 0, '--json');
  const { code, out, err } = await command(words, env);
  if (err !== '') throw new Error(`${args.join(' ')} wrote to standard error: ${err}`);
  return { code, data: JSON.parse(out) as unknown };
}
