/**
 * The demo's own app server: the pages, the form's target, the live books. It holds the signer's public keys and can sign
 * download links; it has no route that would take a file.
 *
 * @module
 */
import { Hono, type Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { headline, receiptsContent } from './receipts-page.js';
import type { LookSources } from './looks.js';
import type { LedgerBook } from './ledger.js';
import { streamLedger } from './ledger-stream.js';
import type { Pages } from './pages.js';
import { acceptForm } from './accept-form.js';
import { weighBody } from './read-form.js';
import type { CheckedReceipt, ReceiptRules } from './receipts.js';
import { commonHeaders, pagePolicy, scriptPolicy, type PeerOrigins } from './security.js';
import { createSubmissions } from './submissions.js';
import type { TemplateValues } from './template.js';
import type { Wording } from './wording.js';

/** What the app server is given. */
export interface AppOptions {
  readonly pages: Pages;
  readonly ledger: LedgerBook;
  readonly rules: ReceiptRules;
  readonly origins: PeerOrigins;
  /** Texts of the form's page. */
  readonly wording: Wording;
  /** The style sheets that the page with the looks shows. */
  readonly looks: LookSources;
  /** Makes a temporary GET link to a stored object. */
  readonly linkTo: (key: string, signal: AbortSignal) => Promise<string>;
}

/** The visitor's choice of look, from the cookies that `pages/preferences.ts` writes. */
function look(context: Context): TemplateValues {
  const theme = getCookie(context, 'theme');
  return {
    dir: getCookie(context, 'dir') === 'rtl' ? 'rtl' : 'ltr',
    theme: theme === 'dark' || theme === 'light' ? theme : 'auto',
  };
}

/** Sends a page, never to be stored: it shows links that open files. */
function sendPage(
  context: Context,
  markup: ReturnType<AppOptions['pages']['form']>,
  origins: PeerOrigins,
): Response | Promise<Response> {
  context.header('Content-Security-Policy', pagePolicy(origins));
  context.header('Cache-Control', 'no-store');
  return context.html(markup);
}

/** Files of the build: their names carry a hash of their content. */
function sendAsset(context: Context, pages: Pages): Response | undefined {
  const asset = pages.assets.get(context.req.path);
  if (asset === undefined) return undefined;
  return context.body(asset.body, 200, {
    'Content-Type': asset.contentType,
    'Content-Security-Policy': scriptPolicy,
    'Cache-Control': 'public, max-age=31536000, immutable',
  });
}

/** Gives every verified receipt a fresh link. */
async function withLinks(
  receipts: readonly CheckedReceipt[],
  { linkTo }: AppOptions,
  signal: AbortSignal,
): Promise<{ receipt: CheckedReceipt; link?: string }[]> {
  return Promise.all(
    receipts.map(async (receipt) =>
      receipt.verdict === 'verified'
        ? { receipt, link: await linkTo(receipt.claims.upload.key, signal) }
        : { receipt },
    ),
  );
}

/** Makes the app server as a pure `Request → Response` application. */
export function createApp(options: AppOptions): Hono {
  const { pages, ledger, rules, origins, wording, looks } = options;
  const submissions = createSubmissions();
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(commonHeaders)) context.res.headers.set(name, value);
  });
  app.get('/', (context) => {
    const { signer } = origins;
    const values = { ...look(context), ...wording, signer, endpoint: `${signer}/uploads` };
    return sendPage(context, pages.form(values), origins);
  });
  for (const path of ['/theming', '/theming.html']) {
    app.get(path, (context) =>
      sendPage(context, pages.theming({ ...look(context), ...looks }), origins),
    );
  }
  app.get('/ledger', (context) =>
    context.req.header('accept')?.includes('text/event-stream') === true
      ? streamLedger(context, ledger)
      : context.json(ledger.read(), 200, { 'Cache-Control': 'no-store' }),
  );
  app.post('/receipts', async (context) => {
    const accepted = await acceptForm(context.req.raw, ledger, rules);
    if (accepted instanceof Response) return accepted;
    return context.redirect(`/receipts/${submissions.add(accepted)}`, 303);
  });
  app.get('/receipts/:id', async (context) => {
    const submission = submissions.find(context.req.param('id'));
    if (submission === undefined) return context.redirect('/', 303);
    const views = await withLinks(submission.receipts, options, context.req.raw.signal);
    const content = receiptsContent(submission.from, views);
    const title = headline(submission.receipts);
    return sendPage(context, pages.receipts({ ...look(context), title, content }), origins);
  });
  app.get('*', (context, next) => {
    const asset = sendAsset(context, pages);
    return asset === undefined ? next() : Promise.resolve(asset);
  });
  // Whoever sends a file here anyway shows up in the books.
  app.notFound(async (context) => {
    ledger.add({ fileBytes: await weighBody(context.req.raw) });
    return context.text('There is nothing here.\n', 404);
  });
  return app;
}
