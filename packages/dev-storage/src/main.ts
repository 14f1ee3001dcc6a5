#!/usr/bin/env node
/**
 * The command `direct-upload-dev-storage`: a storage until it is stopped. The settings are in `settings.ts`.
 *
 * @module
 */
import { createDevStorage, type DevStorage } from './dev-storage.js';
import { DevStorageError } from './errors.js';
import type { LogEntry } from './http/server.js';
import { readSettings, USAGE } from './settings.js';

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return;
  }
  if (args.length > 0) {
    throw new DevStorageError('invalid-option', `Unknown argument ${args.join(' ')}; see --help.`);
  }
  const { storage, container } = await start();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void storage.close());
  }
  // Last, because whoever waits for this line may stop the command right after it.
  process.stdout.write(`Storage: ${storage.url} (container: ${container})\n`);
}

async function start(): Promise<{ storage: DevStorage; container: string }> {
  const { port, host, allowedHosts, directory, container, origins, tempUrlKey, maxFileSize } =
    readSettings(process.env);
  const storage = await createDevStorage({
    directory,
    port,
    host,
    allowedHosts,
    log: writeLog,
    ...(maxFileSize === undefined ? {} : { maxFileSize }),
  });
  const url = await storage.createContainer(container, {
    ...(origins === undefined ? {} : { allowedOrigins: origins }),
    ...(tempUrlKey === undefined ? {} : { tempUrlKey }),
  });
  return { storage, container: url };
}

/** One line per request on stderr. Queries are not in it, and so no signature is. */
function writeLog({ method, path, status, milliseconds, transactionId, error }: LogEntry): void {
  const outcome = status === 0 ? 'cut' : String(status);
  process.stderr.write(`${method} ${path} ${outcome} ${milliseconds} ms ${transactionId}\n`);
  if (error !== undefined) process.stderr.write(`${error}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const message = error instanceof DevStorageError ? error.message : String(error);
  process.stderr.write(`direct-upload-dev-storage: ${message}\n`);
  process.exitCode = 1;
}
