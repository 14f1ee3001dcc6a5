import { expect } from '@open-wc/testing';
import { browserResumeStore, type ResumeRecord } from './resume-store.js';

let count = 0;
function record(scope: string, livesFor = 60_000): ResumeRecord {
  count += 1;
  return {
    scope,
    file: { name: 'a.bin', size: 10, type: '', lastModified: 1 },
    grant: {
      token: `token-${crypto.randomUUID()}-${count}`,
      partSize: 5,
      partCount: 2,
      integrity: 'md5-etag',
      expiresAt: new Date(Date.now() + livesFor).toISOString(),
      requests: [],
    },
  };
}

describe('browserResumeStore', () => {
  it('gives back what was saved, to its own scope only', async () => {
    const [here, there] = [crypto.randomUUID(), crypto.randomUUID()];
    const saved = record(here);
    await browserResumeStore().save(saved);
    expect(await browserResumeStore().take(there)).to.deep.equal([]);
    expect(await browserResumeStore().take(here)).to.deep.equal([saved]);
  });

  it('gives an upload to one taker only', async () => {
    const scope = crypto.randomUUID();
    await browserResumeStore().save(record(scope));
    const [first, second] = [browserResumeStore(), browserResumeStore()];
    expect(await first.take(scope)).to.have.length(1);
    expect(await second.take(scope)).to.deep.equal([]);
  });

  it('does not offer what somebody works on', async () => {
    const scope = crypto.randomUUID();
    const store = browserResumeStore();
    const saved = record(scope);
    expect(await store.claim(saved.grant.token)).to.equal(true);
    await store.save(saved);
    expect(await store.take(scope)).to.deep.equal([]);
    expect(await store.claim(saved.grant.token)).to.equal(false);
  });

  it('lets go of an upload that is removed', async () => {
    const store = browserResumeStore();
    const { grant } = record(crypto.randomUUID());
    expect(await store.claim(grant.token)).to.equal(true);
    expect(await browserResumeStore().claim(grant.token)).to.equal(false);
    await store.remove(grant.token);
    expect(await browserResumeStore().claim(grant.token)).to.equal(true);
  });

  it('leaves to others what is released', async () => {
    const scope = crypto.randomUUID();
    const store = browserResumeStore();
    const saved = record(scope);
    await store.claim(saved.grant.token);
    await store.save(saved);
    await store.release?.(saved.grant.token);
    expect(await browserResumeStore().take(scope)).to.deep.equal([saved]);
  });

  it('forgets everything, also what somebody works on: for a logout', async () => {
    const [scope, other] = [crypto.randomUUID(), crypto.randomUUID()];
    const [mine, theirs] = [record(scope), record(other)];
    const store = browserResumeStore();
    for (const each of [mine, theirs]) await store.save(each);
    await store.claim(mine.grant.token);
    await store.clear?.();
    expect(await store.take(other)).to.deep.equal([]);
    expect(await store.claim(mine.grant.token)).to.equal(true, 'nothing is held any more');
  });

  it('keeps what is over by a few days: the clock may be wrong', async () => {
    const scope = crypto.randomUUID();
    const over = record(scope, -2 * 24 * 3_600_000);
    await browserResumeStore().save(over);
    expect(await browserResumeStore().take(scope)).to.deep.equal([over]);
  });

  it('forgets what is over, by itself or on request', async () => {
    const scope = crypto.randomUUID();
    const store = browserResumeStore();
    const over = record(scope, -15 * 24 * 3_600_000);
    const unwanted = record(scope);
    await store.save(over);
    await store.save(unwanted);
    await store.remove(unwanted.grant.token);
    expect(await store.take(scope)).to.deep.equal([]);
    const earlier = browserResumeStore(() => Date.parse(over.grant.expiresAt) - 1);
    expect(await earlier.take(scope)).to.deep.equal([], 'it was deleted, not only hidden');
  });
});
