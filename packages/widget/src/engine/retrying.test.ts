import { expect } from '@open-wc/testing';
import { UploadError } from './errors.js';
import type { RetryPolicy } from './flow/retry.js';
import {
  broken,
  fakeSigner,
  fakeStorage,
  fileOf,
  finished,
  plainHasher,
  until,
  type FakeSignerOptions,
} from './testing/fakes.js';
import type { PutOptions, Transport } from './ports.js';
import type { UploadSnapshot } from './snapshot.js';
import { Uploader } from './uploader.js';

/** Goes on trying; tells after a moment. */
const stubborn: RetryPolicy = {
  ...{ attempts: 10_000, baseDelay: 2, maxDelay: 4, offlineLimit: 50 },
  tellAfter: 30,
};
const down = new UploadError('signer-unavailable', 'The upload service could not be reached.');

/** `refuses` says whether storage takes no connection now. */
function uploaderOn(
  onCall: NonNullable<FakeSignerOptions['onCall']>,
  refuses = (): boolean => false,
): Uploader {
  const storage = fakeStorage();
  const signer = fakeSigner({ storage, onCall });
  const put: Transport['put'] = (...request) =>
    refuses() ? Promise.reject(broken()) : storage.put(...request);
  const transport = { ...storage, put };
  return new Uploader({ signer, transport, hasher: plainHasher(), retry: stubborn });
}

const retrying = ({ state }: UploadSnapshot | { state: UploadSnapshot['state'] }): unknown =>
  'retrying' in state ? state.retrying.code : undefined;

/** Every status in its order, with what was tried again in it. */
function watch(uploader: Uploader): readonly string[] {
  const seen: string[] = [];
  uploader.addEventListener('change', () => {
    const [upload] = uploader.uploads;
    if (!upload) return;
    const now = [upload.state.status, retrying(upload)].filter(Boolean).join(' ');
    if (seen.at(-1) !== now) seen.push(now);
  });
  return seen;
}

describe('an upload says that it tries again', () => {
  it('while the signer refuses connections, and no longer', async () => {
    let isDown = true;
    const uploader = uploaderOn(() => {
      if (isDown) throw down;
    });
    const seen = watch(uploader);
    uploader.add([fileOf(10)]);
    const [waiting] = await until(uploader, ([first]) => first !== undefined && !!retrying(first));
    expect(waiting?.state).to.deep.include({ status: 'preparing', retrying: down });
    isDown = false;
    const [upload] = await until(uploader, finished);
    expect(upload?.state.status).to.equal('done');
    expect(seen.filter((it) => it.includes(' '))).to.deep.equal(['preparing signer-unavailable']);
  });

  it('while the signer says nothing', async () => {
    let answer = (): void => undefined;
    const silence = new Promise<void>((resolve) => (answer = resolve));
    const uploader = uploaderOn(() => silence);
    uploader.add([fileOf(10), fileOf(20)]);
    await until(uploader, (uploads) => uploads.every(retrying));
    answer();
    await until(uploader, finished);
  });

  it('while storage cannot be reached', async () => {
    let isDown = true;
    const uploader = uploaderOn(
      () => undefined,
      () => isDown,
    );
    uploader.add([fileOf(10)]);
    const [waiting] = await until(uploader, ([first]) => first !== undefined && !!retrying(first));
    expect(waiting?.state.status).to.equal('uploading');
    isDown = false;
    const [upload] = await until(uploader, finished);
    expect(upload?.state).to.include({ status: 'done' }).and.not.have.property('retrying');
  });

  it('not while another of its parts moves', async () => {
    const tellAfter = 50;
    const storage = fakeStorage();
    const signer = fakeSigner({ storage, partSize: 10 });
    let moves = (): void => undefined;
    let isDone = (): void => undefined;
    const done = new Promise<void>((resolve) => (isDone = resolve));
    const began = performance.now();
    const put: Transport['put'] = async (request, body, options) => {
      if (request.partNumber === 2) {
        moves = () => {
          options.onProgress(1);
        };
        await done;
      } else if (performance.now() - began < 4 * tellAfter) {
        // Before the next try is due, the other one moves: whatever comes late then, this comes first.
        moves();
        throw broken();
      }
      isDone();
      return storage.put(request, body, options);
    };
    const answers: Transport['answers'] = () => Promise.resolve(false);
    const retry = { ...stubborn, tellAfter };
    const transport = { ...storage, put, answers };
    const uploader = new Uploader({ signer, transport, hasher: plainHasher(), retry });
    const seen = watch(uploader);
    uploader.add([fileOf(20)]);
    const [upload] = await until(uploader, finished);
    expect(upload?.state.status).to.equal('done');
    expect(seen.filter((it) => it.includes(' '))).to.deep.equal([]);
  });

  it('while nothing is heard of any part though they are under way, until one moves', async () => {
    const storage = fakeStorage();
    const signer = fakeSigner({ storage, partSize: 10 });
    const puts: PutOptions[] = [];
    let go = (): void => undefined;
    const gone = new Promise<void>((resolve) => (go = resolve));
    const put: Transport['put'] = async (request, body, options) => {
      puts.push(options);
      await gone;
      return storage.put(request, body, options);
    };
    const transport = { ...storage, put };
    const uploader = new Uploader({ signer, transport, hasher: plainHasher(), retry: stubborn });
    uploader.add([fileOf(20)]);
    await until(uploader, () => puts.length === 2);
    const [first, second] = puts;
    const told = (): unknown => uploader.uploads.map(retrying)[0];
    first?.onQuiet?.();
    expect(told()).to.equal(undefined, 'the other one may move');
    second?.onQuiet?.();
    expect(told()).to.equal('timeout');
    first?.onProgress(5);
    expect(told()).to.equal(undefined);
    second?.onQuiet?.();
    expect(told()).to.equal(undefined);
    go();
    const [upload] = await until(uploader, finished);
    expect(upload?.state.status).to.equal('done');
  });

  it('while the signer cannot complete, but not while it takes its time', async () => {
    let answer = (): void => undefined;
    const silence = new Promise<void>((resolve) => (answer = resolve));
    let isDown = false;
    const uploader = uploaderOn((name) => {
      if (name !== 'complete') return undefined;
      if (isDown) throw down;
      return silence;
    });
    const seen = watch(uploader);
    uploader.add([fileOf(10)]);
    await until(uploader, ([first]) => first?.state.status === 'completing');
    const began = performance.now();
    await until(uploader, () => performance.now() - began > 3 * (stubborn.tellAfter ?? 0));
    expect(seen.filter((it) => it.includes(' '))).to.deep.equal([]);
    uploader.clear();
    answer();
    isDown = true;
    uploader.add([fileOf(20)]);
    const [waiting] = await until(uploader, ([first]) => first !== undefined && !!retrying(first));
    expect(waiting?.state.status).to.equal('completing');
    isDown = false;
    await until(uploader, finished);
  });
});
