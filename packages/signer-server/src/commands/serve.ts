/**
 * `direct-upload-signer serve`: settings from the environment, a look at every link to storage, then requests until it
 * is told to stop.
 *
 * @module
 */
import { readConfig } from '../config.js';
import type { Environment } from '../config-storage.js';
import { createSigner } from '../create-signer.js';
import { SignerError } from '../errors.js';
import { jsonLog } from '../log.js';
import type { Signer } from '../options.js';
import { redact } from '../redact.js';
import { serve } from '../serve.js';
import { swift } from '../storage/swift.js';

/** The world around the command. */
export interface CommandContext {
  readonly env: Environment;
  /** Standard output; one JSON object per line, and `Signer: <url>` when it is ready. */
  readonly out: (line: string) => void;
  /** Ends the command. */
  readonly signal: AbortSignal;
}

/**
 * Resolves when it was stopped and all that was taken has been answered.
 *
 * @throws SignerError with one line per thing to mend.
 */
export async function runServe(
  { env, out, signal }: CommandContext,
  options: { readonly check: boolean },
): Promise<void> {
  const { swift: storage, signer: settings, port, host } = readConfig(env);
  const signer = createSigner({ ...settings, storage: swift(storage), log: jsonLog(out) });
  if (options.check) await assertHealthy(signer, signal);
  const server = await serve(signer, { port, host });
  out(`Signer: ${server.url}${signer.endpoint}\n`);
  await stopped(signal);
  await server.close();
}

async function assertHealthy(signer: Signer, signal: AbortSignal): Promise<void> {
  const failed = (await signer.check(signal)).filter((result) => !result.ok);
  if (failed.length === 0) return;
  throw new SignerError('check-failed', failed.map(({ message }) => redact(message)).join('\n'));
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
