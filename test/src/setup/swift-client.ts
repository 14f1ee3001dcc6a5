/**
 * What a test asks a Swift-compatible storage for behind the browser's back: token, container, object bytes, listing.
 * Works with the real Swift and with dev-storage; knows nothing of the project's own code, so it can contradict it.
 *
 * @module
 */
import { createHash } from 'node:crypto';

/** Where storage is and who asks: both `SwiftLab` and dev-storage's handle have these. */
export interface SwiftAccess {
  /** v1 auth URL. */
  readonly authUrl: string;
  readonly user: string;
  readonly key: string;
}

/** An account with a token for it. */
export interface SwiftSession {
  /** `http://host/v1/<account>`. */
  readonly storageUrl: string;
  readonly token: string;
}

/** What a container is made with. */
export interface ContainerOptions {
  /** Pages' origins that may read the answers. `['*']` for all. */
  readonly origins?: readonly string[];
  /** `X-Container-Meta-Temp-URL-Key`. */
  readonly tempUrlKey?: string;
  /** More headers, e.g. a quota. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One object as the container's listing has it. */
export interface ListedObject {
  readonly name: string;
  readonly bytes: number;
  /** MD5 of the bytes in hex; of the manifest for an SLO. */
  readonly hash: string;
  readonly content_type: string;
  readonly last_modified: string;
}

/** An object as it was read back: the whole body went through the hash, whatever its size. */
export interface ReadObject {
  readonly status: number;
  readonly size: number;
  /** Of the bytes received, 32 lower-case hex digits. */
  readonly md5: string;
  readonly headers: Headers;
}

/** Logs in by v1 auth. */
export async function openSession(
  access: SwiftAccess,
  signal?: AbortSignal,
): Promise<SwiftSession> {
  const response = await fetch(access.authUrl, {
    headers: { 'x-auth-user': access.user, 'x-auth-key': access.key },
    signal: signal ?? null,
  });
  const storageUrl = response.headers.get('x-storage-url');
  const token = response.headers.get('x-auth-token');
  if (!response.ok || !storageUrl || !token) {
    throw new Error(`v1 auth answered ${response.status}`);
  }
  return { storageUrl, token };
}

/** Creates a container, or sets the metadata of one that exists (PUT does both). */
export async function createContainer(
  session: SwiftSession,
  name: string,
  options: ContainerOptions = {},
  signal?: AbortSignal,
): Promise<void> {
  const headers = new Headers(options.headers);
  // Space separated: a comma list never matches on Swift.
  if (options.origins) {
    headers.set('x-container-meta-access-control-allow-origin', options.origins.join(' '));
  }
  if (options.tempUrlKey) headers.set('x-container-meta-temp-url-key', options.tempUrlKey);
  await expectOk(await ask(session, 'PUT', name, { headers }, signal));
}

/** Reads an object with the token and hashes it as it streams by. A missing object is an answer (404), not an error. */
export async function readObject(
  session: SwiftSession,
  container: string,
  name: string,
  signal?: AbortSignal,
): Promise<ReadObject> {
  const response = await ask(session, 'GET', `${container}/${encodeName(name)}`, {}, signal);
  const hash = createHash('md5');
  let size = 0;
  for await (const chunk of response.body ?? []) {
    hash.update(chunk);
    size += chunk.byteLength;
  }
  return { status: response.status, size, md5: hash.digest('hex'), headers: response.headers };
}

/** All objects of a container (up to Swift's 10,000), by name. */
export async function listObjects(
  session: SwiftSession,
  container: string,
  prefix = '',
  signal?: AbortSignal,
): Promise<readonly ListedObject[]> {
  const query = new URLSearchParams({ format: 'json', prefix });
  const response = await ask(session, 'GET', `${container}?${query}`, {}, signal);
  await expectOk(response);
  return (await response.json()) as readonly ListedObject[];
}

/** Any request with the token; `path` is below the account and already encoded. */
export async function ask(
  session: SwiftSession,
  method: string,
  path: string,
  init: RequestInit = {},
  signal?: AbortSignal,
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('x-auth-token', session.token);
  return fetch(`${session.storageUrl}/${path}`, {
    ...init,
    method,
    headers,
    signal: signal ?? null,
  });
}

/** An object's name as it stands in a URL: every segment encoded, the slashes kept. */
export function encodeName(name: string): string {
  return name.split('/').map(encodeURIComponent).join('/');
}

async function expectOk(response: Response): Promise<void> {
  if (!response.ok) {
    throw new Error(
      `storage answered ${response.status}: ${(await response.text()).slice(0, 300)}`,
    );
  }
}
