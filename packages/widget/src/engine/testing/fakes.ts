/**
 * Stand-ins for the engine's ports that behave: the signer grants and checks, the storage keeps bytes and computes real
 * hashes. Every one can be told to misbehave through a hook.
 *
 * @module
 */
import { md5 } from 'js-md5';
import { createCrc64 } from '../hashing/crc64-plain.js';
import { UploadError } from '../errors.js';
import {
  TransportError,
  type Hasher,
  type Sent,
  type PutOptions,
  type Signer,
  type StorageAnswer,
  type Transport,
} from '../ports.js';
import { hashFor } from '../sending/part-hash.js';
import type { Completion, FileDeclaration, Grant, Integrity, SignedRequest } from '../protocol.js';
import { sleep } from '../flow/sleep.js';
import type { RetryPolicy } from '../flow/retry.js';
import type { Uploader } from '../uploader.js';
import type { UploadSnapshot } from '../snapshot.js';

/** No waiting to speak of. */
export const impatient: RetryPolicy = { attempts: 4, baseDelay: 1, maxDelay: 2, offlineLimit: 50 };

/** A storage in memory: what was PUT, by URL without query. */
export interface FakeStorage extends Transport {
  readonly objects: Map<string, { readonly etag: string; readonly size: number }>;
  /** Every PUT in the order it came in, with its headers. */
  readonly puts: { readonly url: string; readonly headers: Record<string, string> }[];
  /** Most PUTs under way at once so far. */
  peak(): number;
}

/** Called before a PUT is answered; a returned answer or a throw replaces the real one. */
export type PutHook = (
  request: SignedRequest,
  put: number,
  options: PutOptions,
) => Promise<StorageAnswer | undefined> | StorageAnswer | undefined;

/** Storage whose URLs look like `https://storage.test/<key>?sig=<n>`. */
export function fakeStorage(hook: PutHook = () => undefined): FakeStorage {
  const objects: FakeStorage['objects'] = new Map();
  const puts: FakeStorage['puts'] = [];
  let running = 0;
  let peak = 0;
  return {
    objects,
    puts,
    peak: () => peak,
    async put(request, body, options) {
      puts.push({ url: request.url, headers: { ...request.headers, ...options.headers } });
      const count = puts.length;
      running += 1;
      peak = Math.max(peak, running);
      try {
        options.onProgress(Math.floor(body.size / 2));
        await tick(options.signal);
        const answer = await hook(request, count, options);
        options.signal.throwIfAborted();
        if (answer) return answer;
        const hash = hashFor(plainHasher(), options.integrity ?? 'md5-etag');
        const etag = await hash(body, options.signal);
        options.onProgress(body.size);
        const asked = options.headers?.etag;
        if (asked !== undefined && asked !== etag) return { status: 422, etag: null, size: null };
        objects.set(bare(request.url), { etag, size: body.size });
        return { status: 201, etag, size: null };
      } finally {
        running -= 1;
      }
    },
    answers: () => Promise.resolve(navigator.onLine),
    async head(url, signal) {
      await tick(signal);
      if (!navigator.onLine) throw broken();
      const found = objects.get(bare(url));
      if (!new URL(url).search) return { status: 401, etag: null, size: null };
      return found
        ? { status: 200, etag: found.etag, size: found.size }
        : { status: 404, etag: null, size: null };
    },
  };
}

/** A signer that grants everything as one part and believes `storage`. */
export interface FakeSigner extends Signer {
  readonly calls: { readonly name: keyof Signer; readonly count: number }[];
  readonly aborted: string[];
}

/** What a test may change about the fake signer. */
export interface FakeSignerOptions {
  readonly storage: FakeStorage;
  /** Life of a signed URL in milliseconds. */
  readonly urlTtl?: number;
  /** How far the signer's clock is behind the browser's, in milliseconds. */
  readonly behind?: number;
  readonly partSize?: number;
  readonly integrity?: Integrity;
  /** May throw, to make a call fail. */
  readonly onCall?: (name: keyof Signer, call: number) => void | Promise<void>;
}

