/**
 * The web site that a document describes: its blocks as files, the CDN build beside them, a signer at `/uploads`, and an
 * app server that takes forms. One origin, under the policy the reference recommends.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { blocksOf } from './blocks.js';

const cdn = fileURLToPath(new URL('../../../../packages/widget/dist/cdn/', import.meta.url));

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/** Takes what is not a file of the site; calls `next` for what it does not know. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void;

/** A form that was sent. */
export interface Post {
  readonly path: string;
  readonly form: URLSearchParams;
}

/** The running site. */
export interface DocsSite {
  readonly origin: string;
  /** Blocks of the document, by name. */
  readonly blocks: ReadonlyMap<string, string>;
  readonly posts: readonly Post[];
  /** Names of the blocks that nobody asked for yet. */
  unused(): readonly string[];
  /** Says that a block was run in another way than by loading it. */
  use(name: string): string;
  /** What answers at `/uploads` and `/.well-known`. */
  mount(handler: Handler): void;
  /** The policy of every answer. */
  setPolicy(policy: string): void;
  close(): Promise<void>;
}

/** Starts the site of a document on a free port. */
export async function startDocsSite(document: string): Promise<DocsSite> {
  const blocks = await blocksOf(document);
  const used = new Set<string>();
  const posts: Post[] = [];
  let mounted: Handler = (_, __, next) => {
    next();
  };
  let policy = '';

  const use = (name: string): string => {
    const code = blocks.get(name);
    if (code === undefined) throw new Error(`${document} has no block ${name}`);
    used.add(name);
    return code;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    const name = path === '/' ? 'index.html' : path.slice(1);
    const headers = {
      'content-type': types[extname(name)] ?? 'text/plain',
      'content-security-policy': policy,
    };
    if (request.method === 'POST') {
      posts.push({ path, form: new URLSearchParams(await bodyOf(request)) });
      response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end('<p>Thank you</p>');
    } else {
      const body = blocks.has(name) ? use(name) : await readFile(join(cdn, name));
      response.writeHead(200, headers).end(body);
    }
  };
  const server = createServer((request, response) => {
    mounted(request, response, () => {
      answer(request, response).catch(() => response.writeHead(404).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    blocks,
    posts,
    unused: () => [...blocks.keys()].filter((name) => !used.has(name)),
    use,
    mount(handler) {
      mounted = handler;
    },
    setPolicy(next) {
      policy = next;
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

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
