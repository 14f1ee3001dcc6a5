/**
 * Signature Version 4, in headers for the signer's own requests and in the query for a browser's. The arithmetic is
 * aws4fetch's; that its URLs are those of the AWS SDK is tested against that.
 *
 * @module
 */
import { hash } from '#runtime';
import { AwsV4Signer } from 'aws4fetch';
import { encodeS3 } from './address.js';
import type { S3Credentials } from './options.js';

/** What is signed. */
export interface S3Signable {
  readonly method: string;
  /** Without a query. */
  readonly url: string;
  readonly query?: Readonly<Record<string, string>>;
  /** All of them are signed: a request that lacks one, or has it otherwise, is refused (403). */
  readonly headers?: Readonly<Record<string, string>>;
}

/** By whom, for where, and when. */
export interface S3Signing {
  readonly credentials: S3Credentials;
  readonly region: string;
  /** Milliseconds. */
  readonly now: number;
}

/** Seconds a signature in a URL may live at most. */
const LONGEST = 7 * 24 * 3600;

/**
 * A URL that stands for itself. The body is not signed: nobody knows it yet.
 *
 * @param expiresAt - until when the request may start, in Unix seconds; at most seven days from now.
 */
export async function presignS3(
  request: S3Signable,
  signing: S3Signing,
  expiresAt: number,
): Promise<string> {
  // A life is counted from the signature's own date, and is a second at least: what is over is signed as of its end.
  const now = Math.min(signing.now, (expiresAt - 1) * 1000);
  const seconds = Math.min(LONGEST, Math.floor(expiresAt - now / 1000));
  const query = {
    ...request.query,
    // Said by the AWS SDKs in every presigned URL; it is what storage assumes without it.
    'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD',
    'X-Amz-Expires': String(seconds),
  };
  const signer = awsSigner({ ...request, query }, { ...signing, now }, true);
  const signature = await signer.signature();
  // Not `signer.url`, whose query is that of a form: a space there is a plus, which is no space to Signature Version 4.
  return `${request.url}?${signer.encodedSearch}&X-Amz-Signature=${signature}`;
}

/** The headers of a request with this body, its signature among them; and its URL. */
export async function signS3(
  request: S3Signable & { readonly body?: string },
  signing: S3Signing,
): Promise<{ readonly url: string; readonly headers: Readonly<Record<string, string>> }> {
  const contentHash = hash('sha256', request.body ?? '', 'hex');
  const headers = { ...request.headers, 'x-amz-content-sha256': contentHash };
  const signer = awsSigner({ ...request, headers }, signing, false);
  const signed = await signer.sign();
  const search = signer.encodedSearch;
  return {
    url: search === '' ? request.url : `${request.url}?${search}`,
    headers: Object.fromEntries(signed.headers),
  };
}

function awsSigner(
  { method, url, query = {}, headers = {} }: S3Signable,
  { credentials, region, now }: S3Signing,
  signQuery: boolean,
): AwsV4Signer {
  const search = Object.entries(query)
    .map((pair) => pair.map(encodeS3).join('='))
    .join('&');
  return new AwsV4Signer({
    ...credentials,
    method,
    url: search === '' ? url : `${url}?${search}`,
    headers,
    region,
    service: 's3',
    datetime: new Date(now).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    signQuery,
    // Length and type are left out otherwise.
    allHeaders: true,
  });
}
