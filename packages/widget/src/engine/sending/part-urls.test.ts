import { expect } from '@open-wc/testing';
import { createServerClock } from '../calls/clock.js';
import { UploadError } from '../errors.js';
import { createPartUrls, type PartUrls } from './part-urls.js';
import type { SignedRequest } from '../protocol.js';
import { sleep } from '../flow/sleep.js';
import { fakeSigner, fakeStorage, impatient } from '../testing/fakes.js';

const never = new AbortController().signal;

function setUp(options: { missing: number[]; requests?: SignedRequest[]; urlTtl?: number }): {
  urls: PartUrls;
  calls: readonly { readonly count: number }[];
} {
  const { missing, requests = [], urlTtl = 60_000 } = options;
  const signer = fakeSigner({ storage: fakeStorage(), urlTtl });
  const services = { signer, clock: createServerClock(), retry: impatient };
  const upload = { token: 't', requests, missing: () => missing };
  return { urls: createPartUrls(upload, services, never), calls: signer.calls };
}

describe('createPartUrls', () => {
  it('uses what came with the grant', async () => {
    const request: SignedRequest = {
      partNumber: 1,
      method: 'PUT',
      url: 'https://storage.test/1?sig',
      headers: {},
      expiresAt: new Date(Date.now() + 60_000).toISOString(),
    };
    const { urls, calls } = setUp({ missing: [1], requests: [request] });
    expect(await urls.current(1)).to.equal(request);
    expect(calls).to.have.length(0);
  });

  it('signs in batches ahead of the lanes, however many ask at once', async () => {
    const missing = Array.from({ length: 30 }, (_, index) => index + 1);
    const { urls, calls } = setUp({ missing });
    const signed = await Promise.all(missing.slice(0, 6).map((part) => urls.current(part)));
    expect(signed.map(({ partNumber }) => partNumber)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(calls.map(({ count }) => count)).to.deep.equal([12]);
    await urls.current(13);
    expect(calls.map(({ count }) => count)).to.deep.equal([12, 12]);
  });

  it('signs no part that is not wanted any more', async () => {
    const { urls, calls } = setUp({ missing: [3, 7] });
    await urls.current(3);
    expect(calls.map(({ count }) => count)).to.deep.equal([2]);
  });

  it('renews what runs out, and what was refused', async () => {
    const { urls, calls } = setUp({ missing: [1], urlTtl: 2_030 });
    const first = await urls.current(1);
    expect(await urls.current(1)).to.equal(first);
    urls.renew(1);
    const second = await urls.current(1);
    expect(second.url).not.to.equal(first.url);
    await sleep(60, never);
    expect((await urls.current(1)).url).not.to.equal(second.url);
    expect(calls).to.have.length(3);
  });

  it('fails where the signer signs other parts than it was asked for', async () => {
    const nothing = () => Promise.resolve({ serverTime: '', requests: [] });
    const signer = { ...fakeSigner({ storage: fakeStorage() }), parts: nothing };
    const services = { signer, clock: createServerClock(), retry: impatient };
    const urls = createPartUrls({ token: 't', requests: [], missing: () => [7] }, services, never);
    const error: unknown = await urls.current(7).catch((reason: unknown) => reason);
    expect(error).to.include({
      code: 'signer-refused',
      message: 'The upload service did not sign part 7.',
    });
  });

  it('goes by the clock of the signer, as each answer tells it', async () => {
    const signer = fakeSigner({ storage: fakeStorage(), behind: 3_600_000 });
    const clock = createServerClock();
    const urls = createPartUrls(
      { token: 't', requests: [], missing: () => [1] },
      { signer, clock, retry: impatient },
      never,
    );
    await urls.current(1);
    expect(clock.skew()).to.be.greaterThan(3_500_000);
  });

  it('fails all who wait if the signer does', async () => {
    const down = { parts: () => Promise.reject(new UploadError('signer-refused', 'no')) };
    const signer = { ...fakeSigner({ storage: fakeStorage() }), ...down };
    const services = { signer, clock: createServerClock(), retry: impatient };
    const upload = { token: 't', requests: [], missing: () => [1, 2] };
    const urls = createPartUrls(upload, services, never);
    const results = await Promise.allSettled([urls.current(1), urls.current(2)]);
    expect(results.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
  });
});
