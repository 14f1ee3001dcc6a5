/**
 * What the tests of this package share: a signer over dev-storage, and a browser's part of an upload in plain `fetch`.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevStorage } from '@direct-upload/dev-storage';
import type { DevStorage } from '@direct-upload/dev-storage';
import { createSigner } from '../create-signer.js';
import type { LogEvent } from '../log/log.js';
import type { Signer, SignerOptions } from '../options.js';
import { vouchWith } from '../names/vouch.js';
import { generateReceiptKey } from '../tokens/receipt-key.js';
import type {
  CompleteResponse,
  CreateResponse,
  Grant,
  PartRecord,
  Problem,
  SignedRequest,
} from '../wire/schema.js';
import { swift } from '../storage/swift/swift.js';
import type { SwiftOptions } from '../storage/swift/options.js';

export const CONTAINER = 'uploads';
export const TEMP_URL_KEY = 's3cret key of the container';
export const SECRET = 'a secret of at least thirty-two bytes';
export const RECEIPT_KEY = generateReceiptKey();
export const PAGE = 'https://app.example';

/** What a signer with {@link SECRET} vouches for. */
export const testVouch = vouchWith(new TextEncoder().encode(SECRET));

/** Never fires. */
export function noSignal(): AbortSignal {
  return new AbortController().signal;
}

/** A storage with one container, and how to stop it. */
export interface TestStorage {
  readonly dev: DevStorage;
  /** For `swift()`, with credentials. */
  readonly withCredentials: SwiftOptions & { readonly tempUrlKey: string };
  /** For `swift()`, with nothing but the key. */
  readonly keyOnly: SwiftOptions & { readonly tempUrlKey: string };
  readonly close: () => Promise<void>;
}

/** Starts dev-storage in a directory of its own. */
export async function startStorage(): Promise<TestStorage> {
  const directory = await mkdtemp(join(tmpdir(), 'signer-test-'));
  const dev = await createDevStorage({ directory });
  await dev.createContainer(CONTAINER, { tempUrlKey: TEMP_URL_KEY, allowedOrigins: [PAGE] });
  const { authUrl, user, key } = dev.credentials;
  const common = { container: CONTAINER, tempUrlKey: TEMP_URL_KEY };
  return {
    dev,
    withCredentials: { ...common, auth: { url: authUrl, user, key } },
    keyOnly: { ...common, storageUrl: dev.storageUrl },
    close: async () => {
      await dev.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A signer for tests and what it logged. */
export interface TestSigner {
  readonly signer: Signer;
  readonly events: LogEvent[];
  /** POSTs JSON; the parsed answer, whatever its status. */
  readonly post: <T>(path: string, body: unknown, headers?: Record<string, string>) => Promise<T>;
}

/** Everything has a default but where to store. */
export function testSigner(
  storage: SwiftOptions | SignerOptions['storage'],
  options: Partial<SignerOptions> = {},
): TestSigner {
  const events: LogEvent[] = [];
  const signer = createSigner({
    storage: 'complete' in storage ? storage : swift(storage),
    secret: SECRET,
    receiptKey: RECEIPT_KEY,
    // Tests do in a second what nobody does in ten minutes.
    limits: false,
    log: (event) => events.push(event),
    ...options,
  });
  const post = async <T>(path: string, body: unknown, headers = {}): Promise<T> => {
    const response = await signer.request(path, jsonPost(body, headers));
    return (response.status === 204 ? undefined : await response.json()) as T;
  };
  return { signer, events, post };
}

/** A POST as the widget sends it. */
export function jsonPost(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** The MD5 as Swift writes it. */
export function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}

/** The record a browser makes of a file sent in one part. */
export function wholePart(bytes: Uint8Array): PartRecord {
  return { partNumber: 1, size: bytes.byteLength, etag: md5(bytes) };
}

/** Sends bytes with a signed request, as a browser would. */
export async function put(
  request: SignedRequest,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): Promise<number> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: { ...request.headers, ...headers },
    body: Buffer.from(bytes),
  });
  await response.arrayBuffer();
  return response.status;
}

/** One grant, or a failed assertion that shows the problem. */
export async function grantFor(
  { post }: TestSigner,
  bytes: Uint8Array,
  file: { name?: string; type?: string } = {},
): Promise<Grant> {
  const { results } = await post<CreateResponse>('/uploads', {
    files: [{ name: 'a.bin', type: '', ...file, size: bytes.byteLength }],
  });
  const [result] = results;
  assert.ok(result && 'grant' in result, JSON.stringify(result));
  return result.grant;
}

/** Completes one upload; its result. */
export async function completeOne(
  { post }: TestSigner,
  token: string,
  parts: readonly PartRecord[],
): Promise<{ receipt?: string; problem?: Problem }> {
  const { results } = await post<CompleteResponse>('/uploads/complete', {
    uploads: [{ token, parts }],
  });
  const [result] = results;
  assert.ok(result);
  return result;
}

/** The name that a receipt tells. */
export function keyOf(receipt: string | undefined): string {
  const [, payload = ''] = (receipt ?? '').split('.');
  const { upload: stored } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    upload: { key: string };
  };
  return stored.key;
}

/** Grant, PUT, complete: the receipt. */
export async function upload(
  test: TestSigner,
  bytes: Uint8Array,
  file: { name?: string; type?: string } = {},
): Promise<{ grant: Grant; receipt: string; key: string }> {
  const grant = await grantFor(test, bytes, file);
  const [request] = grant.requests;
  assert.ok(request);
  assert.equal(await put(request, bytes), 201);
  const { receipt, problem } = await completeOne(test, grant.token, [wholePart(bytes)]);
  assert.ok(receipt, JSON.stringify(problem));
  return { grant, receipt, key: keyOf(receipt) };
}
