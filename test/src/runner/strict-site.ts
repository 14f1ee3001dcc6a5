/**
 * The built element on a page under the strictest content security policy, for every engine's tests.
 *
 * | path below `/__strict/` | |
 * |---|---|
 * | `GET page.html` | a form with the field |
 * | `GET cdn/<file>` | the built module, under the same policy |
 * | `POST reports` | where browsers report what they refuse |
 * | `GET reports` | what they reported so far, as JSON |
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackendAddresses } from '../setup/backend.js';
import { strictPolicy, writePolicy } from '../setup/strict-policy.js';
import type { Middleware } from './browser-suite.js';

const prefix = '/__strict/';
const cdn = fileURLToPath(new URL('../../../packages/widget/dist/cdn/', import.meta.url));

/** Serves it all; pages reach this signer and this storage. */
export function strictSite({ endpoint, storage }: BackendAddresses): Middleware {
  const reports: string[] = [];
  const peers = `${new URL(endpoint).origin} ${new URL(storage).origin}`;
  const policy = writePolicy(strictPolicy(peers, `${prefix}reports`));
  return async (context, next) => {
    if (!context.path.startsWith(prefix)) {
      await next();
      return;
    }
    const path = context.path.slice(prefix.length);
    if (path === 'reports' && context.method === 'POST') {
      const chunks: Buffer[] = [];
      for await (const chunk of context.req) chunks.push(chunk as Buffer);
      reports.push(Buffer.concat(chunks).toString());
      context.status = 204;
    } else if (path === 'reports') {
      context.body = reports;
    } else {
      context.set('content-security-policy', policy);
      context.type = path === 'page.html' ? '.html' : extname(path);
      context.body =
        path === 'page.html' ? page(endpoint) : await readFile(join(cdn, basename(path)));
    }
  };
}

function page(endpoint: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>A strict page</title>
<script type="module" src="${prefix}cdn/direct-upload.js"></script>
<form>
  <label for="files">Files</label>
  <direct-upload id="files" name="files" multiple endpoint="${endpoint}"></direct-upload>
</form>
`;
}
