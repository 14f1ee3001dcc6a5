/**
 * Serves `x.ts` where a page asks for `x.js` that only exists as source. Import statements are mapped by the esbuild
 * plugin; `new Worker(new URL('./hash.worker.js', import.meta.url))` is not one, and has to work as written.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Middleware } from './browser-suite.js';

/** @param root - the directory that the test server serves */
export function typescriptUrls(root: string): Middleware {
  return async (context, next) => {
    const { path } = context;
    if (path.endsWith('.js') && !path.includes('/node_modules/') && isSource(root, path)) {
      context.path = path.replace(/\.js$/, '.ts');
    }
    await next();
  };
}

function isSource(root: string, path: string): boolean {
  const file = join(root, decodeURIComponent(path));
  return !existsSync(file) && existsSync(file.replace(/\.js$/, '.ts'));
}
