/**
 * A browser's part of an upload in plain `fetch`, for tests whose subject is another one.
 *
 * @module
 */
import { createHash } from 'node:crypto';

/** Asks the signer: `signer.request`, or `fetch` below its origin. */
export type Ask = (path: string, init: RequestInit) => Promise<Response>;

/** What is stored, and how the upload was called on the way. */
export interface Uploaded {
  readonly receipt: string;
  /** Name of the object. */
  readonly key: string;
  readonly token: string;
  /** The PUT URL. */
  readonly url: string;
}

interface Created {
  readonly results: readonly {
    readonly grant?: {
      readonly token: string;
      readonly requests: readonly {
        readonly url: string;
        readonly headers: Readonly<Record<string, string>>;
      }[];
    };
  }[];
}

interface Completed {
  readonly results: readonly { readonly receipt?: string }[];
}

/** Grant, PUT, complete; of one part. Throws with the answer of whoever refused. */
export async function uploadBytes(
  ask: Ask,
  bytes: Buffer,
  file: { readonly name: string; readonly type: string },
  headers: Readonly<Record<string, string>> = {},
): Promise<Uploaded> {
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const answer = await ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return (await okay(answer, path)).json() as Promise<T>;
  };
  const created = await post<Created>('/uploads', { files: [{ ...file, size: bytes.length }] });
  const grant = created.results[0]?.grant;
  const request = grant?.requests[0];
  if (!grant || !request) throw new Error(`nothing was granted: ${JSON.stringify(created)}`);
  const put = { method: 'PUT', headers: request.headers, body: new Uint8Array(bytes) };
  await (await okay(await fetch(request.url, put), 'PUT')).arrayBuffer();
  const etag = createHash('md5').update(bytes).digest('hex');
  const parts = [{ partNumber: 1, size: bytes.length, etag }];
  const completed = await post<Completed>('/uploads/complete', {
    uploads: [{ token: grant.token, parts }],
  });
  const receipt = completed.results[0]?.receipt;
  if (receipt === undefined) throw new Error(`there is no receipt: ${JSON.stringify(completed)}`);
  return { receipt, key: keyOf(receipt), token: grant.token, url: request.url };
}

/** The name that a receipt tells. */
export function keyOf(receipt: string): string {
  const [, payload = ''] = receipt.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    upload: { key: string };
  };
  return claims.upload.key;
}

async function okay(answer: Response, what: string): Promise<Response> {
  if (answer.ok) return answer;
  throw new Error(`${what}: ${answer.status} ${await answer.text()}`);
}
