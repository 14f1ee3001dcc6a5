/** What comes back to a PUT or a completion though nothing, or not storage, has answered. */
import { expect } from '@open-wc/testing';
import { md5 } from 'js-md5';
import type { UploadError } from '../errors.js';
import type { StorageAnswer } from '../ports.js';
import type { SignedRequest } from '../protocol.js';
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
import { xhrTransport } from './put-blob.js';

interface Outcome {
  readonly storage: FakeStorage;
  /** `done`, or the error's code. */
  readonly outcome: string;
  readonly message: string;
}

/** Sends one small file. */
async function send(
  hook: PutHook,
  change: (storage: FakeStorage, signer: FakeSigner) => void = () => undefined,
): Promise<Outcome> {
  const storage = fakeStorage(hook);
  const signer = fakeSigner({ storage });
  change(storage, signer);
  const parts = { signer, transport: storage, hasher: plainHasher(), retry: impatient };
  const uploader = new Uploader(parts);
  uploader.add([fileOf(100)]);
  const [upload] = await until(uploader, finished);
  const state = upload!.state;
  if (state.status !== 'failed') return { storage, outcome: state.status, message: '' };
  return { storage, outcome: state.error.code, message: state.error.message };
}

const stored = (etag: string | null, isPage = false): StorageAnswer => ({
  ...{ status: isPage ? 200 : 201, etag, size: null },
  ...(isPage && { isPage }),
});

describe('a PUT that is answered strangely', () => {
  it('by the login page of a network, once: it is sent again', async () => {
    const { outcome, storage } = await send((_request, count) =>
      count === 1 ? stored(null, true) : undefined,
    );
    expect(outcome).to.equal('done');
    expect(storage.puts).to.have.length(2);
  });

  it('by the login page of a network, always: it says what to do', async () => {
    const { outcome, message, storage } = await send(() => stored(null, true));
    expect(outcome).to.equal('network');
    expect(message).to.contain('sign in to the network');
    expect(storage.puts).to.have.length(impatient.attempts);
  });

  it('without an ETag, though storage has it: it is found and not sent again', async () => {
    const holder: { storage?: FakeStorage } = {};
    const etag = md5(await fileOf(100).arrayBuffer());
    const { outcome, storage } = await send(
      ({ url }) => {
        holder.storage?.objects.set(url.split('?')[0] ?? '', { etag, size: 100 });
        return stored(null);
      },
      (it) => {
        holder.storage = it;
      },
    );
    expect(outcome).to.equal('done');
    expect(storage.puts).to.have.length(1);
  });

  it('without an ETag, once, and nothing was stored: it is sent again', async () => {
    const { outcome, storage } = await send((_request, count) =>
      count === 1 ? stored(null) : undefined,
    );
    expect(outcome).to.equal('done');
    expect(storage.puts).to.have.length(2);
  });

  it('with a redirect to another address: it says so after few tries', async () => {
    const { outcome, message, storage } = await send(
      () => Promise.reject(broken('all')),
      (it) => {
        it.head = () => Promise.resolve({ status: 0, etag: null, size: null, isRedirect: true });
      },
    );
    expect(outcome).to.equal('storage-refused');
    expect(message).to.contain('leads to another address');
    expect(storage.puts).to.have.length(3);
  });
});

describe('a signer that is wrong', () => {
  it('gives an empty receipt: it is no receipt', async () => {
    const { outcome } = await send(
      () => undefined,
      (_storage, signer) => {
        signer.complete = (uploads) =>
          Promise.resolve({ results: uploads.map(() => ({ receipt: '' })) });
      },
    );
    expect(outcome).to.equal('signer-refused');
  });

  it("signs an address of the page's own site: nothing is sent there, for cookies would go with it", async () => {
    const request: SignedRequest = {
      partNumber: 1,
      method: 'PUT',
      url: `${location.origin}/never-asked-for`,
      headers: {},
      expiresAt: '2099-01-01T00:00:00.000Z',
    };
    const never = new AbortController().signal;
    const options = { signal: never, onProgress: () => undefined };
    const error = await xhrTransport()
      .put(request, new Blob(['abc']), options)
      .then(
        () => undefined,
        (reason: unknown) => reason as UploadError,
      );
    expect(error?.code).to.equal('signer-refused');
    const asked = performance.getEntriesByName(request.url);
    expect(asked).to.have.length(0);
  });
});
