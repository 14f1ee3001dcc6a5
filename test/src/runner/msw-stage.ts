/**
 * For tests of the signer's client against a signer that exists only in the page. A stage, and so an origin, of its own:
 * as long as MSW's service worker is registered, no page of its origin gets upload progress events.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Middleware, Stage } from './browser-suite.js';

/** Serves MSW's service worker. */
export async function startMswStage(_origin: string, signal: AbortSignal): Promise<Stage> {
  const file = fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'));
  const script = await readFile(file, { encoding: 'utf8', signal });
  const serve: Middleware = async (context, next) => {
    if (context.path !== '/mockServiceWorker.js') {
      await next();
      return;
    }
    context.type = 'text/javascript';
    context.body = script;
  };
  return { middleware: [serve], stop: () => Promise.resolve() };
}
