/**
 * `pnpm demo`: starts the demo, says where it is, and stops it on Ctrl-C.
 *
 * @module
 */
import { once } from 'node:events';
import { DemoError } from './demo-error.js';
import { startDemo } from './demo.js';
import { watchLaunchers } from './launchers.js';
import { settingsFrom } from './settings.js';

/**
 * Fires when the demo shall stop. Asking twice means now: the second signal is no longer caught and ends the process.
 */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  const onGone = (): void => {
    stop.abort();
  };
  void watchLaunchers(onGone, stop.signal);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => {
      stop.abort();
    });
  }
  return stop.signal;
}

/** Runs until it is told to stop; resolves with the exit code. */
async function main(signal: AbortSignal): Promise<number> {
  try {
    const demo = await startDemo(settingsFrom(process.env), signal);
    process.stdout.write(`Demo: ${demo.url}\n`);
    if (!signal.aborted) await once(signal, 'abort');
    await demo.close();
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    process.stderr.write(`${error instanceof DemoError ? error.message : inspectable(error)}\n`);
    return 1;
  }
}

/** What nobody foresaw keeps its stack. */
function inspectable(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

process.exitCode = await main(stopSignal());
