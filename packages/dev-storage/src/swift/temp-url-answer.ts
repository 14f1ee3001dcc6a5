/**
 * What a temporary URL does to the answer: it hides private metadata and makes downloads come as files.
 *
 * @module
 */
import type { Answer } from '../http/answer.js';
import type { SwiftRequest } from '../http/exchange.js';
import { quote } from '../http/percent.js';

/** The largest time that `Date` can hold, in seconds: the parameter itself has no maximum. */
const LAST_DATE = 8_640_000_000_000n;

/**
 * @param request as it came, before its query was rewritten
 * @param expires Unix seconds
 */
export function shapeTempUrlAnswer(reply: Answer, request: SwiftRequest, expires: bigint): Answer {
  const visible = Object.entries(reply.headers).filter(
    ([name]) => !name.startsWith('X-Object-Meta-') || name.startsWith('X-Object-Meta-Public-'),
  );
  const headers = Object.fromEntries(visible);
  const isDownload = request.method === 'GET' || request.method === 'HEAD';
  if (!isDownload || reply.status < 200 || reply.status >= 300) return { ...reply, headers };
  const seconds = expires > LAST_DATE ? LAST_DATE : expires;
  return {
    ...reply,
    headers: {
      ...headers,
      'Content-Disposition': dispositionOf(request, headers['Content-Disposition']),
      Expires: new Date(Number(seconds) * 1000).toUTCString(),
    },
  };
}

/** By the query, else by what is stored, else the object's own name. */
function dispositionOf({ query, target }: SwiftRequest, stored: string | undefined): string {
  const filename = query.get('filename');
  if (query.has('inline')) return filename ? format('inline', filename) : 'inline';
  if (filename) return format('attachment', filename);
  if (stored) return stored;
  const name = target.kind === 'resource' ? (target.object ?? '') : '';
  return format('attachment', name.replace(/\/+$/, '').split('/').at(-1) ?? '');
}

/** RFC 6266 with the RFC 5987 form beside the plain one. */
function format(type: 'inline' | 'attachment', filename: string): string {
  return `${type}; filename="${quote(filename, ' /')}"; filename*=UTF-8''${quote(filename)}`;
}
