import { expect } from '@open-wc/testing';
import { lazyHasher } from './lazy-hasher.js';

const never = new AbortController().signal;

describe('lazyHasher', () => {
  it('hashes like the real one, also after it was closed', async () => {
    const hasher = lazyHasher();
    expect(await hasher.md5(new Blob(['abc']), never)).to.equal('900150983cd24fb0d6963f7d28e17f72');
    hasher.close();
    expect(await hasher.md5(new Blob(['']), never)).to.equal('d41d8cd98f00b204e9800998ecf8427e');
    hasher.close();
  });

  it('may be closed before it was ever used', () => {
    lazyHasher().close();
  });
});
