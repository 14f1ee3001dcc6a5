/**
 * Programs that listen on loopback, for one test each: started, waited for, ended.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A running program. */
export interface Running extends AsyncDisposable {
  /** All that it wrote to standard error. */
  errors(): string;
  /** All that it wrote to standard output. */
  output(): string;
}

/** How it is started. */
export interface Start {
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Answers when it is ready. */
  readonly url: string;
}

/** Milliseconds between looks whether it answers. */
const LOOK = 50;

/** Resolves when it answers. @throws with what it said, if it ends before. */
export async function startProgram({
  words: [file = '', ...args],
  env,
  url,
}: Start): Promise<Running> {
  const child = spawn(file, args, { env: { PATH: process.env['PATH'], ...env } });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const closed = once(child, 'close').then(() => 'over' as const);
  while (!(await answers(url))) {
    const state = await Promise.race([closed, sleep(LOOK)]);
    if (state === 'over') throw new Error(`${file} did not start: ${out}${err}`);
  }
  return {
    errors: () => err,
    output: () => out,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
