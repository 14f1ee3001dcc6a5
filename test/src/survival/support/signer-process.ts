/**
 * The signer as it runs in production: the command, as a process of its own, that can be killed and started again on the
 * same port with the same secrets.
 *
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { generateReceiptKey } from '@direct-upload/signer-server';
import type { Stage } from '../../e2e/support/stage.js';
import { freePorts } from '../../setup/ports.js';

/** See the module comment. */
export interface SignerProcess extends AsyncDisposable {
  /** Origin, without the path of the uploads resource. */
  readonly url: string;
  /** SIGKILL: what it was answering is lost. */
  kill(): Promise<void>;
  /** Resolves when it answers. */
  start(): Promise<void>;
}

const main = join(
  dirname(createRequire(import.meta.url).resolve('@direct-upload/signer-server/package.json')),
  'dist/main.js',
);

/** Starts the command for the stage's container; `settings` are more of its variables. */
export async function startSignerProcess(
  stage: Stage,
  settings: Readonly<Record<string, string>> = {},
): Promise<SignerProcess> {
  const [port] = await freePorts(1);
  const environment = {
    PATH: process.env['PATH'],
    PORT: String(port),
    ST_AUTH: stage.access.authUrl,
    ST_USER: stage.access.user,
    ST_KEY: stage.access.key,
    SWIFT_CONTAINER: stage.container,
    SWIFT_TEMP_URL_KEY: stage.tempUrlKey,
    ALLOWED_ORIGINS: stage.site.origin,
    RECEIPT_AUDIENCE: 'e2e',
    // The same for every start: what was granted before a crash has to be honoured after it.
    SIGNER_SECRET: randomBytes(32).toString('base64url'),
    RECEIPT_KEY: generateReceiptKey(),
    ...settings,
  };
  let running: ChildProcess | undefined;
  const signer: SignerProcess = {
    url: `http://127.0.0.1:${port}`,
    async start() {
      running = await launch(environment);
    },
    async kill() {
      if (!running) return;
      const ended = running.exitCode === null ? once(running, 'exit') : undefined;
      running.kill('SIGKILL');
      await ended;
      running = undefined;
    },
    [Symbol.asyncDispose]: () => signer.kill(),
  };
  await signer.start();
  return signer;
}

async function launch(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()));
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith('Signer: ')) continue;
    // Read on, or a full pipe would hold up its log.
    child.stdout.resume();
    return child;
  }
  throw new Error(`the signer did not start: ${words.trim()}`);
}
