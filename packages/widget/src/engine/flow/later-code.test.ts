import { expect } from '@open-wc/testing';
import { canRetry } from '../can-retry.js';
import { isTransient, UploadError } from '../errors.js';
import { laterCode } from './later-code.js';

describe('code that is loaded later', () => {
  it('is what arrives', async () => {
    expect(await laterCode(Promise.resolve('code'))).to.equal('code');
  });

  it('says that the page was updated where it is gone, and can be asked for again', async () => {
    const gone = new URL('./gone.js', import.meta.url).href;
    const error = await laterCode(import(gone) as Promise<unknown>).catch((it: unknown) => it);
    if (!(error instanceof UploadError)) throw new Error('no error of the engine');
    expect(error.code).to.equal('code-unavailable');
    expect(error.message).to.match(/page was updated.*Retry, or reload the page/s);
    expect(error.cause).to.be.an('error');
    expect(canRetry(error)).to.equal(true);
    // It was tried several times already.
    expect(isTransient(error)).to.equal(false);
  });
});
