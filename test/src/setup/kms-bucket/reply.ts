/**
 * Requests and answers of the bucket, and the XML between them.
 *
 * @module
 */
import type { IncomingHttpHeaders } from 'node:http';

/** A request that was let in. */
export interface S3Call {
  readonly method: string;
  /** Decoded; `''` for the bucket itself. */
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A refusal, in the API's own form. */
export function refuse(status: number, code: string, message = code): Reply {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

/** A document in the API's namespace. */
export function xml(root: string, content: string): Pick<Reply, 'headers' | 'body'> {
  const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${content}</${root}>`;
  return { headers: { 'content-type': 'application/xml' }, body };
}

/** The text of an element's first occurrence. */
export function textOf(document: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(document)?.[1]?.replaceAll('&quot;', '"');
}

/** A request header with one value. */
export function header({ headers }: S3Call, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
