import { expect } from '@open-wc/testing';
import { lazyHasher, lazyTransport } from './lazy-ports.js';
import { TransportError } from './ports.js';

const never = new AbortController().signal;
const load = (): Promise<typeof import('./send.js')> => import('./send.js');

describe('lazyHasher', () => {
  it('hashes like the real one, also after it was closed', async () => {
    const hasher = lazyHasher(load);
    expect(await hasher.md5(new Blob(['abc']), never)).to.equal('900150983cd24fb0d6963f7d28e17f72');
    hasher.close();
    expect(await hasher.md5(new Blob(['']), never)).to.equal('d41d8cd98f00b204e9800998ecf8427e');
    hasher.close();
  });

  it('may be closed before it was ever used', () => {
    lazyHasher(load).close();
  });
});

describe('lazyTransport', () => {
  it('asks like the real one', async () => {
    const transport = lazyTransport(load);
    const here = await transport.head(location.href, never);
    expect(here.status).to.equal(200);
    // Port 1 is not served by anybody, and browsers refuse it anyway.
    const error: unknown = await transport
      .head('http://127.0.0.1:1/', never)
      .catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(TransportError);
  });
});
