/**
 * What a check is, and the few things that all of them need.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One concern. */
export interface Check {
  readonly name: string;
  /** One sentence: what to do when it fails. */
  readonly mend: string;
  /** Resolves with what is wrong; nothing if all is well. `note` takes lines that are shown either way. */
  readonly run: (note: (line: string) => void) => Promise<readonly string[]>;
}

/** Root of the checkout, with a slash at the end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Of this repository; links, and what package.json says, are held against it. */
export const repositoryUrl = 'https://github.com/direct-upload/direct-upload';

/** The packages that are published. */
export const publicPackages = ['accept', 'widget', 'signer-server', 'dev-storage'] as const;

/** How a command ended. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  /** stdout and stderr. */
  readonly output: string;
}

/** Runs a command of node_modules/.bin (or git), in the root unless told otherwise. Does not reject on exit codes. */
export function command(
  file: string,
  args: readonly string[],
  cwd: string = root,
): Promise<Finished> {
  const bin = `${root}node_modules/.bin`;
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, NO_COLOR: '1' };
  return new Promise((resolve, reject) => {
    execFile(file, args, { cwd, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      const code = error ? error.code : 0;
      if (typeof code === 'number') resolve({ code, stdout, output: stdout + stderr });
      else reject(error ?? new Error(`${file} did not run`));
    });
  });
}

/** A check that is one command: its output, if it exits with anything but 0. */
export async function passes(file: string, args: readonly string[]): Promise<readonly string[]> {
  const { code, output } = await command(file, args);
  return code === 0 ? [] : [output.trim() || `${file} ended with ${code}`];
}

/** Files that are, or would be, in the repository: tracked ones and new ones that are not ignored. */
export async function repositoryFiles(...patterns: readonly string[]): Promise<readonly string[]> {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...patterns];
  const { code, stdout, output } = await command('git', args);
  if (code !== 0) throw new Error(output);
  const { stdout: gone } = await command('git', ['ls-files', '-z', '--deleted', '--', ...patterns]);
  const deleted = new Set(gone.split('\0'));
  return stdout.split('\0').filter((file) => file !== '' && !deleted.has(file));
}
