import { expect } from '@open-wc/testing';
import { judge } from './judge.js';
import type { StorageAnswer } from '../ports.js';

const md5 = 'a2004f37730b9445670a738fa0fc9ee5';
const other = 'd41d8cd98f00b204e9800998ecf8427e';

function answer(status: number, etag: string | null = null): StorageAnswer {
  return { status, etag, size: null };
}

describe('judge', () => {
  it('believes nothing but an equal ETag', () => {
    expect(judge(answer(201, md5), md5, 'md5-etag')).to.deep.equal({
      kind: 'confirmed',
      etag: md5,
    });
    expect(judge(answer(201, other), md5, 'md5-etag')).to.include({
      kind: 'again',
      cause: 'content',
    });
  });

  const cases: readonly (readonly [number, string, string?])[] = [
    [401, 'again', 'storage-refused'],
    [403, 'again', 'storage-refused'],
    [422, 'again', 'corrupted'],
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
      const verdict = judge(answer(status), md5, 'md5-etag');
      expect(verdict.kind).to.equal(kind);
      if ('error' in verdict) expect(verdict.error).to.include({ code, status });
    });
  }

  it('refuses to believe what it cannot see', () => {
    const verdict = judge(answer(201, null), md5, 'md5-etag');
    expect(verdict.kind).to.equal('give-up');
    expect('error' in verdict && verdict.error.code).to.equal('etag-hidden');
  });

  it('names the header that it would have to see', () => {
    const verdict = judge(answer(200, null), 'ae8b14860a799888', 'crc64nvme');
    expect('error' in verdict && verdict.error.message).to.match(/x-amz-checksum-crc64nvme/);
  });

  it('keeps what support and politeness need', () => {
    const verdict = judge(
      { ...answer(503), transactionId: 'tx1', retryAfter: 2000 },
      md5,
      'md5-etag',
    );
    expect('error' in verdict && verdict.error).to.include({
      transactionId: 'tx1',
      retryAfter: 2000,
    });
  });
});
