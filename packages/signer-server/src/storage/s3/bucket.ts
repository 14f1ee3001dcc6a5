/**
 * Requests to one bucket: the signer's own, and URLs for others.
 *
 * @module
 */
import { httpClient } from '#runtime';
import { s3Address } from './address.js';
import type { S3Options } from './options.js';
import { presignS3, signS3 } from './sign.js';
import type { S3Signing } from './sign.js';
import { sendToStorage } from '../storage-http.js';
import type { Fetch, StorageAnswer, StorageRequest } from '../storage-http.js';

/** What is asked of a bucket. */
export interface S3Request extends Pick<StorageRequest, 'timeout' | 'longest' | 'slice'> {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** Decoded; none for the bucket itself. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One bucket, with the right to it. */
export interface S3Bucket {
  readonly name: string;
  readonly fetch: Fetch;
  /** Milliseconds. */
  readonly now: () => number;
  send(request: S3Request, signal: AbortSignal): Promise<StorageAnswer>;
  /** A URL for somebody else, who has to send the same headers. */
  presign(
    request: Pick<S3Request, 'method' | 'key' | 'query' | 'headers'>,
    expiresAt: number,
  ): Promise<string>;
  /** Not signed. */
  url(key?: string): string;
}

/** Nothing is asked before the first use. */
export function openS3(options: S3Options): S3Bucket {
  const { bucket, region, fetch = httpClient(), now = Date.now } = options;
  const address = s3Address(options);
  const signing = async (): Promise<S3Signing> => {
    const { credentials } = options;
    const keys = typeof credentials === 'function' ? await credentials() : credentials;
    return { credentials: keys, region, now: now() };
  };
  return {
    name: bucket,
    fetch,
    now,
    url: address,
    send: async ({ method, key, query = {}, headers = {}, body, ...more }, signal) => {
      const asked = { method, url: address(key), query, headers };
      const sent = body === undefined ? asked : { ...asked, body };
      const signed = await signS3(sent, await signing());
      const sending = body === undefined ? more : { ...more, body };
      return sendToStorage(fetch, { method, ...signed, ...sending }, signal);
    },
    presign: async ({ method, key, query = {}, headers = {} }, expiresAt) =>
      presignS3({ method, url: address(key), query, headers }, await signing(), expiresAt),
  };
}
