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

  const codes: readonly (readonly [number, string, string, string])[] = [
    [400, 'RequestTimeout', 'again', 'storage-unavailable'],
    [400, 'IncompleteBody', 'again', 'storage-unavailable'],
    [409, 'OperationAborted', 'again', 'storage-unavailable'],
    [400, 'ExpiredToken', 'again', 'storage-refused'],
    [400, 'BadDigest', 'again', 'corrupted'],
    [400, 'EntityTooLarge', 'give-up', 'too-large'],
    [403, 'QuotaExceeded', 'give-up', 'quota'],
    [400, 'InvalidRequest', 'give-up', 'storage-refused'],
  ];
  for (const [status, s3Code, kind, code] of codes) {
    it(`${status} ${s3Code} means ${kind} with ${code}`, () => {
      const verdict = judge({ ...answer(status), s3Code }, md5, 'md5-etag');
      expect(verdict.kind).to.equal(kind);
      if ('error' in verdict) expect(verdict.error).to.include({ code, status });
    });
  }

  it('names the code of storage where it gives up', () => {
    const verdict = judge({ ...answer(400), s3Code: 'InvalidRequest' }, md5, 'md5-etag');
    expect('error' in verdict && verdict.error.message).to.match(/InvalidRequest, 400/);
  });

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
