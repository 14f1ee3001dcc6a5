import { expect } from '@open-wc/testing';
import { diagnose, judge } from './diagnose.js';
import { TransportError, type StorageAnswer, type Transport } from './ports.js';

const never = new AbortController().signal;
const md5 = 'a2004f37730b9445670a738fa0fc9ee5';
const other = 'd41d8cd98f00b204e9800998ecf8427e';
const url = 'https://storage.test/v1/a/c/o?temp_url_sig=1&temp_url_expires=2';

function answer(status: number, etag: string | null = null): StorageAnswer {
  return { status, etag, size: null };
}

describe('judge', () => {
  it('believes nothing but an equal ETag', () => {
    expect(judge(answer(201, md5), md5)).to.deep.equal({ kind: 'confirmed', etag: md5 });
    expect(judge(answer(201, other), md5).kind).to.equal('mismatch');
  });

  const cases: readonly (readonly [number, string, string?])[] = [
    [401, 'sign-again'],
    [403, 'sign-again'],
    [422, 'mismatch', 'corrupted'],
    [413, 'give-up', 'too-large'],
    [507, 'give-up', 'quota'],
    [404, 'give-up', 'storage-refused'],
    [400, 'give-up', 'storage-refused'],
    [408, 'again', 'storage-unavailable'],
    [429, 'again', 'storage-unavailable'],
    [499, 'again', 'storage-unavailable'],
    [500, 'again', 'storage-unavailable'],
    [503, 'again', 'storage-unavailable'],
  ];
  for (const [status, kind, code] of cases) {
    it(`${status} means ${kind}${code ? ` with ${code}` : ''}`, () => {
      const verdict = judge(answer(status), md5);
      expect(verdict.kind).to.equal(kind);
      if ('error' in verdict) expect(verdict.error).to.include({ code, status });
    });
  }

  it('refuses to believe what it cannot see', () => {
    const verdict = judge(answer(201, null), md5);
    expect(verdict.kind).to.equal('give-up');
    expect('error' in verdict && verdict.error.code).to.equal('etag-hidden');
  });

  it('keeps what support and politeness need', () => {
    const verdict = judge({ ...answer(503), transactionId: 'tx1', retryAfter: 2000 }, md5);
    expect('error' in verdict && verdict.error).to.include({
      transactionId: 'tx1',
      retryAfter: 2000,
    });
  });
});

describe('diagnose', () => {
  type Looks = { signed: StorageAnswer | null; unsigned: StorageAnswer | null };
  function storage({ signed, unsigned }: Looks): Transport {
    return {
      put: () => Promise.reject(new Error('not asked for')),
      head: (asked) => {
        const found = asked.includes('?') ? signed : unsigned;
        return found ? Promise.resolve(found) : Promise.reject(new TransportError('broken', false));
      },
    };
  }
  const ask = (
    looks: Looks,
    reason: 'broken' | 'stalled' = 'broken',
  ): ReturnType<typeof diagnose> =>
    diagnose(
      new TransportError(reason, true),
      url,
      () => Promise.resolve(md5),
      storage(looks),
      never,
    );

  it('"it had landed": the object is there with this very MD5', async () => {
    const verdict = await ask({ signed: answer(200, md5), unsigned: null });
    expect(verdict).to.deep.equal({ kind: 'confirmed', etag: md5 });
  });

  it('older bytes at that name: send again', async () => {
    const verdict = await ask({ signed: answer(200, other), unsigned: null });
    expect('error' in verdict && verdict.error.code).to.equal('network');
  });

  it('the URL is good and the name is free: only the connection broke', async () => {
    const verdict = await ask({ signed: answer(404), unsigned: null });
    expect(verdict.kind).to.equal('again');
    expect('error' in verdict && verdict.error.code).to.equal('network');
  });

  it('the connection stood still', async () => {
    const verdict = await ask({ signed: answer(404), unsigned: null }, 'stalled');
    expect('error' in verdict && verdict.error.code).to.equal('timeout');
  });

  it('the signed look is hidden, the unsigned one is not: the URL is over', async () => {
    const verdict = await ask({ signed: null, unsigned: answer(401) });
    expect(verdict.kind).to.equal('sign-again');
  });

  it('nothing can be seen: network, storage or CORS', async () => {
    const verdict = await ask({ signed: null, unsigned: null });
    expect(verdict.kind).to.equal('again');
    expect('error' in verdict && verdict.error.code).to.equal('network');
  });

  it('storage itself is failing', async () => {
    const verdict = await ask({ signed: answer(503), unsigned: null });
    expect('error' in verdict && verdict.error.code).to.equal('storage-unavailable');
  });
});
