/**
 * Checks and builds an example, with the very tools that somebody who copies it would use.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { home, type Example } from './examples.js';

/** How a tool ended. */
export interface Finished {
  readonly ok: boolean;
  /** stdout and stderr. */
  readonly output: string;
}

/** The compiler's opinion. */
export async function checkExample(
  { name, check }: Example,
  signal?: AbortSignal,
): Promise<Finished> {
  if (!check) return { ok: true, output: '' };
  return tool(check, join(home, name), 'production', signal);
}

/**
 * Builds to `dist/client`, and `dist/server` where a server renders the page. What is hydrated is built for development:
 * only then do the frameworks say what does not match.
 */
export async function buildExample(
  { name, build, server }: Example,
  signal?: AbortSignal,
): Promise<Finished> {
  if (build === 'plain') return { ok: true, output: '' };
  const directory = join(home, name);
  await rm(join(directory, 'dist'), { recursive: true, force: true });
  const mode = server === undefined ? 'production' : 'development';
  const vite = ['vite', 'build', '--logLevel', 'warn', '--outDir'];
  const client = await tool([...vite, 'dist/client'], directory, mode, signal);
  if (!client.ok || server === undefined) return client;
  return tool([...vite, 'dist/server', '--ssr', server], directory, mode, signal);
}

/** Runs a command of this package's node_modules/.bin. */
export function tool(
  [command = '', ...args]: readonly string[],
  cwd: string = home,
  mode: 'production' | 'development' = 'production',
  signal?: AbortSignal,
): Promise<Finished> {
  const path = [join(home, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH: path, NODE_ENV: mode, NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(command, args, { cwd, env, signal }, (error, stdout, stderr) => {
      resolve({ ok: error === null, output: stdout + stderr + (error?.message ?? '') });
    });
  });
}
