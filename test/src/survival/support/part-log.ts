/**
 * How often each part travelled: by Swift's own access log, and by what the pages saw of it. The log is the arbiter,
 * because it also knows what a page that was killed never learnt.
 *
 * @module
 */
import type { Page } from 'playwright-core';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SwiftLab } from '../../setup/swift.js';

/** One PUT of a part, as the storage proxy logged it when it was over. */
export interface PartPut {
  /** `/v1/AUTH_test/uploads/parts/<upload>/00000001`. */
  readonly path: string;
  readonly status: number;
  /** Bytes of the body that arrived. */
  readonly bytes: number;
}

/** All PUTs of the parts that these pages sent, from the first to now. */
export async function partPuts(
  { lab }: SwiftLab,
  { uploads }: SeenParts,
): Promise<readonly PartPut[]> {
  const log = await readFile(join(lab, 'log', 'proxy.log'), 'utf8');
  // proxy-logging's format: client, remote, time, method, path, protocol, status, referrer, agent, token, received, …
  // The query is part of the path there, its question mark encoded.
  const line = /PUT (\/v1\/\S+\/parts\/\w+\/\d+)%3F\S* HTTP\/\S+ (\d{3}) \S+ \S+ \S+ (\d+|-) /g;
  const puts = Array.from(log.matchAll(line), ([, path = '', status, bytes]) => ({
    path,
    status: Number(status),
    bytes: Number(bytes) || 0,
  }));
  return puts.filter(({ path }) => uploads.has(uploadOf(path)));
}

/** What pages saw confirmed. */
export interface SeenParts {
  /** The parts' common beginning, per upload: `/v1/AUTH_test/uploads/parts/<upload>`. */
  readonly uploads: ReadonlySet<string>;
  /** Paths whose 201 reached a page. */
  readonly confirmed: ReadonlySet<string>;
  /** Paths that were sent again although a page had seen their 201. */
  readonly repeated: readonly string[];
  /** Watches one more page; the same book for all of them. */
  watch(page: Page): void;
  /** A page that is watched otherwise sent a request, … */
  sent(method: string, url: string): void;
  /** … or got an answer to one. */
  answered(method: string, url: string, status: number): void;
}

/** An empty book. */
export function createSeenParts(): SeenParts {
  const uploads = new Set<string>();
  const confirmed = new Set<string>();
  const repeated: string[] = [];
  const sent = (method: string, url: string): void => {
    const part = method === 'PUT' && partOf(url);
    if (!part) return;
    uploads.add(uploadOf(part));
    if (confirmed.has(part)) repeated.push(part);
  };
  const answered = (method: string, url: string, status: number): void => {
    const part = method === 'PUT' && partOf(url);
    if (part && status === 201) confirmed.add(part);
  };
  return {
    uploads,
    confirmed,
    repeated,
    sent,
    answered,
    watch(page) {
      page.on('request', (request) => {
        sent(request.method(), request.url());
      });
      page.on('response', (response) => {
        answered(response.request().method(), response.url(), response.status());
      });
    },
  };
}

function partOf(url: string): string | undefined {
  const path = decodeURIComponent(new URL(url).pathname);
  return path.includes('/parts/') ? path : undefined;
}

function uploadOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
