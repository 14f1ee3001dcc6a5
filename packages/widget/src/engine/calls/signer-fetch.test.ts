import { expect } from '@open-wc/testing';
import { UploadError } from '../errors.js';
import { createFetchSigner } from './signer-fetch.js';

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
