/**
 * Starts the hashing worker, whatever way the page allows: directly, or through a blob that imports it when the script
 * comes from another origin (a CDN). Where neither works the caller hashes on the main thread.
 *
 * @module
 */
import type { HashReply } from './hash-messages.js';

/** A worker that loads neither fails nor speaks up within this time is given up, in milliseconds. */
const START_LIMIT = 10_000;

/** Resolves with a worker that has said it is ready, or `null` if this page cannot have one. */
export async function startHashWorker(): Promise<Worker | null> {
  const url = attempt(workerUrl);
  if (!url) return null;
  const direct = await ready(attempt(() => spawn(url)));
  // The engine's base is not readable in every bundle, so the origins are compared on the resolved address.
  if (direct || new URL(url).origin === globalThis.location.origin) return direct;
  return startThroughBlob(url);
}

/** A worker script must be of the page's own origin; a blob is, and may import the real one (needs CORS on the CDN). */
async function startThroughBlob(url: string): Promise<Worker | null> {
  const code = new Blob([`import ${JSON.stringify(url)};`], { type: 'text/javascript' });
  const shim = URL.createObjectURL(code);
  try {
    return await ready(attempt(() => spawn(shim)));
  } finally {
    URL.revokeObjectURL(shim);
  }
}

/**
 * The worker's address as the page's bundler emitted it. Bundlers follow nothing but the one literal expression below,
 * which a page with `require-trusted-types-for 'script'` refuses (and reports). So it meets a stand-in that only notes
 * its argument; the real worker is then made from the address. Synchronous: nobody else can see the stand-in.
 */
function workerUrl(): string {
  const real = globalThis.Worker;
  let noted = '';
  const note = function (url: string | URL): void {
    noted = new URL(url, globalThis.location.href).href;
  };
  globalThis.Worker = note as unknown as typeof Worker;
  try {
    new Worker(new URL('./hash.worker.js', import.meta.url), { type: 'module' });
  } finally {
    globalThis.Worker = real;
  }
  return noted;
}

function spawn(url: string): Worker {
  return new Worker(trusted(url) as string, { type: 'module' });
}

/** The address as a `TrustedScriptURL` where the browser knows such (W3C Trusted Types §2.3). */
function trusted(url: string): unknown {
  return trustedTypesPolicy().createScriptURL(url);
}

interface ScriptUrlPolicy {
  createScriptURL(url: string): unknown;
}
interface TrustedTypesFactory {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

/** A page that lists its policies (`trusted-types lit-html direct-upload`) allows each name once: made once, kept. */
const trustedTypesPolicy = lazy((): ScriptUrlPolicy => {
  const rules: ScriptUrlPolicy = { createScriptURL: (url) => url };
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
  return trustedTypes ? trustedTypes.createPolicy('direct-upload', rules) : rules;
});

function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Chromium throws for a script of another origin, Firefox fires `error`: both mean "no worker this way". */
function attempt<T>(start: () => T): T | null {
  try {
    return start();
  } catch {
    return null;
  }
}

function ready(worker: Worker | null): Promise<Worker | null> {
  if (!worker) return Promise.resolve(null);
  return new Promise((resolve) => {
    const settled = new AbortController();
    const settle = (result: Worker | null) => (): void => {
      settled.abort();
      clearTimeout(timer);
      if (!result) worker.terminate();
      resolve(result);
    };
    const timer = setTimeout(settle(null), START_LIMIT);
    const { signal } = settled;
    worker.addEventListener('error', settle(null), { signal });
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<HashReply>) => {
        if ('ready' in data) settle(worker)();
      },
      { signal },
    );
  });
}
