/**
 * Uploads that lead nowhere, for showing what the element looks like: the real engine between a signer and a storage that
 * are two objects on this page. What becomes of a file is in its script; a second try always succeeds.
 *
 * @module
 */
import type { DirectUpload } from '@direct-upload/widget';
import {
  TransportError,
  Uploader,
  type Hasher,
  type Signer,
  type StorageAnswer,
  type Transport,
} from '@direct-upload/widget/engine';

/** How far the first try gets: to the end, to a standstill, or to a broken connection. */
type Fate = 'verified' | 'stands' | 'breaks';

interface StagedFile {
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  readonly fate: Fate;
  readonly paused?: boolean;
}

const MB = 1_000_000;

/** One file in each of the states that people see most. */
const script: readonly StagedFile[] = [
  { name: 'Interview, take 3.mp4', type: 'video/mp4', size: 24 * MB, fate: 'stands' },
  { name: 'Lighthouse at dusk.jpg', type: 'image/jpeg', size: 4.8 * MB, fate: 'verified' },
  { name: 'Survey results.csv', type: 'text/csv', size: 1.2 * MB, fate: 'breaks' },
  { name: 'Backup.zip', type: 'application/zip', size: 12 * MB, fate: 'stands', paused: true },
];

const STANDSTILL = 0.62;
const MD5 = 'd41d8cd98f00b204e9800998ecf8427e';
const NEVER = '2099-01-01T00:00:00.000Z';

const hasher: Hasher = {
  md5: () => Promise.resolve(MD5),
  crc64nvme: () => Promise.reject(new Error('no grant asks for it')),
  close: () => undefined,
};

/** Grants everything; the token is the file's name. */
const signer: Signer = {
  create: (files) =>
    Promise.resolve({
      serverTime: new Date().toISOString(),
      results: files.map(({ name, size }) => ({
        grant: {
          ...{ token: name, key: name, partSize: size, partCount: 1, integrity: 'md5-etag' },
          expiresAt: NEVER,
          requests: [requestFor(name)],
        },
      })),
    }),
  parts: (token) =>
    Promise.resolve({ serverTime: new Date().toISOString(), requests: [requestFor(token)] }),
  status: () => Promise.resolve({ parts: [] }),
  complete: (uploads) =>
    Promise.resolve({ results: uploads.map(({ token }) => ({ receipt: `staged.${token}` })) }),
  abort: () => Promise.resolve(),
};

function requestFor(token: string) {
  const url = `https://storage.invalid/${encodeURIComponent(token)}`;
  return { partNumber: 1, method: 'PUT', url, headers: {}, expiresAt: NEVER } as const;
}

/** Takes bodies as the script says, one tenth at a time. */
function stagedTransport(): Transport {
  const tried = new Set<string>();
  const answer: StorageAnswer = { status: 201, etag: MD5, size: null };
  return {
    async put({ url }, body, { signal, onProgress }) {
      const fate = tried.has(url) ? 'verified' : fateOf(url);
      tried.add(url);
      for (const step of [0.2, 0.4, STANDSTILL, 0.8, 1]) {
        await pause(150, signal);
        onProgress(Math.round(body.size * step));
        if (step === STANDSTILL && fate === 'stands') await pause(undefined, signal);
        if (step === STANDSTILL && fate === 'breaks') throw new TransportError('broken', 'some');
      }
      return answer;
    },
    head: () => Promise.resolve({ status: 404, etag: null, size: null }),
    answers: () => Promise.resolve(true),
  };
}

function fateOf(url: string): Fate {
  return script.find(({ name }) => url.endsWith(encodeURIComponent(name)))?.fate ?? 'verified';
}

/** Resolves after so many milliseconds, if any; rejects when the upload is stopped. */
function pause(ms: number | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
    if (ms !== undefined) setTimeout(resolve, ms);
  });
}

/**
 * Gives a field an uploader of its own that leads nowhere.
 *
 * @param filled whether the script is played in it
 */
export function stageUploads(field: DirectUpload, filled: boolean): void {
  const retry = { attempts: 1, baseDelay: 1, maxDelay: 1, offlineLimit: 1 };
  const uploader = new Uploader({ signer, transport: stagedTransport(), hasher, retry });
  field.uploader = uploader;
  if (!filled) return;
  field.addFiles(
    script.map(({ name, type, size }) => new File([new Uint8Array(size)], name, { type })),
  );
  const toPause = new Set(script.filter(({ paused }) => paused).map(({ name }) => name));
  uploader.addEventListener('change', () => {
    for (const { id, file, state } of uploader.uploads) {
      const reached = state.progress.sent >= state.progress.total * STANDSTILL;
      if (toPause.has(file.name) && state.status === 'uploading' && reached) {
        toPause.delete(file.name);
        uploader.pause(id);
      }
    }
  });
}
