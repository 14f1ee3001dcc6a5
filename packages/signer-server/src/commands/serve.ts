/**
 * `direct-upload-signer serve`: settings from the environment, a look at every link to storage, then requests until it
 * is told to stop.
 *
 * @module
 */
import { readConfig } from '../settings/config.js';
import type { Environment } from '../settings/config-storage.js';
import { createSigner } from '../create-signer.js';
import { longestDrain } from '../http/drain.js';
import { SignerError } from '../errors.js';
import { openLimitStore } from '../limits/open-store.js';
import { bothLogs, jsonLog } from '../log/log.js';
import type { Log } from '../log/log.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Signer } from '../options.js';
import { redact } from '../log/redact.js';
import { serve } from '../http/serve.js';
import { createStorage } from '../settings/storage-choice.js';

/** The world around the command. */
export interface CommandContext {
  readonly env: Environment;
  /** Standard output; one JSON object per line, and `Signer: <url>` when it is ready. */
  readonly out: (line: string) => void;
  /** Ends the command. */
  readonly signal: AbortSignal;
  /** Ends the process at once, well. */
  readonly exit: () => void;
}

/**
 * Resolves when it was stopped and all that was taken has been answered.
 *
 * @throws SignerError with one line per thing to mend.
 */
export async function runServe(
  { env, out, signal, exit }: CommandContext,
  options: { readonly check: boolean },
): Promise<void> {
  const config = readConfig(env);
  const { storage, signer: settings, redisUrl, port, host, shutdown } = config;
  const metrics = config.metrics && { source: await openMetrics(), at: config.metrics };
  const lines = jsonLog(out);
  const log = metrics ? bothLogs(lines, metrics.source.log) : lines;
  const store = await openLimitStore(redisUrl, log);
  try {
    const limits = settings.limits === false ? false : { ...settings.limits, store };
    const at = await createStorage(storage);
    const signer = createSigner({ ...settings, limits, storage: at, log });
    if (options.check) await assertHealthy(signer, log, signal);
    const server = await serve(signer, { port, host, shutdown, ...(metrics && { metrics }) });
    out(`Signer: ${server.url}${signer.endpoint}\n`);
    await stopped(signal);
    // A completion goes on without its client, and storage may take minutes to answer. It has as long as requests have,
    // and then it can be repeated; without it, the process ends by itself.
    setTimeout(exit, longestDrain(shutdown)).unref();
    await server.close();
  } finally {
    // An open connection to Redis would keep the process alive, also after a failed start.
    await store.close();
  }
}

/** Only where somebody asks for figures: the library is a sixth of what a start takes (measured: 80 of 470 ms). */
async function openMetrics(): Promise<Metrics> {
  return (await import('../metrics/metrics.js')).createMetrics();
}

async function assertHealthy(signer: Signer, log: Log, signal: AbortSignal): Promise<void> {
  const results = (await signer.check(signal)).filter((result) => !result.ok);
  for (const { message } of results.filter(({ unknown }) => unknown)) {
    const time = new Date().toISOString();
    const detail = redact(message);
    log({ time, level: 'warn', event: 'check', requestId: '-', route: '-', detail });
  }
  const failed = results.filter(({ unknown }) => !unknown);
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
