/**
 * Runs the demo's command as its own process, on free ports and with a temporary directory that can be looked into.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../server/main.js', import.meta.url));

/** A demo in a process of its own. */
export interface DemoProcess extends AsyncDisposable {
  /** Resolves with the page's URL once the line is printed; rejects if the process ends before. */
  readonly ready: Promise<string>;
  /** Resolves when the process has ended. */
  readonly ended: Promise<{ code: number | null; output: string; errors: string }>;
  /** The process's `TMPDIR`. */
  readonly temporary: string;
  stop(signal: NodeJS.Signals): void;
}

/** Starts it. */
export async function runDemo(env: Readonly<Record<string, string>> = {}): Promise<DemoProcess> {
  const temporary = await mkdtemp(join(tmpdir(), 'demo-test-'));
  const ports = { DEMO_PORT: '0', SIGNER_PORT: '0', STORAGE_PORT: '0' };
  const child = spawn(process.execPath, [command], {
    env: { PATH: process.env['PATH'], TMPDIR: temporary, ...ports, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const url = /^Demo: (\S+)$/m.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
    child.once('exit', () => {
      reject(new Error(`the demo ended: ${errors}`));
    });
  });
  // A test that waits for the end does not wait for this.
  ready.catch(() => undefined);
  const ended = once(child, 'close').then(([code]) => ({
    code: code as number | null,
    output,
    errors,
  }));
  return {
    ready,
    ended,
    temporary,
    stop: (signal) => child.kill(signal),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(temporary, { recursive: true, force: true });
    },
  };
}
