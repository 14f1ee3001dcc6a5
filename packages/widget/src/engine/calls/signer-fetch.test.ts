import { expect } from '@open-wc/testing';
import { UploadError } from '../errors.js';
import { callUrl, createFetchSigner } from './signer-fetch.js';

describe('an answer of the signer', () => {
  const signal = new AbortController().signal;
  const { fetch } = globalThis;
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  /** How `status` fails on this answer. */
  async function failure(answer: Response): Promise<UploadError> {
    globalThis.fetch = () => Promise.resolve(answer);
    const signer = createFetchSigner('/uploads', {});
    const error: unknown = await signer.status('token', signal).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UploadError);
    return error as UploadError;
  }

  it('that breaks off in the middle may be asked for again', async () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"parts":['));
        controller.error(new TypeError('network error'));
      },
    });
    expect((await failure(new Response(body))).code).to.equal('signer-unavailable');
  });

  it('that is whole, but no JSON, is not asked for again', async () => {
    const { code, message } = await failure(new Response('<h1>It works!</h1>'));
    expect(code).to.equal('signer-refused');
    expect(message).to.contain('did not answer with JSON');
  });
});

describe('giving uploads up', () => {
  const signal = new AbortController().signal;
  const { fetch } = globalThis;
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  /** Whether each call was to outlive the page; `isFull` says whether that is refused. */
  function watch(isFull: boolean): boolean[] {
    const kept: boolean[] = [];
    globalThis.fetch = (_url, { keepalive = false } = {}) => {
      kept.push(keepalive);
      if (keepalive && isFull) return Promise.reject(new TypeError('more than 64 KiB'));
      return Promise.resolve(new Response('{"parts":[]}'));
    };
    return kept;
  }

  it('goes on when the page is left, as no other call does', async () => {
    const kept = watch(false);
    const signer = createFetchSigner('/uploads', {});
    await signer.abort(['token'], signal);
    await signer.status('token', signal);
    expect(kept).to.deep.equal([true, false]);
  });

  it('goes as any other call where too much is to outlive the page', async () => {
    const kept = watch(true);
    await createFetchSigner('/uploads', {}).abort(['token'], signal);
    expect(kept).to.deep.equal([true, false]);
  });
});

describe('callUrl', () => {
  const { origin, href } = location;
  for (const [endpoint, url] of [
    ['/uploads', `${origin}/uploads/parts`],
    ['/uploads/', `${origin}/uploads/parts`],
    ['/uploads?team=7', `${origin}/uploads/parts?team=7`],
    ['/uploads/?team=7&team=8#top', `${origin}/uploads/parts?team=7&team=8`],
    ['uploads', new URL('uploads/parts', href).href],
    ['//signer.test/uploads', `${location.protocol}//signer.test/uploads/parts`],
    ['https://signer.test', 'https://signer.test/parts'],
    ['https://signer.test/api//uploads///', 'https://signer.test/api//uploads/parts'],
    ['https://signer.test/a%2Fb?x=%20', 'https://signer.test/a%2Fb/parts?x=%20'],
  ] as const) {
    it(`makes ${url} of ${endpoint}`, () => {
      expect(callUrl(endpoint, '/parts')).to.equal(url);
    });
  }

  it('is the endpoint itself for the first call, and takes a URL', () => {
    expect(callUrl(new URL('https://signer.test/uploads?a=1'), '')).to.equal(
      'https://signer.test/uploads?a=1',
    );
  });

  it('says that an address is none', () => {
    expect(() => callUrl('http://', '')).to.throw(UploadError, 'not valid');
  });
});
