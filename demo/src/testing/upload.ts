/**
 * Uploads one file the way the widget does, without a browser: declare, PUT, complete.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

/** A file in memory. */
export interface SampleFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Posts JSON as a page of the demo would. */
async function ask(
  signerUrl: string,
  origin: string,
  path: string,
  body: unknown,
): Promise<unknown> {
  const response = await fetch(`${signerUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('access-control-allow-origin'), origin);
  return response.json();
}

/** Uploads and answers the receipt. */
export async function upload(
  demoUrl: string,
  signerUrl: string,
  file: SampleFile,
): Promise<string> {
  const { origin } = new URL(demoUrl);
  const size = file.bytes.byteLength;
  const created = (await ask(signerUrl, origin, '/uploads', {
    files: [{ name: file.name, size, type: file.type }],
  })) as {
    results: {
      grant: { token: string; requests: { url: string; headers: Record<string, string> }[] };
    }[];
  };
  const { token, requests } = created.results[0]!.grant;
  const put = await fetch(requests[0]!.url, {
    method: 'PUT',
    headers: { ...requests[0]!.headers, origin },
    body: file.bytes,
  });
  assert.equal(put.status, 201);
  const etag = createHash('md5').update(file.bytes).digest('hex');
  const completed = (await ask(signerUrl, origin, '/uploads/complete', {
    uploads: [{ token, parts: [{ partNumber: 1, size, etag }] }],
  })) as { results: { receipt: string }[] };
  return completed.results[0]!.receipt;
}

/** The same receipt with a claim of its payload changed, and the signature of before. */
export function tampered(receipt: string): string {
  const [header, payload = '', signature] = receipt.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const changed = Buffer.from(JSON.stringify({ ...claims, jti: 'another' })).toString('base64url');
  return [header, changed, signature].join('.');
}
