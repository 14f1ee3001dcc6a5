import { expect } from '@open-wc/testing';
import { md5 } from 'js-md5';
import { checkReceipt } from './check-receipt.js';
import type { Integrity, PartRecord } from '../protocol.js';
import { plainHasher } from '../testing/fakes.js';

const never = new AbortController().signal;
const one: PartRecord = { partNumber: 1, size: 5, etag: md5('hello') };
const two: PartRecord = { partNumber: 2, size: 3, etag: md5('abc') };

function jws(upload: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ iss: 'signer', upload }));
  const payload = btoa(String.fromCharCode(...bytes));
  return `e30.${payload.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.c2ln`;
}
const check = (
  receipt: string,
  parts: readonly PartRecord[],
  integrity: Integrity = 'md5-etag',
): Promise<unknown> =>
  checkReceipt(receipt, parts, { hasher: plainHasher(), integrity }, never).then(
    () => 'fine',
    (error: unknown) => (error as { code: string }).code,
  );

describe('checkReceipt', () => {
  it('accepts a receipt about these bytes, whatever the file is called', async () => {
    const receipt = jws({ name: 'résumé 😀???.txt', size: 5, etag: one.etag });
    expect(await check(receipt, [one])).to.equal('fine');
  });

  it('computes the ETag of the whole from its parts', async () => {
    const whole = md5(one.etag + two.etag);
    expect(await check(jws({ size: 8, etag: whole }), [one, two])).to.equal('fine');
    expect(await check(jws({ size: 8, etag: whole }), [two, one])).to.equal('corrupted');
  });

  it("computes it in S3's way where the receipt has one of that kind", async () => {
    // md5(unhex(5d41402abc4b2a76b9719d911017c592 900150983cd24fb0d6963f7d28e17f72)), by openssl.
    const whole = 'd94ffe972d0b8ef412b0c6278515dcf4-2';
    expect(await check(jws({ size: 8, etag: whole }), [one, two])).to.equal('fine');
    expect(await check(jws({ size: 8, etag: whole }), [two, one])).to.equal('corrupted');
    expect(await check(jws({ size: 8, etag: whole.replace('-2', '-3') }), [one, two])).to.equal(
      'corrupted',
    );
  });

  it('refuses one about other bytes or another size', async () => {
    expect(await check(jws({ size: 5, etag: two.etag }), [one])).to.equal('corrupted');
    expect(await check(jws({ size: 6, etag: one.etag }), [one])).to.equal('corrupted');
  });

  it('holds the CRC of the whole against the parts’ where that proves it, whatever the ETag', async () => {
    // CRC-64/NVME of "12345", "6789" and "123456789".
    const parts = [
      { partNumber: 1, size: 5, etag: '166ae2b7ff62caf8' },
      { partNumber: 2, size: 4, etag: 'e0d6368f42d00737' },
    ];
    const receipt = (crc64nvme?: string): string => jws({ size: 9, etag: one.etag, crc64nvme });
    expect(await check(receipt('ae8b14860a799888'), parts, 'crc64nvme')).to.equal('fine');
    expect(await check(receipt('ae8b14860a799889'), parts, 'crc64nvme')).to.equal('corrupted');
    expect(await check(receipt(), parts, 'crc64nvme')).to.equal('corrupted');
  });

  it('passes on what it cannot read', async () => {
    for (const receipt of ['', 'opaque', 'a.b.c', 'e30.e30.c2ln', jws({ size: 5 })]) {
      expect(await check(receipt, [one])).to.equal('fine');
    }
  });
});
