/**
 * The web site of the end-to-end tests: one page with the built element in a real form, and the app server behind it,
 * which never sees a byte of a file. Served under the strictest CSP that lets the element reach signer and storage.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strictPolicy, writePolicy, type Policy } from '../../setup/strict-policy.js';

const cdn = fileURLToPath(new URL('../../../../packages/widget/dist/cdn/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.map': 'application/json',
};

/** A violation, as the browser reports it (CSP3 §5.3). */
export interface Report {
  readonly 'effective-directive': string;
  readonly 'blocked-uri': string;
}

/** A running site. */
export interface PageServer {
  readonly origin: string;
  /** The forms submitted so far: the values of the field `files` of each. */
  readonly submissions: readonly (readonly string[])[];
  /** Bytes of all request bodies that reached the app server. */
  received(): number;
  /** What may be connected to; set once signer and storage are up. */
  allow(...origins: readonly string[]): void;
  /** Attributes of the element, as HTML. */
  setAttributes(html: string): void;
  /** Another body for the page. */
  setPage(html: string): void;
  /** More directives for the policy of pages and scripts alike, or others than its own: `{'script-src': "'self'"}`. */
  setPolicy(changes: Policy): void;
  /** From now on these files are gone (404), or requests for them get no answer. Default: none. */
  lose(files: RegExp | undefined, how?: 'gone' | 'silent'): void;
  /** The paths that were asked for, in order. */
  readonly asked: readonly string[];
  /** What browsers reported to the policy's `report-uri`: pages and workers alike. */
  readonly reports: readonly Report[];
  close(): Promise<void>;
}

/** Starts the site on a free port. */
export async function startPageServer(): Promise<PageServer> {
  const submissions: string[][] = [];
  const asked: string[] = [];
  const reports: Report[] = [];
  let changes: Policy = {};
  let allowed = '';
  let body = form('');
  let received = 0;
  let lost: { readonly files: RegExp; readonly how: 'gone' | 'silent' } | undefined;

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    asked.push(path);
    const respond = async (): Promise<void> => {
      if (request.method === 'POST' && path === '/csp-reports') {
        const body = await readBody(request);
        reports.push((JSON.parse(body.toString()) as { 'csp-report': Report })['csp-report']);
        response.writeHead(204).end();
      } else if (request.method === 'POST' && path === '/submit') {
        const body = await readBody(request);
        received += body.length;
        submissions.push(new URLSearchParams(body.toString()).getAll('files'));
        response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Thank you</h1>');
      } else if (path === '/') {
        response.writeHead(200, headers('text/html; charset=utf-8')).end(page(body));
      } else if (path === '/download') {
        const disposition = { 'content-disposition': 'attachment; filename="a.txt"' };
        response.writeHead(200, { ...headers('text/plain'), ...disposition }).end('a file');
      } else if (path === '/nothing') {
        response.writeHead(204).end();
      } else if (path === '/sw.js') {
        response.writeHead(200, headers('text/javascript')).end(serviceWorker);
      } else if (path === '/page.js') {
        response.writeHead(200, headers('text/javascript')).end(script);
      } else if (lost?.files.test(path)) {
        if (lost.how === 'gone') response.writeHead(404).end();
      } else {
        const body = await readFile(join(cdn, path));
        response.writeHead(200, headers(types[extname(path)] ?? 'text/plain')).end(body);
      }
    };
    const headers = (type: string): Record<string, string> => ({
      'content-type': type,
      'content-security-policy': writePolicy({
        ...strictPolicy(allowed, '/csp-reports'),
        ...changes,
      }),
      // The same site also plays the CDN of another's page.
      'access-control-allow-origin': '*',
    });
    respond().catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    submissions,
    asked,
    reports,
    received: () => received,
    allow(...origins) {
      allowed = origins.join(' ');
    },
    setAttributes(html) {
      body = form(html);
    },
    setPage(html) {
      body = html;
    },
    setPolicy(wanted) {
      changes = wanted;
    },
    lose(files, how = 'gone') {
      lost = files && { files, how };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Notes what the tests ask for later: long tasks (W3C Long Tasks: over 50 ms) and refused content. */
const script = `
globalThis.longTasks = [];
globalThis.violations = [];
new PerformanceObserver((list) => {
  for (const { duration, startTime } of list.getEntries()) longTasks.push({ duration, startTime });
}).observe({ type: 'longtask', buffered: true });
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
  violations.push(violatedDirective + ' ' + blockedURI);
});
`;

/** Passes everything on, as an offline-first site's does for what it does not know. Registered only by who asks for it. */
const serviceWorker = `
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));
`;

function page(body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Upload</title>
<script src="/page.js"></script>
${body}`;
}

function form(attributes: string): string {
  return `<script type="module" src="/direct-upload.js"></script>
<form method="post" action="/submit">
  <direct-upload name="files" multiple required ${attributes}></direct-upload>
  <button>Send</button>
</form>
`;
}
