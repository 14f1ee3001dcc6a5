import { expect } from '@open-wc/testing';
import type { Integrity } from '../protocol.js';
import type { UploadSnapshot } from '../snapshot.js';
import {
  fakeSigner,
  fakeStorage,
  fileOf,
  finished,
  impatient,
  plainHasher,
  until,
  type PutHook,
} from '../testing/fakes.js';
import { Uploader } from '../uploader.js';

function bench(hook?: PutHook, integrity: Integrity = 'crc64nvme') {
  const storage = fakeStorage(hook);
  const signer = fakeSigner({ storage, partSize: 1000, integrity });
  const hasher = plainHasher();
  const uploader = new Uploader({ signer, transport: storage, hasher, retry: impatient });
  const run = (size: number): Promise<readonly UploadSnapshot[]> => {
    uploader.add([fileOf(size)]);
    return until(uploader, finished);
  };
  return { storage, hasher, run };
}

describe('an upload whose grant says crc64nvme', () => {
  for (const size of [0, 1, 999, 1000, 1001, 4500]) {
    it(`is verified by it, and sends no ETag: ${size} bytes`, async () => {
      const { storage, run } = bench();
      expect((await run(size)).map(({ state }) => state.status)).to.deep.equal(['done']);
      for (const { headers } of storage.puts) expect(headers).not.to.have.property('etag');
      for (const { etag } of storage.objects.values()) expect(etag).to.match(/^[0-9a-f]{16}$/);
    });
  }

  it('computes the MD5 only of what begins before the first grant is there', async () => {
    const { hasher, run } = bench();
    await run(100);
    expect(hasher.hashed).to.have.length(1);
    await run(200);
    await run(2500);
    expect(hasher.hashed).to.have.length(1);
  });

  it('sends a part again that storage has with another', async () => {
    const { storage, run } = bench((_request, put) =>
      put === 2 ? { status: 200, etag: 'f'.repeat(16), size: null } : undefined,
    );
    expect((await run(2500))[0]?.state.status).to.equal('done');
    expect(storage.puts).to.have.length(4);
  });

  it('fails where the page may not see it', async () => {
    const { run } = bench(() => ({ status: 200, etag: null, size: null }));
    const [upload] = await run(100);
    expect(upload?.state).to.have.nested.property('error.code', 'etag-hidden');
  });
});

it('an upload whose grant says what this page does not know is refused', async () => {
  const { storage, run } = bench(undefined, 'blake9' as Integrity);
  const [upload] = await run(100);
  expect(upload?.state).to.have.nested.property('error.code', 'signer-refused');
  expect(storage.puts).to.deep.equal([]);
});
