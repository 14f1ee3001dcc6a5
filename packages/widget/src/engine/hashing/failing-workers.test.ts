import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { md5 as reference } from 'js-md5';
import { UploadError } from '../errors.js';
import { hasherUnavailable } from './hash-failure.js';
import type { HashJob, HashReply, HashRequest } from './hash-messages.js';
import { createBlobHasher } from './hash.js';
import { createHasher } from './hasher.js';

const never = new AbortController().signal;
const codeOf = (error: unknown): unknown => (error instanceof UploadError ? error.code : error);

/** What a worker answers to a request, if anything. May throw, as `postMessage` does. */
type Behaviour = (request: HashRequest, worker: FakeWorker) => void;

class FakeWorker extends EventTarget {
  readonly #behaviour: Behaviour;
  constructor(behaviour: Behaviour) {
    super();
    this.#behaviour = behaviour;
  }
  postMessage(request: HashRequest): void {
    this.#behaviour(request, this);
  }
  answer(data: HashReply): void {
    setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }
  terminate(): void {
    // Nothing runs.
  }
}

function isJob(request: HashRequest): request is HashJob {
  return 'blob' in request;
}

/** Every way in which a worker can fail that started. */
const FAILURES: Readonly<Record<string, Behaviour>> = {
  'dies at once': (_, worker) => worker.dispatchEvent(new Event('error')),
  'dies while it hashes': (request, worker) => {
    worker.answer({ id: request.id, started: true });
    setTimeout(() => worker.dispatchEvent(new Event('error')));
  },
  'cannot be given the file': () => {
    throw new DOMException('could not be cloned', 'DataCloneError');
  },
  'cannot take in the file': (_, worker) => worker.dispatchEvent(new MessageEvent('messageerror')),
  'says nothing': () => undefined,
  'falls silent while it hashes': (request, worker) => {
    if (isJob(request)) worker.answer({ id: request.id, started: true });
  },
  'lacks its code': ({ id }, worker) => {
    worker.answer({ id, failure: 'hasher-unavailable', message: 'ChunkLoadError' });
  },
  'answers for another file only': ({ id }, worker) => {
    worker.answer({ id: id + 1000, hashes: ['0'.repeat(32)] });
  },
};

const names = Object.keys(FAILURES);
const failing = (name: string): Worker =>
  new FakeWorker(FAILURES[name] ?? (() => undefined)) as unknown as Worker;

describe('a hasher whose workers fail', () => {
  for (const name of names) {
    it(`hashes in the page where a worker ${name}`, async () => {
      const start = (): Promise<Worker> => Promise.resolve(failing(name));
      const hasher = createHasher({ small: 0, silenceLimit: 30, start });
      expect(await hasher.md5(new Blob(['abc']), never)).to.equal(reference('abc'));
      hasher.close();
    });
  }

  it('has the right hash of every file, whichever workers start and fail', async () => {
    const some = fc.array(fc.constantFrom('does not start', ...names), { minLength: 1 });
    const property = fc.asyncProperty(some, fc.array(fc.string()), async (kinds, texts) => {
      let started = 0;
      const start = (): Promise<Worker | null> => {
        const kind = kinds[started++ % kinds.length] ?? '';
        return Promise.resolve(kind in FAILURES ? failing(kind) : null);
      };
      const hasher = createHasher({ small: 0, workers: 2, silenceLimit: 5, start });
      const hashes = await Promise.all(texts.map((text) => hasher.md5(new Blob([text]), never)));
      expect(hashes).to.deep.equal(texts.map((text) => reference(text)));
      hasher.close();
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('asks no other worker for a while where one lacks its code', async () => {
    let started = 0;
    const start = (): Promise<Worker> => {
      started += 1;
      return Promise.resolve(failing('lacks its code'));
    };
    const hasher = createHasher({ small: 0, workers: 1, start });
    for (const text of ['a', 'b', 'c']) {
      expect(await hasher.md5(new Blob([text]), never)).to.equal(reference(text));
    }
    expect(started).to.equal(1);
    hasher.close();
  });

  it('waits for a worker that is slow, as long as it answers', async () => {
    let pings = 0;
    const slow = new FakeWorker((request, worker) => {
      const { id } = request;
      if ('ping' in request) pings += 1;
      if (pings < 3) worker.answer({ id, started: true });
      else worker.answer({ id, hashes: ['of the worker'] });
    });
    const start = (): Promise<Worker> => Promise.resolve(slow as unknown as Worker);
    const hasher = createHasher({ small: 0, silenceLimit: 20, start });
    expect(await hasher.md5(new Blob(['abc']), never)).to.equal('of the worker');
    hasher.close();
  });

  it('says that the file is unreadable only where the worker says so', async () => {
    const unreadable: Behaviour = ({ id }, worker) => {
      worker.answer({ id, failure: 'file-unreadable', message: 'gone' });
    };
    const start = (): Promise<Worker> =>
      Promise.resolve(new FakeWorker(unreadable) as unknown as Worker);
    const hasher = createHasher({ small: 0, start });
    const error: unknown = await hasher.md5(new Blob(['abc']), never).catch((e: unknown) => e);
    expect(codeOf(error)).to.equal('file-unreadable');
    hasher.close();
  });
});

describe('a hasher without its code', () => {
  for (const [what, load] of [
    ['is gone', () => Promise.reject(hasherUnavailable('the chunk is gone'))],
    ['never loads', () => new Promise<never>(() => undefined)],
  ] as const) {
    it(`says so where the code ${what}, in the page too`, async () => {
      const here = createBlobHasher(load, { loadLimit: 20 });
      const start = (): Promise<Worker> => Promise.resolve(failing('lacks its code'));
      for (const small of [0, 1000]) {
        const hasher = createHasher({ small, start, here });
        const error: unknown = await hasher.md5(new Blob(['abc']), never).catch((e: unknown) => e);
        expect(codeOf(error)).to.equal('hasher-unavailable');
        hasher.close();
      }
    });
  }
});
