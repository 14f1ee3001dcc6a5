/**
 * The verifiers of docs/receipts/ as commands: `verify <JWKS file> <audience> <issuer> < receipt`.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
}

/** In the order of docs/receipts/README.md. */
export const languages: readonly Language[] = [
  {
    name: 'Python',
    skip: skipWithout('pyjwt'),
    // Debian's own: another one in the PATH does not see Debian's packages.
    command: () => Promise.resolve(['/usr/bin/python3', script('verify.py')]),
  },
  {
    name: 'Go',
    // A compiler of half a gigabyte is not fetched for one file.
    skip: findInPath('go') === undefined && 'Go not installed (Debian: apt-get install golang-go)',
    command: buildGo,
  },
  {
    name: 'PHP',
    skip: skipWithout('php'),
    command: () => Promise.resolve(['php', script('verify.php')]),
  },
  {
    name: 'Ruby',
    skip: skipWithout('ruby'),
    command: () => Promise.resolve(['ruby', script('verify.rb')]),
  },
];

async function buildGo(directory: string): Promise<readonly string[]> {
  const program = `${directory}/verify`;
  // The machine's own cache may be absent, or another user's.
  const env = { GOCACHE: `${directory}/cache`, GO111MODULE: 'off' };
  const { code, err } = await run(['go', 'build', '-o', program, script('verify.go')], '', env);
  if (code !== 0) throw new Error(err);
  return [program];
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
