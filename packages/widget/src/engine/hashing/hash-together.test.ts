import { expect } from '@open-wc/testing';
import type { UploadError } from '../errors.js';
import { hasherUnavailable, unreadableFile } from './hash-failure.js';
import { hashTogether, type HashBlobs } from './hash-together.js';

const never = new AbortController().signal;
const MiB = 1024 * 1024;

/** A hash that is the blob's text, and a note of how many were asked for at a time. */
function noting(): { readonly hash: HashBlobs; readonly asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    hash: async (blobs, _, signal) => {
      asked.push(blobs.length);
      const texts = await Promise.all(blobs.map((blob) => blob.slice(0, 9).text()));
      signal.throwIfAborted();
      if (texts.includes('broken'))
        throw unreadableFile(new DOMException('it was deleted', 'NotFoundError'));
      return texts;
    },
  };
}

describe('hashTogether', () => {
  it('asks for those that wait at once, sixteen at a time, and answers each its own', async () => {
    const { hash, asked } = noting();
    const md5 = hashTogether(hash, 'md5');
    const texts = Array.from({ length: 40 }, (_, index) => `text ${index}`);
    const hashes = await Promise.all(texts.map((text) => md5(new Blob([text]), never)));
    expect(hashes).to.deep.equal(texts);
    expect(asked).to.deep.equal([16, 16, 8]);
  });

  it('leaves a large one alone', async () => {
    const { hash, asked } = noting();
    const md5 = hashTogether(hash, 'md5');
    const sizes = [1, MiB, MiB + 1, 2];
    await Promise.all(sizes.map((size) => md5(new Blob([new Uint8Array(size)]), never)));
    expect(asked.toSorted()).to.deep.equal([1, 3]);
  });

  it('finds the one that cannot be read, and hashes the others', async () => {
    const { hash, asked } = noting();
    const md5 = hashTogether(hash, 'md5');
    const settled = await Promise.allSettled(
      ['a', 'broken', 'b'].map((text) => md5(new Blob([text]), never)),
    );
    expect(
      settled.map((it) => (it.status === 'fulfilled' ? it.value : (it.reason as UploadError).code)),
    ).to.deep.equal(['a', 'file-unreadable', 'b']);
    expect(asked).to.deep.equal([3, 1, 1, 1]);
  });

  it('asks for none alone where the code is at fault', async () => {
    let asked = 0;
    const md5 = hashTogether(() => {
      asked += 1;
      return Promise.reject(hasherUnavailable('gone'));
    }, 'md5');
    const settled = await Promise.allSettled(
      ['a', 'b'].map((text) => md5(new Blob([text]), never)),
    );
    expect(
      settled.map((it) => it.status === 'rejected' && (it.reason as UploadError).code),
    ).to.deep.equal(['hasher-unavailable', 'hasher-unavailable']);
    expect(asked).to.equal(1);
  });

  it('gives up on one without giving up on the others', async () => {
    const { hash } = noting();
    const md5 = hashTogether(hash, 'md5');
    const stop = new AbortController();
    const given = md5(new Blob(['given up']), stop.signal).catch((error: unknown) => error);
    const other = md5(new Blob(['other']), never);
    stop.abort(new Error('enough'));
    expect(await given).to.have.property('message', 'enough');
    expect(await other).to.equal('other');
  });
});
