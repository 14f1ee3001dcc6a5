/**
 * For tests of the signer's client against a signer that exists only in the page. A stage, and so an origin, of its own:
 * as long as MSW's service worker is registered, no page of its origin gets upload progress events.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { Middleware, Stage } from './browser-suite.js';

const bundlePath = '/__msw.js';

/** Serves MSW and its service worker. */
export async function startMswStage(_origin: string, signal: AbortSignal): Promise<Stage> {
  const file = fileURLToPath(import.meta.resolve('msw/mockServiceWorker.js'));
  const scripts = new Map([
    ['/mockServiceWorker.js', await readFile(file, { encoding: 'utf8', signal })],
    [bundlePath, await bundleMsw()],
  ]);
  const serve: Middleware = async (context, next) => {
    const script = scripts.get(context.path);
    if (script === undefined) {
      await next();
      return;
    }
    context.type = 'text/javascript';
    context.body = script;
  };
  const redirect = {
    name: 'msw-bundle',
    resolveImport: ({ source }: { readonly source: string }) =>
      source === 'msw' || source === 'msw/browser' ? bundlePath : undefined,
  };
  return { middleware: [serve], plugins: [redirect], stop: () => Promise.resolve() };
}

/** Some of what MSW imports (tough-cookie) is CommonJS, which a browser does not take file by file. */
async function bundleMsw(): Promise<string> {
  const entry = fileURLToPath(new URL('./msw-entry.js', import.meta.url));
  const NODE_ENV = process.env['NODE_ENV'];
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  });
  // Vite sets it for the whole process, and the suites that come later would inherit it.
  if (NODE_ENV === undefined) delete process.env['NODE_ENV'];
  else process.env['NODE_ENV'] = NODE_ENV;
  const [bundle] = Array.isArray(result) ? result : [];
  if (bundle === undefined) throw new Error('Vite made no bundle of msw.');
  return bundle.output[0].code;
}
