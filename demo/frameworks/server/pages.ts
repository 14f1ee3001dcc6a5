/**
 * The built pages: `/react/`, `/vue/`, …; `/vue/server` is the same page, rendered on this server first; `/cdn/` is the
 * bundle for pages that build nothing, of any origin; `/plain/cdn` is such a page, its script from another origin.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import type { Hono } from 'hono';
import { examples, home, type Example } from './examples.js';

const cdn = dirname(fileURLToPath(import.meta.resolve('@direct-upload/widget/cdn')));

/** What an example's `server.ts` exports. */
interface ServerModule {
  /** The markup for the page's `#app`. */
  readonly render: () => Promise<string>;
}

/** Adds them all to the site, which is to be reached at any of these origins. */
export function addPages(app: Hono, origins: readonly string[]): void {
  addFiles(app, 'cdn', cdn);
  app.get('/plain/cdn', async ({ req, html }) => {
    const other = origins.find((origin) => origin !== new URL(req.url).origin) ?? '';
    const page = await readFile(join(home, 'plain/index.html'), 'utf8');
    return html(page.replace('src="/cdn/', `src="${other}/cdn/`));
  });
  for (const example of examples) {
    const { name, build } = example;
    if (build === 'client and server') {
      app.get(`/${name}/server`, async (context) => context.html(await renderPage(example)));
    }
    addFiles(app, name, join(home, name, build === 'plain' ? '.' : 'dist/client'));
  }
  // Browsers ask for it by themselves.
  app.get('/favicon.ico', (context) => context.body(null, 204));
  const items = examples.map(({ name }) => `<li><a href="/${name}/">${name}</a></li>`);
  app.get('/', (context) =>
    context.html(
      `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Examples</title>` +
        `<h1>Examples</h1><ul>${items.join('')}</ul>`,
    ),
  );
}

function addFiles(app: Hono, prefix: string, root: string): void {
  app.get(
    `/${prefix}/*`,
    async (context, next) => {
      await next();
      context.header('Access-Control-Allow-Origin', '*');
    },
    serveStatic({ root, rewriteRequestPath: (path) => path.slice(prefix.length + 1) }),
  );
}

/** The built page with the markup in the place that its client goes on with. */
async function renderPage({ name }: Example): Promise<string> {
  const dist = join(home, name, 'dist');
  const { render } = (await import(
    pathToFileURL(join(dist, 'server/server.js')).href
  )) as ServerModule;
  const page = await readFile(join(dist, 'client/index.html'), 'utf8');
  const markup = await render();
  return page.replace('<!--app-->', () => markup);
}
