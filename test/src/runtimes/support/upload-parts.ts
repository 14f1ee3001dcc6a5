/**
 * A whole upload of as many parts as the signer wants, as the engine does it, in plain `fetch`.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createCRC64 } from 'hash-wasm';

/** What the signer answers, as far as it is used. */
interface Grant {
  readonly token: string;
  readonly partSize: number;
  readonly partCount: number;
  readonly integrity: 'md5-etag' | 'crc64nvme';
  readonly requests: readonly SignedRequest[];
}

interface SignedRequest {
  readonly partNumber: number;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Calls of one caller at one signer. */
export type Call = <T>(path: string, body: unknown) => Promise<T>;

/** @param origin - of the signer */
export function callAs(origin: string, caller: string): Call {
  return async <T>(path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json', 'x-caller': caller };
    const answer = await fetch(origin + path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
}

/** Grant, PUT of each part, status, complete; the receipt. */
export async function uploadParts(
  call: Call,
  bytes: Uint8Array,
  file: { readonly name: string; readonly type: string },
): Promise<string> {
  const files = [{ ...file, size: bytes.length }];
  const created = await call<{ results: [{ grant?: Grant }] }>('/uploads', { files });
  const grant = created.results[0].grant;
  assert.ok(grant, JSON.stringify(created));
  const { token, partSize, partCount } = grant;
  const partNumbers = Array.from({ length: partCount }, (_, index) => index + 1);
  const more = partNumbers.slice(grant.requests.length);
  const { requests } =
    more.length === 0
      ? grant
      : await call<{ requests: readonly SignedRequest[] }>('/uploads/parts', {
          token,
          partNumbers: more,
        });
  const all = more.length === 0 ? requests : [...grant.requests, ...requests];
  const parts = [];
  for (const { partNumber, url, headers } of all) {
    const part = bytes.slice((partNumber - 1) * partSize, partNumber * partSize);
    const answer = await fetch(url, { method: 'PUT', headers, body: part });
    assert.ok(answer.ok, `PUT: ${answer.status} ${await answer.text()}`);
    parts.push({ partNumber, size: part.length, etag: await hashOf(part, grant) });
  }
  const status = await call<{ parts: readonly object[] }>('/uploads/status', { token });
  assert.deepEqual(status.parts, parts);
  const uploads = [{ token, parts }];
  const completed = await call<{ results: [{ receipt?: string }] }>('/uploads/complete', {
    uploads,
  });
  const receipt = completed.results[0].receipt;
  assert.ok(receipt, JSON.stringify(completed));
  return receipt;
}

async function hashOf(bytes: Uint8Array, { integrity }: Grant): Promise<string> {
  if (integrity === 'md5-etag') return createHash('md5').update(bytes).digest('hex');
  return (await createCRC64('9a6c9329ac4bc9b5')).update(bytes).digest('hex');
}
