/**
 * The signer's process over dev-storage, without a browser, and the browser's part of an upload in plain `fetch`.
 *
 * @module
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevStorage, type DevStorage } from '@direct-upload/dev-storage';
import { generateReceiptKey } from '@direct-upload/signer-server';
import { freePorts } from '../../setup/ports.js';
import { runSigner, type SignerProcess } from '../../setup/signer-process.js';

export const CONTAINER = 'uploads';

/** Variables of a signer. */
export type Environment = Readonly<Record<string, string>>;

/** Storage, and what a signer needs to know of it. */
export interface SignerStand extends AsyncDisposable {
  readonly storage: DevStorage;
  /** The container's Temp-URL-Key; not among the variables, the signer reads it. */
  readonly tempUrlKey: string;
  readonly environment: Environment;
  /** Starts the process with more variables. */
  run(settings?: Environment): Promise<SignerProcess>;
}

/** @param origin - of pages that may upload */
export async function createStand(origin = 'https://app.example'): Promise<SignerStand> {
  const directory = await mkdtemp(join(tmpdir(), 'stand-'));
  const storage = await createDevStorage({ directory });
  const tempUrlKey = randomBytes(32).toString('hex');
  await storage.createContainer(CONTAINER, { tempUrlKey, allowedOrigins: [origin] });
  const { authUrl, user, key } = storage.credentials;
  const environment = {
    ST_AUTH: authUrl,
    ST_USER: user,
    ST_KEY: key,
    SWIFT_CONTAINER: CONTAINER,
    ALLOWED_ORIGINS: origin,
    SIGNER_SECRET: randomBytes(32).toString('base64url'),
    RECEIPT_KEY: generateReceiptKey(),
  };
  return {
    storage,
    tempUrlKey,
    environment,
    async run(settings = {}) {
      const [port] = await freePorts(1);
      return runSigner({ ...environment, PORT: String(port), ...settings });
    },
    async [Symbol.asyncDispose]() {
      await storage.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A POST of JSON; the answer is read. */
export async function post(
  url: string,
  body: unknown,
  headers: Environment = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly body: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

/** A grant, as far as these tests look at it. */
export interface Grant {
  readonly token: string;
  readonly key: string;
  readonly requests: readonly { readonly url: string; readonly headers: Environment }[];
}

/** Asks for one file. */
export async function grantFor(
  endpoint: string,
  bytes: Uint8Array,
  headers: Environment = {},
): Promise<Grant> {
  const files = [{ name: 'a.bin', size: bytes.byteLength, type: '' }];
  const { body } = await post(endpoint, { files }, headers);
  const [result] = (body as { results?: { grant?: Grant }[] }).results ?? [];
  if (!result?.grant) throw new Error(`no grant: ${JSON.stringify(body)}`);
  return result.grant;
}

/** Sends the bytes as the grant says. */
export async function put({ requests }: Grant, bytes: Uint8Array): Promise<void> {
  const [request] = requests;
  const { status } = await fetch(request?.url ?? '', {
    method: 'PUT',
    headers: request?.headers ?? {},
    body: Buffer.from(bytes),
  });
  if (status !== 201) throw new Error(`storage answered ${status}`);
}

/** Body of `POST …/complete` for bytes in one part. */
export function completionOf({ token }: Grant, bytes: Uint8Array): object {
  const etag = createHash('md5').update(bytes).digest('hex');
  return { uploads: [{ token, parts: [{ partNumber: 1, size: bytes.byteLength, etag }] }] };
}

/** The receipt in the answer of `POST …/complete`. */
export function receiptIn(body: unknown): string {
  const [result] = (body as { results: { receipt?: string }[] }).results;
  if (result?.receipt === undefined) throw new Error(`no receipt: ${JSON.stringify(body)}`);
  return result.receipt;
}
