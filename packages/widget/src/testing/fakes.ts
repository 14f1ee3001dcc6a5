/**
 * Stand-ins for the engine's ports, so that the real `Uploader` runs under the element and each test decides what the
 * network does: by default everything succeeds at once.
 *
 * @module
 */
import { md5 } from 'js-md5';
import { Uploader } from '../engine/index.js';
import type { Hasher, ResumeOptions, Signer, StorageAnswer, Transport } from '../engine/index.js';
import type { CreateResult, FileDeclaration, SignedRequest } from '../engine/index.js';

const FAR = '2099-01-01T00:00:00.000Z';

/** What a test can turn while it runs. */
export interface FakeNetwork {
  readonly uploader: Uploader;
  readonly signer: Signer;
  /** Names of the files the signer was asked about. */
  readonly declared: string[];
  /** Tokens the signer was told to give up. */
  readonly aborted: string[];
  /** While `true`, storage takes half of each body and then nothing more. */
  stuck: boolean;
  /** While `true`, storage tells no progress, as behind a service worker. */
  mute: boolean;
  /** While `true`, the signer does not answer `create`. */
  silent: boolean;
  /** While `true`, the signer does not answer `complete`. */
  unsure: boolean;
  /** Names that the signer refuses (`signer-refused`). */
  readonly refuse: Set<string>;
  /** Lets go whatever is held by the three switches, and turns them off. */
  release(): void;
}

/** A fake signer, storage and hasher, and an uploader on top of them. */
export function fakeNetwork(
  options: { readonly autostart?: boolean; readonly resume?: ResumeOptions } = {},
): FakeNetwork {
  let go: (() => void)[] = [];
  const held = (isHeld: boolean, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (!isHeld) resolve();
      signal.addEventListener('abort', () => {
        reject(signal.reason as DOMException);
      });
      go.push(resolve);
    });
  const request = (token: string, partNumber: number): SignedRequest => ({
    ...{ partNumber, method: 'PUT', headers: {}, expiresAt: FAR },
    url: `https://storage.test/${token}/${partNumber}`,
  });
  const grantFor = ({ name }: FileDeclaration): CreateResult => {
    if (fake.refuse.has(name)) {
      const detail = 'The service said no.';
      return {
        problem: { type: 'about:blank', title: 'No', status: 403, code: 'forbidden', detail },
      };
    }
    const token = `token-${fake.declared.length}-${name}`;
    fake.declared.push(name);
    return {
      grant: {
        ...{ token, partSize: 1e9, partCount: 1, integrity: 'md5-etag', expiresAt: FAR },
        requests: [request(token, 1)],
      },
    };
  };
  const signer: Signer = {
    async create(files, signal) {
      await held(fake.silent, signal);
      return { serverTime: new Date().toISOString(), results: files.map(grantFor) };
    },
    parts: (token, numbers) =>
      Promise.resolve({
        serverTime: new Date().toISOString(),
        requests: numbers.map((number) => request(token, number)),
      }),
    status: () => Promise.resolve({ parts: [] }),
    async complete(uploads, signal) {
      await held(fake.unsure, signal);
      return { results: uploads.map(({ token }) => ({ receipt: `receipt.of.${token}` })) };
    },
    abort(tokens) {
      fake.aborted.push(...tokens);
      return Promise.resolve();
    },
  };
  const transport: Transport = {
    async put(_request, body, { signal, onProgress }) {
      if (!fake.mute) onProgress(Math.floor(body.size / 2));
      await held(fake.stuck, signal);
      if (!fake.mute) onProgress(body.size);
      return answer(201, md5(await body.arrayBuffer()));
    },
    head: () => Promise.resolve(answer(404, null)),
    answers: () => Promise.resolve(true),
  };
  const hasher: Hasher = {
    md5: async (blob) => md5(await blob.arrayBuffer()),
    crc64nvme: () => Promise.reject(new Error('no grant asks for it')),
    close: () => undefined,
  };
  const fake: FakeNetwork = {
    ...{ signer, declared: [], aborted: [], stuck: false, silent: false, unsure: false },
    mute: false,
    uploader: new Uploader({ signer, transport, hasher, ...options }),
    refuse: new Set(),
    release() {
      Object.assign(fake, { stuck: false, silent: false, unsure: false });
      for (const resolve of go) resolve();
      go = [];
    },
  };
  return fake;
}

function answer(status: number, etag: string | null): StorageAnswer {
  return { status, etag, size: null };
}

/** A file of `size` bytes. */
export function file(name: string, size = 1000, type = 'text/plain'): File {
  return new File([new Uint8Array(size)], name, { type });
}
