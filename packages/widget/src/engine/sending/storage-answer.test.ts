import { expect } from '@open-wc/testing';
import { readAnswer } from './storage-answer.js';

const read = (headers: Record<string, string>, status = 201): ReturnType<typeof readAnswer> => {
  const all = new Headers(headers);
  return readAnswer(status, (name) => all.get(name));
};

describe('readAnswer', () => {
  it('strips quotes from the ETag and lowers its case', () => {
    expect(read({ ETag: '"A2004F37730B9445670A738FA0FC9EE5"' }).etag).to.equal(
      'a2004f37730b9445670a738fa0fc9ee5',
    );
    expect(read({ ETag: 'a2004f37730b9445670a738fa0fc9ee5' }).etag).to.equal(
      'a2004f37730b9445670a738fa0fc9ee5',
    );
  });

  for (const etag of [
    'W/"A2004F37730B9445670A738FA0FC9EE5"',
    ' "a2004f37730b9445670a738fa0fc9ee5" ',
  ]) {
    it(`takes the digits out of ${etag}`, () => {
      expect(read({ ETag: etag }).etag).to.equal('a2004f37730b9445670a738fa0fc9ee5');
    });
  }

  it('says null for what is hidden and leaves out what is not there', () => {
    expect(read({})).to.deep.equal({ status: 201, etag: null, size: null });
  });

  it('keeps the size, the transaction id and the wish to wait', () => {
    expect(
      read({ 'Content-Length': '0', 'X-Trans-Id': 'tx1-006affed6c', 'Retry-After': '2' }, 503),
    ).to.deep.equal({
      status: 503,
      etag: null,
      size: 0,
      transactionId: 'tx1-006affed6c',
      retryAfter: 2000,
    });
  });

  it('takes the wish to wait from every refusal', () => {
    expect(read({ 'Retry-After': '2' }, 400).retryAfter).to.equal(2000);
    expect(read({ 'Retry-After': '2' }, 399).retryAfter).to.equal(undefined);
  });

  it('reads a checksum of S3, which is Base64, as hex', () => {
    const checked = (proof: string): string | null =>
      readAnswer(201, (name) => (name === 'x-amz-checksum-crc64nvme' ? proof : null), 'crc64nvme')
        .etag;
    expect(checked('AA8Q/v+u')).to.equal('000f10feffae');
    expect(checked('no Base64!')).to.equal('no Base64!');
  });

  it('does not ask a success for a header that CORS mostly hides', () => {
    const asked: string[] = [];
    readAnswer(201, (name) => {
      asked.push(name);
      return null;
    });
    expect(asked).not.to.include('Retry-After');
  });
});
