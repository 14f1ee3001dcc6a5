import { expect } from '@open-wc/testing';
import { md5 } from 'js-md5';
import { UploadError } from './errors.js';
import type { Hasher, StorageAnswer } from './ports.js';
import type { UploadSnapshot } from './snapshot.js';
import {
  broken,
  fakeSigner,
  fakeStorage,
  fileOf,
  finished,
  impatient,
  plainHasher,
  until,
  type FakeSigner,
  type FakeSignerOptions,
  type FakeStorage,
  type PutHook,
} from './testing/fakes.js';
import { Uploader } from './uploader.js';
import type { UploaderOptions } from './uploader-options.js';

interface Bench {
  readonly storage: FakeStorage;
  readonly signer: FakeSigner;
  readonly uploader: Uploader;
}

function bench(
  hook?: PutHook,
  signerOptions: Omit<FakeSignerOptions, 'storage'> = {},
  options: Partial<UploaderOptions> = {},
): Bench {
  const storage = fakeStorage(hook);
  const signer = fakeSigner({ storage, ...signerOptions });
  const uploader = new Uploader({
    signer,
    transport: storage,
    hasher: plainHasher(),
    retry: impatient,
    ...options,
  });
  return { storage, signer, uploader };
}

const statuses = (uploads: readonly UploadSnapshot[]): string[] =>
  uploads.map(({ state }) => state.status);
const answer = (status: number, etag: string | null = null): StorageAnswer => ({
  status,
  etag,
  size: null,
});
const count = (signer: FakeSigner, name: string): number =>
  signer.calls.filter((call) => call.name === name).length;

async function failure(uploader: Uploader): Promise<UploadError> {
  const [upload] = await until(uploader, finished);
  if (upload?.state.status !== 'failed') throw new Error(`it is ${upload?.state.status}`);
  return upload.state.error;
}

