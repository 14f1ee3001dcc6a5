import { expect } from '@open-wc/testing';
import { startHashWorker, type EmittedWorker } from './hash-worker-start.js';

/** A worker of this source, as a bundler emits it. */
function emitted(source: string, options?: WorkerOptions): () => EmittedWorker {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return () => ({ url, options });
}

const READY = 'postMessage({ ready: true });';
/** Only a classic worker may call it; webpack and Parcel load their chunks so. */
const CLASSIC = `importScripts(); ${READY}`;
const MODULE = `${READY} export {};`;

describe('startHashWorker', () => {
  it('leaves the global Worker as it was', async () => {
    const before = globalThis.Worker;
    const worker = await startHashWorker();
    expect(globalThis.Worker).to.equal(before);
    expect(worker).to.be.instanceOf(Worker);
    worker?.terminate();
  });

  for (const [what, source, options] of [
    ['a classic worker, without options', CLASSIC, undefined],
    ['a classic worker, as webpack asks for it', CLASSIC, { type: undefined }],
    ['a module worker', MODULE, { type: 'module' }],
  ] as const) {
    it(`starts ${what}`, async () => {
      const worker = await startHashWorker(emitted(source, options as WorkerOptions));
      expect(worker).to.be.instanceOf(Worker);
      worker?.terminate();
    });
  }

  it('is null where the page may not have workers', async () => {
    const real = globalThis.Worker;
    globalThis.Worker = function () {
      throw new DOMException('no', 'SecurityError');
    } as unknown as typeof Worker;
    try {
      expect(await startHashWorker()).to.equal(null);
    } finally {
      globalThis.Worker = real;
    }
  });

  it('is null where the bundler left no worker, and where its script is gone', async () => {
    const missing = { url: new URL('/missing.js', location.href).href, options: undefined };
    expect(
      await startHashWorker(() => {
        throw new TypeError('Invalid URL');
      }),
    ).to.equal(null);
    expect(await startHashWorker(() => missing)).to.equal(null);
  });
});
