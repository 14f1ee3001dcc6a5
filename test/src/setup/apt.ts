/**
 * Installs Debian packages that tests need, where that can be done without asking anyone.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { findInPath } from './browsers.js';

/** How packages can be installed here. */
export type Installer =
  | { readonly kind: 'apt'; readonly prefix: readonly string[] }
  | { readonly kind: 'none'; readonly reason: string };

/** Finds out whether apt works here as root or through a sudo that asks no password. */
export async function findInstaller(signal: AbortSignal): Promise<Installer> {
  if (findInPath('apt-get') === undefined) return { kind: 'none', reason: 'there is no apt-get' };
  if (process.getuid?.() === 0) return { kind: 'apt', prefix: [] };
  // `-n`: fail instead of asking for a password.
  if (findInPath('sudo') && (await command(['sudo', '-n', 'true'], signal)).code === 0) {
    return { kind: 'apt', prefix: ['sudo', '-n'] };
  }
  return { kind: 'none', reason: 'it takes root' };
}

/** Fetches the lists of packages: those of a fresh machine are often empty; of an old one, out of date. */
export async function refresh(prefix: readonly string[], signal: AbortSignal): Promise<void> {
  await command([...apt(prefix), 'update', '-qq'], signal);
}

/** Installs packages, by the lists that are there. Resolves with `undefined`, or with the end of apt's output if that failed. */
export async function install(
  prefix: readonly string[],
  packages: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const { code, output } = await command(
    [...apt(prefix), 'install', '-y', '-qq', '--no-install-recommends', ...packages],
    signal,
  );
  return code === 0 ? undefined : output.trim().split('\n').slice(-15).join('\n');
}

function apt(prefix: readonly string[]): readonly string[] {
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  return [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...wait];
}

interface Finished {
  readonly code: number | null;
  readonly output: string;
}

function command(words: readonly string[], signal: AbortSignal): Promise<Finished> {
  const [file = '', ...args] = words;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], signal });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, output });
    });
  });
}