describe('Uploader', () => {
  it('brings a file to a receipt, and storage has its bytes', async () => {
    const { uploader, storage } = bench();
    const file = fileOf(5000);
    uploader.add([file]);
    const [upload] = await until(uploader, finished);
    expect(upload?.state).to.deep.include({ status: 'done', receipt: 'receipt-of-token-1' });
    expect(upload?.state.progress).to.deep.include({ sent: 5000, confirmed: 5000, total: 5000 });
    expect([...storage.objects.values()][0]?.etag).to.equal(md5(await file.arrayBuffer()));
  });

  it('sends an empty file', async () => {
    const { uploader, storage } = bench();
    uploader.add([fileOf(0)]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect([...storage.objects.values()][0]?.size).to.equal(0);
  });

  it('never touches the file object', async () => {
    const { uploader } = bench();
    const file = Object.freeze(fileOf(10));
    uploader.add([file]);
    await until(uploader, finished);
    expect(uploader.fileOf('upload-1')).to.equal(file);
  });

  it('asks for 200 small files in one call and completes them in few', async () => {
    const { uploader, signer, storage } = bench();
    uploader.add(Array.from({ length: 200 }, (_, index) => fileOf(100, `${index}.txt`)));
    const uploads = await until(uploader, finished);
    expect(new Set(statuses(uploads))).to.deep.equal(new Set(['done']));
    expect(count(signer, 'create')).to.equal(1);
    expect(count(signer, 'parts')).to.equal(0);
    // How few depends on how fast they follow each other.
    expect(count(signer, 'complete')).to.be.below(100);
    expect(storage.peak()).to.equal(6);
  });

  it('gives a small file its hash as a header, so that storage checks it too', async () => {
    const plain = plainHasher();
    let hash: Promise<string> | undefined;
    const md5OfFile: Hasher['md5'] = (blob, signal) => (hash = plain.md5(blob, signal));
    // The grant comes after the hash, however slowly this browser reads the file.
    const onCall = async (): Promise<void> => {
      await hash;
    };
    const { uploader, storage } = bench(
      undefined,
      { onCall },
      { hasher: { ...plain, md5: md5OfFile } },
    );
    const file = fileOf(2000);
    uploader.add([file]);
    await until(uploader, finished);
    expect(storage.puts[0]?.headers).to.deep.equal({
      'content-type': 'text/plain',
      etag: md5(await file.arrayBuffer()),
    });
  });

  it('sends a file in parts if the plan says so', async () => {
    const { uploader, storage } = bench(undefined, { partSize: 1000 });
    uploader.add([fileOf(2500)]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    // Parts are sent side by side: which arrives first is open.
    const sizes = [...storage.objects.values()].map(({ size }) => size);
    expect(sizes.sort((a, b) => b - a)).to.deep.equal([1000, 1000, 500]);
  });

  it('changes snapshots, never mutates them, and keeps the array while nothing changes', async () => {
    const { uploader } = bench();
    const [first] = uploader.add([fileOf(10)]);
    expect(first?.state.status).to.equal('queued');
    expect(uploader.uploads).to.equal(uploader.uploads);
    await until(uploader, finished);
    expect(first?.state.status).to.equal('queued');
  });

  it('waits for start() when it shall not start by itself', async () => {
    const { uploader, signer } = bench(undefined, {}, { autostart: false });
    uploader.add([fileOf(1, 'a'), fileOf(1, 'b')]);
    await until(uploader, () => true);
    expect(statuses(uploader.uploads)).to.deep.equal(['queued', 'queued']);
    expect(signer.calls).to.deep.equal([]);
    uploader.start('upload-2');
    await until(uploader, ([, second]) => second?.state.status === 'done');
    expect(statuses(uploader.uploads)).to.deep.equal(['queued', 'done']);
    uploader.start();
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done', 'done']);
  });

  it('lists a refused file as failed and never sends it, not even on retry', async () => {
    const { uploader, storage } = bench();
    const refusal = new UploadError('too-large', 'too large');
    uploader.add([fileOf(1, 'a'), fileOf(9, 'b')], (file) => (file.size > 5 ? refusal : undefined));
    await until(uploader, finished);
    uploader.retry();
    uploader.retry('upload-2');
    expect(statuses(uploader.uploads)).to.deep.equal(['done', 'failed']);
    expect(storage.puts).to.have.length(1);
  });
});

describe('Uploader under failures', () => {
  it('sends again when storage reports other bytes, and fails as corrupted if it goes on', async () => {
    const wrong = answer(201, '0'.repeat(32));
    const once = bench((_request, put) => (put === 1 ? wrong : undefined));
    once.uploader.add([fileOf(100)]);
    expect(statuses(await until(once.uploader, finished))).to.deep.equal(['done']);
    expect(once.storage.puts).to.have.length(2);

    const always = bench(() => wrong);
    always.uploader.add([fileOf(100)]);
    expect((await failure(always.uploader)).code).to.equal('corrupted');
    expect(count(always.signer, 'complete')).to.equal(0);
  });

  it('notices that the file, not the wire, has changed', async () => {
    let reads = 0;
    const hasher = {
      ...plainHasher(),
      md5: () => Promise.resolve(`${(reads += 1)}`.repeat(32)),
      close: () => undefined,
    };
    const { uploader } = bench(() => answer(201, 'f'.repeat(32)), {}, { hasher });
    uploader.add([fileOf(100)]);
    expect((await failure(uploader)).code).to.equal('file-changed');
  });

  it('says when the file can no longer be read', async () => {
    const hasher = {
      ...plainHasher(),
      md5: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
      close: () => undefined,
    };
    const { uploader } = bench(() => Promise.reject(broken()), {}, { hasher });
    uploader.add([fileOf(2 * 1024 * 1024)]);
    expect((await failure(uploader)).code).to.equal('file-unreadable');
  });

  it('outlives a broken connection', async () => {
    const { uploader, storage } = bench((_request, put) => {
      if (put < 3) throw broken();
      return undefined;
    });
    uploader.add([fileOf(100)]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect(storage.puts).to.have.length(3);
  });

  it('suspects a full storage only where every try vanished in the same way', async () => {
    const vanished = bench(() => Promise.reject(broken('all')));
    vanished.uploader.add([fileOf(100)]);
    expect((await failure(vanished.uploader)).code).to.equal('quota');
    const mixed = bench((_request, put) => Promise.reject(broken(put > 1 ? 'all' : 'none')));
    mixed.uploader.add([fileOf(100)]);
    expect((await failure(mixed.uploader)).code).to.equal('network');
  });

  it('does not send again what had landed', async () => {
    const file = fileOf(100);
    const etag = md5(await file.arrayBuffer());
    const { uploader, storage } = bench((request) => {
      storage.objects.set(request.url.split('?')[0] ?? '', { etag, size: 100 });
      throw broken('all');
    });
    uploader.add([file]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect(storage.puts).to.have.length(1);
  });

  it('looks before it sends again: storage may have been writing still', async () => {
    const file = fileOf(100);
    const etag = md5(await file.arrayBuffer());
    const { uploader, storage } = bench(() => Promise.reject(broken()));
    const look = storage.head.bind(storage);
    storage.head = async (url, signal) => {
      const first = await look(url, signal);
      storage.objects.set(url.split('?')[0] ?? '', { etag, size: 100 });
      return first;
    };
    uploader.add([file]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect(storage.puts).to.have.length(1);
  });

  it('says that the file is gone though its hash was known before', async () => {
    const file = fileOf(100);
    const gone = new DOMException('gone', 'NotFoundError');
    file.slice = () => ({ arrayBuffer: () => Promise.reject(gone) }) as unknown as Blob;
    const { uploader, storage } = bench(() => Promise.reject(broken()));
    uploader.add([file]);
    expect((await failure(uploader)).code).to.equal('file-unreadable');
    expect(storage.puts).to.have.length(1);
  });

  it('looks at a file that does not move once at a time, however long that takes', async () => {
    const file = fileOf(100);
    let looks = 0;
    let see: () => void = () => undefined;
    const seen = new Promise<void>((resolve) => (see = resolve));
    file.slice = () => {
      looks += 1;
      return { size: 1, arrayBuffer: () => seen.then(() => new ArrayBuffer(1)) } as unknown as Blob;
    };
    const { uploader } = bench(async (_request, _put, { onQuiet }) => {
      for (let times = 0; times < 3; times += 1) onQuiet?.();
      expect(looks).to.equal(1);
      see();
      return undefined;
    });
    uploader.add([file]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
  });

  it('tries again where the hashing code could not be loaded', async () => {
    let loads = 0;
    const { md5: hash, ...others } = plainHasher();
    const hasher = {
      ...others,
      md5: (blob: Blob, signal: AbortSignal) =>
        (loads += 1) < 3 ? Promise.reject(new TypeError('no network')) : hash(blob, signal),
    };
    const { uploader, storage } = bench(undefined, {}, { hasher });
    uploader.add([fileOf(100)]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect(storage.puts).to.have.length(1);
  });

  it('renews a URL that ran out while waiting in line', async () => {
    const { uploader, signer, storage } = bench(undefined, { urlTtl: 100 });
    uploader.add([fileOf(10)]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect(count(signer, 'parts')).to.equal(1);
    expect(storage.puts[0]?.url).to.contain('sig=2');
  });

  it('is not fooled by a clock that is hours off', async () => {
    const { uploader, signer } = bench(undefined, { behind: 3 * 3_600_000 });
    uploader.add([fileOf(10)]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect(count(signer, 'parts')).to.equal(0);
  });

  it('signs anew when storage says no, but not for ever', async () => {
    const once = bench((_request, put) => (put === 1 ? answer(401) : undefined));
    once.uploader.add([fileOf(10)]);
    expect(statuses(await until(once.uploader, finished))).to.deep.equal(['done']);
    expect(count(once.signer, 'parts')).to.equal(1);

    const always = bench(() => answer(401));
    always.uploader.add([fileOf(10)]);
    expect((await failure(always.uploader)).code).to.equal('storage-refused');
  });

  it('starts over with a new grant when the token is over', async () => {
    const { uploader, signer } = bench(undefined, {
      onCall: (name, call) => {
        if (name === 'complete' && call === 1) throw new UploadError('expired', 'over');
      },
    });
    uploader.add([fileOf(10)]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect(count(signer, 'create')).to.equal(2);
  });

  it('tries the signer again while it is down, then says so', async () => {
    const down = (): never => {
      throw new UploadError('signer-unavailable', 'down');
    };
    const passing = bench(undefined, {
      onCall: (_name, call) => {
        if (call === 1) down();
      },
    });
    passing.uploader.add([fileOf(10)]);
    expect(statuses(await until(passing.uploader, finished))).to.deep.equal(['done']);

    const lasting = bench(undefined, { onCall: down });
    lasting.uploader.add([fileOf(10)]);
    expect((await failure(lasting.uploader)).code).to.equal('signer-unavailable');
  });

  it('goes on from what was confirmed when a failed upload is retried', async () => {
    let healthy = false;
    const { uploader, storage } = bench(
      (request) => (healthy || request.partNumber === 1 ? undefined : answer(400)),
      { partSize: 1000 },
      { connections: 1 },
    );
    uploader.add([fileOf(2000)]);
    expect((await failure(uploader)).code).to.equal('storage-refused');
    healthy = true;
    uploader.retry();
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect(storage.puts.map(({ url }) => url.replace(/.*\/(\d)\?.*/, '$1'))).to.deep.equal([
      '1',
      '2',
      '2',
    ]);
  });
});

describe('Uploader without a network', () => {
  const offline = (value: boolean): void => {
    if (value) Object.defineProperty(navigator, 'onLine', { configurable: true, value: false });
    else Reflect.deleteProperty(navigator, 'onLine');
  };
  afterEach(() => {
    offline(false);
  });

  it('waits without spending tries, and goes on by itself', async () => {
    let puts = 0;
    const { uploader } = bench(() => {
      puts += 1;
      if (puts > 1) return undefined;
      offline(true);
      setTimeout(() => {
        offline(false);
        globalThis.dispatchEvent(new Event('online'));
      }, 20);
      throw broken();
    });
    uploader.add([fileOf(10)]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect(puts).to.equal(2);
  });

  it('goes on though the browser wrongly says so for good, also after a failure of storage', async () => {
    offline(true);
    const { uploader } = bench((_request, put) =>
      put === 1 ? { status: 503, etag: null, size: null } : undefined,
    );
    uploader.add([fileOf(10)]);
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
  });

  it('gives up as offline when that takes longer than it may', async () => {
    const { uploader } = bench(() => {
      offline(true);
      throw broken();
    });
    uploader.add([fileOf(10)]);
    expect((await failure(uploader)).code).to.equal('offline');
  });
});

describe('Uploader commands', () => {
  const holding: PutHook = (_request, _put, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
  const uploading = (uploads: readonly UploadSnapshot[]): boolean =>
    uploads.every(({ state }) => state.status === 'uploading');

  it('cancels: the request stops and the signer cleans up', async () => {
    const { uploader, signer } = bench(holding);
    uploader.add([fileOf(10)]);
    await until(uploader, uploading);
    uploader.cancel('upload-1');
    expect(statuses(uploader.uploads)).to.deep.equal(['cancelled']);
    await until(uploader, () => signer.aborted.length === 1);
    expect(signer.aborted).to.deep.equal(['token-1']);
  });

  it('pauses and resumes without a new grant', async () => {
    let hold = true;
    const { uploader, signer } = bench((...put) => (hold ? holding(...put) : undefined));
    uploader.add([fileOf(10)]);
    await until(uploader, uploading);
    uploader.pause();
    expect(statuses(uploader.uploads)).to.deep.equal(['paused']);
    hold = false;
    uploader.resume();
    expect(statuses(await until(uploader, finished))).to.deep.equal(['done']);
    expect(count(signer, 'create')).to.equal(1);
    expect(signer.aborted).to.deep.equal([]);
  });

  it('gives the connection of a stopped upload to the next one', async () => {
    const { uploader } = bench(
      (request, ...rest) =>
        request.url.includes('token-1') ? holding(request, ...rest) : undefined,
      {},
      { connections: 1 },
    );
    uploader.add([fileOf(10, 'a'), fileOf(10, 'b')]);
    await until(uploader, ([first]) => first?.state.status === 'uploading');
    uploader.cancel('upload-1');
    expect(statuses(await until(uploader, finished))).to.deep.equal(['cancelled', 'done']);
  });

  it('clears one or all; what was unfinished is cancelled', async () => {
    const { uploader, signer } = bench(holding);
    uploader.add([fileOf(1, 'a'), fileOf(1, 'b'), fileOf(1, 'c')]);
    await until(uploader, uploading);
    uploader.clear('upload-2');
    expect(uploader.uploads.map(({ id }) => id)).to.deep.equal(['upload-1', 'upload-3']);
    uploader.clear();
    expect(uploader.uploads).to.deep.equal([]);
    await until(uploader, () => signer.aborted.length === 3);
    expect(signer.aborted.sort()).to.deep.equal(['token-1', 'token-2', 'token-3']);
  });

  it('ignores ids it does not know', () => {
    const { uploader } = bench();
    for (const command of ['start', 'pause', 'resume', 'retry', 'cancel', 'clear'] as const) {
      uploader[command]('nobody');
    }
    expect(uploader.uploads).to.deep.equal([]);
  });
});
