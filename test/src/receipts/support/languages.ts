/**
 * The verifiers of docs/receipts/ as commands: `verify <JWKS file> <audience> <issuer> < receipt`.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { findInPath } from '../../setup/browsers.js';
import { skipWithout } from '../../setup/needs.js';

/** Path of a verifier. */
export const script = (name: string): string =>
  fileURLToPath(new URL(`../../../../docs/receipts/${name}`, import.meta.url));

/** One language. */
export interface Language {
  readonly name: string;
  /** Why it cannot be tried here, or false. */
  readonly skip: string | false;
  /** Words of the command; `directory` is for what has to be compiled first. */
  readonly command: (directory: string) => Promise<readonly string[]>;
  /** Words of the program that holds it to docs/receipts/vectors.json. */
  readonly vectors: (directory: string) => Promise<readonly string[]>;
}

/** In the order of docs/receipts/README.md. */
export const languages: readonly Language[] = [
  {
    name: 'Python',
    skip: skipWithout('cryptography'),
    // Debian's own: another one in the PATH does not see Debian's packages.
    command: () => Promise.resolve(['/usr/bin/python3', '-B', script('verify.py')]),
    vectors: () => Promise.resolve(['/usr/bin/python3', '-B', script('vectors/run.py')]),
  },
  {
    name: 'Go',
    // A compiler of half a gigabyte is not fetched for one file.
    skip: findInPath('go') === undefined && 'Go not installed (Debian: apt-get install golang-go)',
    command: buildGo,
    vectors: buildGoVectors,
  },
  {
    name: 'PHP',
    skip: skipWithout('php'),
    command: () => Promise.resolve(['php', script('verify.php')]),
    vectors: () => Promise.resolve(['php', script('vectors/run.php')]),
  },
  {
    name: 'Ruby',
    skip: skipWithout('ruby'),
    command: () => Promise.resolve(['ruby', script('verify.rb')]),
    vectors: () => Promise.resolve(['ruby', script('vectors/run.rb')]),
  },
];

async function buildGo(directory: string): Promise<readonly string[]> {
  const program = `${directory}/verify`;
  await go(directory, ['build', '-o', program, script('verify.go')]);
  return [program];
}

/** Go takes the files of one folder only. */
async function buildGoVectors(directory: string): Promise<readonly string[]> {
  const folder = `${directory}/go`;
  await mkdir(folder, { recursive: true });
  const files = ['verify.go', 'vectors/run_test.go'];
  const copies = files.map((name) => join(folder, basename(name)));
  for (const [index, copy] of copies.entries()) await copyFile(script(files[index] ?? ''), copy);
  await go(directory, ['test', '-c', '-o', `${folder}/run`, ...copies]);
  return ['env', `VECTORS=${script('vectors.json')}`, `${folder}/run`];
}

async function go(directory: string, words: readonly string[]): Promise<void> {
  // The machine's own cache may be absent, or another user's.
  const env = { GOCACHE: `${directory}/cache`, GO111MODULE: 'off' };
  const { code, out, err } = await run(['go', ...words], '', env);
  if (code !== 0) throw new Error(out + err);
}

/** What a command said, and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command with text on its standard input. */
export async function run(
  [file = '', ...args]: readonly string[],
  input: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  const child = spawn(file, args, { env: { ...process.env, ...env } });
  const ended = once(child, 'close') as Promise<[number | null]>;
  // One that refuses before it has read everything closes the pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}
