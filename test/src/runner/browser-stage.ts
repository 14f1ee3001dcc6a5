/**
 * What browser tests find on their own origin besides the files: where the storage and the signer of this run are, and
 * a way to storage's control API, which itself refuses pages.
 *
 * | path | |
 * |---|---|
 * | `GET /__backend.json` | {@linkcode BackendAddresses} |
 * | `/__storage/faults`, `/__storage/stats` | dev-storage's `/dev-storage/…`, same methods and bodies |
 * | `/__strict/` | the built element on a page under the strictest content security policy (./strict-site.ts) |
 *
 * @module
 */
import { startBackend } from '../setup/backend.js';
import type { Backend, BackendAddresses } from '../setup/backend.js';
import { accessibleNames } from './accessible-names.js';
import type { Middleware, Stage } from './browser-suite.js';
import { strictSite } from './strict-site.js';

const controlPrefix = '/__storage/';

/** Starts storage and signer for pages of this origin. */
export async function startBackendStage(origin: string, signal: AbortSignal): Promise<Stage> {
  const backend = await startBackend(origin, signal);
  return {
    middleware: [addresses(backend), control(backend), strictSite(backend)],
    plugins: [accessibleNames()],
    stop: () => backend.close(),
  };
}

function addresses({ endpoint, storage }: Backend): Middleware {
  return async (context, next) => {
    if (context.path !== '/__backend.json') {
      await next();
      return;
    }
    context.body = { endpoint, storage } satisfies BackendAddresses;
  };
}

function control({ storage }: Backend): Middleware {
  return async (context, next) => {
    if (!context.path.startsWith(controlPrefix)) {
      await next();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of context.req) chunks.push(chunk as Buffer);
    const rest = context.path.slice(controlPrefix.length);
    const answer = await fetch(`${storage}/dev-storage/${rest}`, {
      method: context.method,
      headers: { 'content-type': 'application/json' },
      body: chunks.length > 0 ? Buffer.concat(chunks) : null,
    });
    context.status = answer.status;
    context.type = answer.headers.get('content-type') ?? 'application/json';
    context.body = await answer.text();
  };
}
