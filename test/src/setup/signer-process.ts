/**
 * The signer as it runs in production: the command, as a process of its own, that can be killed and started again on the
 * same port with the same secrets. At its end all that it ever said is searched for secrets.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { leaksIn, secretsOf } from './leaks.js';

/** See the module comment. */
export interface SignerProcess extends AsyncDisposable {
  /** Origin, without the path of the uploads resource. */
  readonly url: string;
  /** Of the process that runs now. */
  readonly pid: number | undefined;
  /** All that was written to standard output and standard error, in all of its lives. */
  output(): string;
  /** Sends a signal; resolves with the exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** SIGKILL: what it was answering is lost. */
  kill(): Promise<void>;
  /** Resolves with the exit code. */
  terminate(): Promise<number | null>;
  /** Resolves when it answers. */
  start(): Promise<void>;
}

/** The command's file. */
export const signerCommand = join(
  dirname(createRequire(import.meta.url).resolve('@direct-upload/signer-server/package.json')),
  'dist/main.js',
);

/** @param environment - all of its variables but PATH; `PORT` among them */
export async function runSigner(
  environment: Readonly<Record<string, string>>,
): Promise<SignerProcess> {
  let said = '';
  let running: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const child = running;
    running = undefined;
    if (!child) return null;
    // Closed: also the last of what it said was read.
    const closed = once(child, 'close') as Promise<[number | null]>;
    child.kill(signal);
    return (await closed)[0];
  };
  const signer: SignerProcess = {
    url: `http://127.0.0.1:${environment['PORT'] ?? ''}`,
    get pid() {
      return running?.pid;
    },
    output: () => said,
    end,
    async start() {
      running = await launch(environment, (text) => (said += text));
    },
    async kill() {
      await end('SIGKILL');
    },
    terminate: () => end('SIGTERM'),
    async [Symbol.asyncDispose]() {
      await end('SIGKILL');
      assert.deepEqual(leaksIn(said, secretsOf(environment)), [], 'the signer wrote secrets');
    },
  };
  await signer.start();
  return signer;
}

/** Resolves when it says that it answers. */
async function launch(
  environment: Readonly<Record<string, string>>,
  tell: (text: string) => void,
): Promise<ChildProcess> {
  const env = { PATH: process.env['PATH'], ...environment };
  const child = spawn(process.execPath, [signerCommand], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        tell(text);
        words += text;
        if (/^Signer: /m.test(words)) resolve();
      });
    }
    child.once('close', () => {
      reject(new Error(`the signer did not start: ${words.trim()}`));
    });
  });
  return child;
}
