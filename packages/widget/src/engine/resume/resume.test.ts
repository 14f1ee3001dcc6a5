import { expect } from '@open-wc/testing';
import { UploadError } from '../errors.js';
import type { PartRecord } from '../protocol.js';
import type { ResumeRecord, ResumeStore } from './resume-store.js';
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
  type FakeStorage,
  type PutHook,
} from '../testing/fakes.js';
import { Uploader } from '../uploader.js';

/** Records in memory; what one page saved the next one takes. */
function memoryStore(): ResumeStore & { readonly records: Map<string, ResumeRecord> } {
  const records = new Map<string, ResumeRecord>();
  return {
    records,
    save: async (record) => void records.set(record.grant.token, structuredClone(record)),
    remove: async (token) => void records.delete(token),
    take: async (scope) => [...records.values()].filter((record) => record.scope === scope),
    claim: async () => true,
  };
}

/** Two pages after one another, on the same storage, signer and store. */
function world(hook?: PutHook): {
  storage: FakeStorage;
  signer: FakeSigner;
  store: ReturnType<typeof memoryStore>;
  page: () => Uploader;
} {
  const storage = fakeStorage(hook);
  const plain = fakeSigner({ storage, partSize: 1000 });
  const signer: FakeSigner = {
    ...plain,
    status: (token) => {
      const parts: PartRecord[] = [...storage.objects].flatMap(([url, { etag, size }]) => {
        const [, partNumber] = url.match(new RegExp(`/${token}/(\\d+)$`)) ?? [];
        return partNumber ? [{ partNumber: Number(partNumber), size, etag }] : [];
      });
      return Promise.resolve({ parts });
    },
  };
  const store = memoryStore();
  const page = (): Uploader =>
    new Uploader({
      signer,
      transport: storage,
      hasher: plainHasher(),
      retry: impatient,
      connections: 1,
      resume: { scope: 'here', store },
    });
  return { storage, signer, store, page };
}

/** Sends part 1 and 2 of 4, then the page is gone. */
async function interrupted(): Promise<ReturnType<typeof world> & { file: File }> {
  let stop = true;
  const all = world(({ partNumber }) => {
    if (stop && partNumber > 2) throw broken();
    return undefined;
  });
  const file = fileOf(3500, 'big.bin');
  const first = all.page();
  first.add([file]);
  await until(first, ([upload]) => upload?.state.progress.confirmed === 2000);
  // It is kept beside the transfer, by code that is loaded then.
  await until(first, () => all.store.records.size === 1);
  first.pause();
  stop = false;
  all.storage.puts.length = 0;
  return { ...all, file };
}

/** A fake handle cannot be cloned into a store; it joins the record on its way out. */
function withHandle(
  uploader: Uploader,
  store: ReturnType<typeof memoryStore>,
  handle: FileSystemFileHandle,
): Uploader {
  const { take } = store;
  store.take = async (scope) => (await take(scope)).map((record) => ({ ...record, handle }));
  return uploader;
}

