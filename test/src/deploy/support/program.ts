/**
 * A program as whoever deploys it starts it: told by its environment alone, asked to stop by a signal.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** How to start it, and how it says that it is ready. */
export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Who runs it; only root can choose. */
  readonly uid?: number | undefined;
  /** A line of either output. */
  readonly ready: RegExp;
}

/** A program that is ready. */
export interface Program extends AsyncDisposable {
  /** Every line so far. */
  readonly lines: readonly string[];
  /** What matched `ready`. */
  readonly match: RegExpExecArray;
  /** SIGTERM; resolves with its exit code. */
  stop(): Promise<number | null>;
  /** SIGKILL: what it was answering is lost. */
  kill(): Promise<void>;
}

/** Resolves when it is ready. Rejects with what it said if it ends before. */
export async function start(
  [file = '', ...args]: readonly string[],
  { env = {}, cwd, uid, ready }: ProgramOptions,
): Promise<Program> {
  const child = spawn(file, args, {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    // Not `close`: what it started may hold its pipes for longer than it lives.
    child.once('exit', resolve);
  });
  const lines: string[] = [];
  const match = await new Promise<RegExpExecArray>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        const found = ready.exec(line);
        if (found) resolve(found);
      });
    }
    ended.then((code) => {
      reject(new Error(`${file} ended with ${code}: ${lines.join('\n')}`));
    }, reject);
  });
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  return {
    lines,
    match,
    stop: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL');
    },
    // Asked and not killed: a master that is killed leaves its workers behind.
    async [Symbol.asyncDispose]() {
      await end('SIGTERM');
    },
  };
}
