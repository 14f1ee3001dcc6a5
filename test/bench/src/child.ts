/**
 * A server in a process of its own, which tells where it is by its first message.
 *
 * @module
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Place } from './place.js';

/** See the module comment. */
export interface Child<T> extends AsyncDisposable {
  readonly process: ChildProcess;
  readonly pid: number;
  readonly told: T;
}

/** Starts a module of this folder in a place. It gets the place's host as its first argument, and then its own. */
export async function startChild<T>(
  module: string,
  { host, prefix }: Place,
  ...args: readonly string[]
): Promise<Child<T>> {
  // `ip netns exec` becomes what it starts: the channel and the process id stay those of the fork.
  const [execPath, ...execArgv] = [...prefix, process.execPath];
  const child = fork(new URL(module, import.meta.url), [host, ...args], { execPath, execArgv });
  const [told] = (await Promise.race([once(child, 'message'), ended(child, module)])) as [T];
  return {
    process: child,
    pid: child.pid ?? 0,
    told,
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    },
  };
}

async function ended(child: ChildProcess, module: string): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null];
  throw new Error(`${module} ended with ${code} before it was ready`);
}