describe('resume after reload', () => {
  it('lists what was left, and goes on when the same file is added: confirmed parts are not sent again', async () => {
    const { page, file, storage, store } = await interrupted();
    const second = page();
    await second.restore();
    expect(second.uploads[0]).to.deep.include({ source: 'missing' });
    expect(second.uploads[0]?.state.status).to.equal('paused');
    second.resume();
    expect(second.uploads[0]?.state.status).to.equal('paused', 'there is no file yet');
    second.add([file]);
    const uploads = await until(second, finished);
    expect(uploads).to.have.length(1);
    expect(uploads[0]?.state).to.deep.include({ status: 'done', receipt: 'receipt-of-token-1' });
    expect(storage.puts.map(({ url }) => url.split('/').at(-1)?.[0])).to.deep.equal(['3', '4']);
    await until(second, () => store.records.size === 0);
  });

  it('opens the file by its handle on resume()', async () => {
    const { page, file, store, storage } = await interrupted();
    const handle = { getFile: () => Promise.resolve(file) } as unknown as FileSystemFileHandle;
    const second = withHandle(page(), store, handle);
    const [restored] = await second.restore();
    expect(restored?.source).to.equal('handle');
    second.resume(restored?.id);
    const [upload] = await until(second, finished);
    expect(upload?.state.status).to.equal('done');
    expect(storage.puts).to.have.length(2);
  });

  it('asks for permission within the click, and once', async () => {
    const { page, file, store } = await interrupted();
    const asked: string[] = [];
    let allow: (answer: PermissionState) => void = () => undefined;
    const handle = {
      requestPermission: ({ mode }: { mode: string }) => {
        asked.push(mode);
        return new Promise((resolve) => (allow = resolve));
      },
      getFile: () => Promise.resolve(file),
    } as unknown as FileSystemFileHandle;
    const second = withHandle(page(), store, handle);
    await second.restore();
    second.resume();
    expect(asked).to.deep.equal(['read']);
    allow('granted');
    const [upload] = await until(second, finished);
    expect(upload?.state.status).to.equal('done');
    expect(asked).to.have.length(1);
  });

  it('goes on with the chosen file where the handle may not be opened', async () => {
    const { page, file, store, storage } = await interrupted();
    const handle = {
      requestPermission: () => Promise.resolve('denied'),
    } as unknown as FileSystemFileHandle;
    const second = withHandle(page(), store, handle);
    await second.restore();
    second.resume();
    const [refused] = await until(second, finished);
    expect(refused?.state).to.have.nested.property('error.code', 'file-unreadable');
    expect(second.awaits(fileOf(3500, 'other.bin'))).to.equal(undefined);
    expect(second.awaits(file)).to.equal(second.uploads[0]);
    second.add([file]);
    const uploads = await until(second, ([upload]) => upload?.state.status === 'done');
    expect(uploads).to.have.length(1);
    expect(storage.puts).to.have.length(2);
  });

  it('keeps the handle that came with the chosen file', async () => {
    const { page, file, store } = await interrupted();
    const saved: unknown[] = [];
    const { save } = store;
    store.save = (record) => {
      saved.push(record.handle);
      return save(record);
    };
    const second = page();
    await second.restore();
    second.add([file], undefined, () => 'a handle' as unknown as FileSystemFileHandle);
    await until(second, finished);
    expect(saved).to.deep.equal(['a handle']);
  });

  it('leaves for the next visit what nobody went on with', async () => {
    const { page, file, store, signer } = await interrupted();
    const second = page();
    await second.restore();
    second.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([store.records.size, signer.aborted.length]).to.deep.equal([1, 0]);
    const third = page();
    await third.restore();
    third.add([file]);
    third.close();
    await until(third, () => store.records.size === 0);
  });

  it('is kept from nobody once it is released, and taken back when it goes on', async () => {
    const { page, file, store } = await interrupted();
    const told: string[] = [];
    store.claim = async () => told.push('claimed') > 0;
    store.release = async () => void told.push('released');
    const uploader = page();
    await uploader.restore();
    uploader.add([file]);
    uploader.pause();
    uploader.release();
    await until(uploader, () => told.includes('released'));
    expect(store.records.size).to.equal(1);
    uploader.resume();
    await until(uploader, finished);
    expect(told).to.deep.equal(['released', 'claimed']);
  });

  it('is left to the tab that took it over once it was released', async () => {
    const { page, file, store } = await interrupted();
    const told: string[] = [];
    store.claim = async () => false;
    store.save = async () => void told.push('saved');
    store.release = async () => void told.push('released');
    const uploader = page();
    await uploader.restore();
    uploader.add([file]);
    uploader.pause();
    uploader.release();
    uploader.resume();
    const [upload] = await until(uploader, finished);
    expect(upload?.state.status).to.equal('done');
    // After what else stands in line.
    await uploader.forget();
    expect(told).to.deep.equal(['saved', 'released']);
    expect(store.records.size).to.equal(1, 'the record is the other tab’s to remove');
  });

  it('forgets what is removed also after it was released, and what was taken up again when it is done', async () => {
    const { page, store } = await interrupted();
    const removed = page();
    await removed.restore();
    removed.release();
    removed.clear();
    await until(removed, () => store.records.size === 0);
    const { page: next, file, store: kept } = await interrupted();
    const handle = { getFile: () => Promise.resolve(file) } as unknown as FileSystemFileHandle;
    const finishing = withHandle(next(), kept, handle);
    await finishing.restore();
    finishing.release();
    finishing.resume();
    await until(finishing, finished);
    await until(finishing, () => kept.records.size === 0);
  });

  it('forgets everything on request: for a logout', async () => {
    const { page, store, signer } = await interrupted();
    store.clear = async () => {
      store.records.clear();
    };
    const uploader = page();
    await uploader.restore();
    await uploader.forget();
    expect(uploader.uploads).to.deep.equal([]);
    expect(store.records.size).to.equal(0);
    await until(uploader, () => signer.aborted.includes('token-1'));
    const next = page();
    expect(await next.restore()).to.deep.equal([]);
  });

  it('says where it could not forget, and what it kept can be forgotten later', async () => {
    const { page, store } = await interrupted();
    store.clear = () => Promise.reject(new Error('the disk is full'));
    const uploader = page();
    const error: unknown = await uploader.forget().catch((it: unknown) => it);
    expect(error).to.have.property('message', 'the disk is full');
    store.clear = async () => {
      store.records.clear();
    };
    await uploader.forget();
    expect(store.records.size).to.equal(0);
  });

  it('asks the signer about what is over by this machine’s clock alone', async () => {
    const { page, store } = await interrupted();
    for (const [token, record] of store.records) {
      store.records.set(token, { ...record, until: Date.now() - 25 * 3_600_000 });
    }
    expect(await page().restore()).to.have.length(1, 'the signer takes it');
    const { page: later, store: kept, signer } = await interrupted();
    for (const [token, record] of kept.records) {
      kept.records.set(token, { ...record, until: Date.now() - 1 });
    }
    signer.status = () => Promise.reject(new UploadError('expired', 'The upload is over.'));
    expect(await later().restore()).to.deep.equal([]);
    expect(kept.records.size).to.equal(0);
  });

  it('says what would outlive the page', async () => {
    const { page } = await interrupted();
    const second = page();
    await second.restore();
    second.add([fileOf(10)]);
    const uploads = await until(second, ([, upload]) => upload?.state.status === 'done');
    expect(uploads.map(({ kept }) => kept)).to.deep.equal([true, false]);
  });

  it('starts a new upload for a file that was changed since', async () => {
    const { page, file, signer, storage } = await interrupted();
    const changed = new File([await file.arrayBuffer()], file.name, { lastModified: 5 });
    const second = page();
    await second.restore();
    second.add([changed]);
    await until(second, ([, upload]) => upload?.state.status === 'done');
    expect(signer.calls.filter(({ name }) => name === 'create')).to.have.length(2);
    expect(storage.puts).to.have.length(4);
  });

  it('sends every part anew whose bytes are not those of the file, though its name, size and time are', async () => {
    const { page, file, storage } = await interrupted();
    const bytes = new Uint8Array(await file.arrayBuffer());
    bytes[10] = (bytes[10] ?? 0) ^ 1;
    const { name, lastModified, type } = file;
    const second = page();
    await second.restore();
    second.add([new File([bytes], name, { lastModified, type })]);
    const [upload] = await until(second, finished);
    expect(upload?.state.status).to.equal('done');
    expect(storage.puts.map(({ url }) => url.split('/').at(-1)?.[0])).to.deep.equal([
      '1',
      '3',
      '4',
    ]);
  });

  it('forgets what was cancelled, and has its parts deleted', async () => {
    const { page, store, signer } = await interrupted();
    const second = page();
    await second.restore();
    second.clear();
    await until(second, () => signer.aborted.length === 1);
    expect(second.uploads).to.deep.equal([]);
    await until(second, () => store.records.size === 0);
  });

  it('keeps nothing of an upload of one part, and nothing at all unless asked to', async () => {
    const { page, store } = world();
    const uploader = page();
    uploader.add([fileOf(10)]);
    await until(uploader, finished);
    expect(store.records.size).to.equal(0);
    const without = new Uploader({ signer: fakeSigner({ storage: fakeStorage() }) });
    expect(await without.restore()).to.deep.equal([]);
  });
});
