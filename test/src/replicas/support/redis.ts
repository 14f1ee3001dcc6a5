/**
 * A Redis of a test's own, with nothing on disk, that can be stopped, held up and started again on its port.
 *
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePorts } from '../../setup/ports.js';

/** See the module comment. */
export interface RedisServer extends AsyncDisposable {
  /** `redis://127.0.0.1:<port>`. */
  readonly url: string;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** SIGKILL; the counts are lost. */
  kill(): Promise<void>;
  /** It keeps its connections and answers nothing, until `wake`. */
  hang(): void;
  wake(): void;
}

/** Starts one on a free port of loopback. */
export async function startRedis(): Promise<RedisServer> {
  const [port] = await freePorts(1);
  const directory = await mkdtemp(join(tmpdir(), 'redis-'));
  let running: ChildProcess | undefined;
  const redis: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      running = await launch(port ?? 0, directory);
    },
    async kill() {
      const child = running;
      running = undefined;
      if (!child) return;
      const ended = child.exitCode === null ? once(child, 'exit') : undefined;
      child.kill('SIGKILL');
      await ended;
    },
    hang: () => running?.kill('SIGSTOP'),
    wake: () => running?.kill('SIGCONT'),
    async [Symbol.asyncDispose]() {
      await redis.kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
  await redis.start();
  return redis;
}

async function launch(port: number, directory: string): Promise<ChildProcess> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', directory];
  const child = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  for await (const line of createInterface(child.stdout)) {
    words += `${line}\n`;
    if (!/ready to accept connections/i.test(line)) continue;
    child.stdout.resume();
    return child;
  }
  throw new Error(`redis-server did not start: ${words}`);
}