/** See {@linkcode FakeSigner}. */
export function fakeSigner(options: FakeSignerOptions): FakeSigner {
  const { storage, urlTtl = 60_000, behind = 0, partSize = 5e9, onCall } = options;
  const { integrity = 'md5-etag' } = options;
  const files = new Map<string, FileDeclaration>();
  const calls: FakeSigner['calls'] = [];
  const aborted: string[] = [];
  let signatures = 0;
  const now = (): number => Date.now() - behind;
  const called = async (name: keyof Signer, count: number): Promise<void> => {
    calls.push({ name, count });
    // A round trip: what makes batching worth while, and lets the hash of a small file get ahead.
    await sleep(5, AbortSignal.timeout(1000));
    await onCall?.(name, calls.filter((call) => call.name === name).length);
  };
  const sign = (token: string, partNumber: number): SignedRequest => ({
    partNumber,
    method: 'PUT',
    url: `https://storage.test/${token}/${partNumber}?sig=${(signatures += 1)}`,
    headers: { 'content-type': 'text/plain' },
    expiresAt: new Date(now() + urlTtl).toISOString(),
  });
  const grant = (file: FileDeclaration): Grant => {
    const token = `token-${files.size + 1}`;
    files.set(token, file);
    return {
      token,
      partSize,
      partCount: Math.max(1, Math.ceil(file.size / partSize)),
      integrity,
      expiresAt: new Date(now() + 3_600_000).toISOString(),
      requests: [sign(token, 1)],
    };
  };
  const verify = ({ token, parts }: Completion): { receipt: string } => {
    for (const { partNumber, etag } of parts) {
      const stored = storage.objects.get(`https://storage.test/${token}/${partNumber}`);
      if (stored?.etag !== etag) throw new UploadError('corrupted', 'not what storage has');
    }
    return { receipt: `receipt-of-${token}` };
  };
  return {
    calls,
    aborted,
    async create(declared) {
      await called('create', declared.length);
      return {
        serverTime: new Date(now()).toISOString(),
        results: declared.map((file) => ({ grant: grant(file) })),
      };
    },
    async parts(token, partNumbers) {
      await called('parts', partNumbers.length);
      return {
        serverTime: new Date(now()).toISOString(),
        requests: partNumbers.map((partNumber) => sign(token, partNumber)),
      };
    },
    async status() {
      await called('status', 1);
      return { parts: [] };
    },
    async complete(uploads) {
      await called('complete', uploads.length);
      return { results: uploads.map(verify) };
    },
    async abort(tokens) {
      await called('abort', tokens.length);
      aborted.push(...tokens);
    },
  };
}

/** Hashes for real, on this thread. */
export function plainHasher(): Hasher & { readonly hashed: Blob[] } {
  const hashed: Blob[] = [];
  return {
    hashed,
    async md5(blob, signal) {
      hashed.push(blob);
      const bytes = await blob.arrayBuffer();
      signal.throwIfAborted();
      return md5(bytes);
    },
    async crc64nvme(blob) {
      const crc = createCrc64();
      crc.update(new Uint8Array(await blob.arrayBuffer()));
      return crc.digest();
    },
    close: () => undefined,
  };
}

/** A connection that broke. */
export function broken(sent: Sent = 'none'): TransportError {
  return new TransportError('broken', sent);
}

/** A file of `size` bytes that differ from file to file. */
export function fileOf(size: number, name = `file-${size}.txt`): File {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) bytes[index] = (index * 31 + name.length) % 251;
  return new File([bytes], name, { type: 'text/plain' });
}

/** Every upload has come to its end, whichever. */
export function finished(uploads: readonly UploadSnapshot[]): boolean {
  return uploads.every(({ state }) => ['done', 'failed', 'cancelled'].includes(state.status));
}

/** Waits for `condition`, looking after every `change` and a few times in between. */
export function until(
  uploader: Uploader,
  condition: (uploads: readonly UploadSnapshot[]) => boolean,
  limit = 15_000,
): Promise<readonly UploadSnapshot[]> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (!condition(uploader.uploads)) return;
      clearTimeout(timer);
      clearInterval(beat);
      uploader.removeEventListener('change', look);
      resolve(uploader.uploads);
    };
    // Some of what is waited for changes after the last event: a record forgotten, a token aborted.
    const beat = setInterval(look, 20);
    const timer = setTimeout(() => {
      clearInterval(beat);
      const states = uploader.uploads.map(({ state }) =>
        state.status === 'failed' ? `failed: ${state.error.message}` : state.status,
      );
      reject(new Error(`still waiting; the states are ${states.join(', ')}`));
    }, limit);
    uploader.addEventListener('change', look);
    look();
  });
}

function bare(url: string): string {
  return url.split('?')[0] ?? url;
}

function tick(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => {
      if (signal.aborted) reject(signal.reason as Error);
      else resolve();
    }, 1);
  });
}
