import { expect } from '@open-wc/testing';
import { md5 as reference } from 'js-md5';
import type { HashJob } from './hash-messages.js';
import { createHasher } from './hasher.js';
import { startHashWorker } from './hash-worker-start.js';

const never = new AbortController().signal;
const bytes = (size: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: size }, (_, index) => index % 251);

describe('createHasher', () => {
  it('hashes in a real worker', async () => {
    let worker: Worker | null = null;
    const hasher = createHasher({
      small: 0,
      start: async () => (worker = await startHashWorker()),
    });
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    expect(await hasher.md5(new Blob([bytes]), never)).to.equal(reference(bytes));
    expect(worker).to.be.instanceOf(Worker);
    hasher.close();
  });

  it('answers several at once, each its own', async () => {
    const hasher = createHasher({ small: 0, workers: 2 });
    const texts = Array.from({ length: 20 }, (_, index) => `text number ${index}`);
    const digests = await Promise.all(texts.map((text) => hasher.md5(new Blob([text]), never)));
    expect(digests).to.deep.equal(texts.map((text) => reference(text)));
    hasher.close();
  });

  it('starts no more workers than it may, and none before it is asked', async () => {
    let started = 0;
    const hasher = createHasher({
      small: 0,
      workers: 2,
      start: () => {
        started += 1;
        return startHashWorker();
      },
    });
    expect(started).to.equal(0);
    const large = (): Blob => new Blob([bytes(1024 * 1024 + 1)]);
    await Promise.all([1, 2, 3, 4, 5].map(() => hasher.md5(large(), never)));
    expect(started).to.equal(2);
    hasher.close();
  });

  it('starts no worker for what is hashed in no time', async () => {
    let started = 0;
    const start = (): Promise<Worker | null> => {
      started += 1;
      return startHashWorker();
    };
    const hasher = createHasher({ start });
    const hash = (size: number): Promise<string> => hasher.md5(new Blob([bytes(size)]), never);
    expect(await hash(64 * 1024 - 1)).to.equal(reference(bytes(64 * 1024 - 1)));
    expect(started).to.equal(0);
    expect(await hash(64 * 1024)).to.equal(reference(bytes(64 * 1024)));
    expect(started).to.equal(1);
    hasher.close();
  });

  it('hashes on the main thread where no worker can be had', async () => {
    const hasher = createHasher({ small: 0, start: () => Promise.resolve(null) });
    expect(await hasher.md5(new Blob(['abc']), never)).to.equal('900150983cd24fb0d6963f7d28e17f72');
    hasher.close();
  });

  it('reads small ones together', async () => {
    const asked: number[] = [];
    const hasher = createHasher({
      small: 0,
      start: async () => {
        const worker = await startHashWorker();
        const post = worker?.postMessage.bind(worker);
        if (!worker || !post) return null;
        worker.postMessage = (message: HashJob): void => {
          asked.push(message.sizes.length);
          post(message);
        };
        return worker;
      },
    });
    const sizes = [1, 70_000, 0, 1024 * 1024, 5, 6, 7];
    const hash = (size: number): Promise<string> => hasher.md5(new Blob([bytes(size)]), never);
    expect(await Promise.all(sizes.map(hash))).to.deep.equal(
      sizes.map((size) => reference(bytes(size))),
    );
    expect(asked).to.deep.equal([7]);
    hasher.close();
  });

  it('works again after it was closed', async () => {
    const hasher = createHasher({ small: 0 });
    await hasher.md5(new Blob(['abc']), never);
    hasher.close();
    expect(await hasher.md5(new Blob(['a']), never)).to.equal('0cc175b9c0f1b6a831c399e269772661');
    hasher.close();
  });

  it('gives up at once when told to, and stays usable', async () => {
    const hasher = createHasher({ small: 0, workers: 1 });
    const stop = new AbortController();
    const big = hasher.md5(new Blob([new Uint8Array(64 * 1024 * 1024)]), stop.signal);
    stop.abort(new Error('enough'));
    const error: unknown = await big.catch((e: unknown) => e);
    expect(error).to.have.property('message', 'enough');
    expect(await hasher.md5(new Blob(['a']), never)).to.equal('0cc175b9c0f1b6a831c399e269772661');
    hasher.close();
  });
});
