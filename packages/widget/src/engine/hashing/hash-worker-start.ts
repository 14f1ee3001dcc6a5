/**
 * Starts the hashing worker, whatever way the page allows: directly, or through a blob that imports it when the script
 * comes from another origin (a CDN). Where neither works the caller hashes on the main thread.
 *
 * @module
 */
import type { HashReply } from './hash-messages.js';

/** A worker that loads neither fails nor speaks up within this time is given up, in milliseconds. */
const START_LIMIT = 10_000;

/** Name of the Trusted Types policy, which pages list. */
const POLICY = 'direct-upload';

/** Resolves with a worker that has said it is ready, or `null` if this page cannot have one. */
export async function startHashWorker(find = emittedWorker): Promise<Worker | null> {
  const emitted = attempt(find);
  if (!emitted) return null;
  const direct = await ready(attempt(() => spawn(emitted)));
  // The engine's base is not readable in every bundle, so the origins are compared on the resolved address.
  if (direct || new URL(emitted.url).origin === globalThis.location.origin) return direct;
  return startThroughBlob(emitted);
}

/** A worker script must be of the page's own origin; a blob is, and may load the real one (a module needs CORS on the CDN). */
async function startThroughBlob({ url, options }: EmittedWorker): Promise<Worker | null> {
  const source = options?.type === 'module' ? moduleShim(url) : classicShim(url);
  const shim = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  try {
    return await ready(attempt(() => spawn({ url: shim, options })));
  } finally {
    URL.revokeObjectURL(shim);
  }
}

function moduleShim(url: string): string {
  return `import ${JSON.stringify(url)};`;
}

/** A blob obeys the page's policy: `importScripts` takes nothing but a `TrustedScriptURL` where the page demands one. */
function classicShim(url: string): string {
  return `const rules = { createScriptURL: (url) => url };
const policy = self.trustedTypes ? trustedTypes.createPolicy('${POLICY}', rules) : rules;
importScripts(policy.createScriptURL(${JSON.stringify(url)}));`;
}

/** What the page's bundler made of the worker: its address, and how it must be started. */
export interface EmittedWorker {
  readonly url: string;
  /** Vite, Rollup and esbuild emit a module; webpack and Parcel emit a classic script with `importScripts`, and say so here. */
  readonly options: WorkerOptions | undefined;
}

/**
 * The worker as the page's bundler emitted it. Bundlers follow nothing but the one literal expression below, which a page
 * with `require-trusted-types-for 'script'` refuses (and reports). So it meets a stand-in that only notes its arguments,
 * which bundlers rewrite; the real worker is then made from these. Synchronous: nobody else can see the stand-in.
 */
function emittedWorker(): EmittedWorker | null {
  const real = globalThis.Worker;
  let noted: EmittedWorker | null = null;
  const note = function (url: string | URL, options?: WorkerOptions): void {
    noted = { url: new URL(url, globalThis.location.href).href, options };
  };
  globalThis.Worker = note as unknown as typeof Worker;
  try {
    new Worker(new URL('./hash.worker.js', import.meta.url), { type: 'module' });
  } finally {
    globalThis.Worker = real;
  }
  return noted;
}

function spawn({ url, options }: EmittedWorker): Worker {
  return new Worker(trusted(url) as string, options);
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
  return trustedTypes ? trustedTypes.createPolicy(POLICY, rules) : rules;
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
