/**
 * A storage on a directory of its own, for one test.
 *
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createDevStorage, type DevStorage, type DevStorageOptions } from '../dev-storage.js';
import { send, type RawAnswer, type RawRequest } from './request.js';
import { sign, type SignOptions } from './sign.js';

/** A storage with the container `c`, whose key is `s3cret` and which allows `http://a.example`. */
export interface TestStorage extends DevStorage {
  readonly directory: string;
  /** Sends a request to it. */
  request(request: RawRequest): Promise<RawAnswer>;
  /** Sends a request for `c/<object>` with a temporary URL for its method. */
  signed(
    method: string,
    object: string,
    options?: Partial<RawRequest> & { readonly sign?: Partial<SignOptions> },
  ): Promise<RawAnswer>;
}

/** Starts it; it is closed and deleted when the test is over. */
export async function startTestStorage(
  t: TestContext,
  options: Partial<DevStorageOptions> = {},
): Promise<TestStorage> {
  const directory = options.directory ?? (await makeDirectory(t));
  const storage = await createDevStorage({ ...options, directory });
  t.after(() => storage.close());
  await storage.createContainer('c', {
    tempUrlKey: 's3cret',
    allowedOrigins: ['http://a.example'],
  });
  const request = (raw: RawRequest): Promise<RawAnswer> => send(storage.url, raw);
  return {
    ...storage,
    directory,
    request,
    signed(method, object, { sign: signOptions, ...rest } = {}) {
      const path = `/v1/AUTH_test/c/${object}`;
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      const query = sign({ method, path, ...signOptions });
      return request({ method, path: `${encoded}?${query}`, ...rest });
    },
  };
}

/** A directory that is deleted when the test is over. */
export async function makeDirectory(t: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'dev-storage-'));
  t.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
