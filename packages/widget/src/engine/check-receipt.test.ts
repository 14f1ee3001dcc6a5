import { expect } from '@open-wc/testing';
import { md5 } from 'js-md5';
import { checkReceipt } from './check-receipt.js';
import type { PartRecord } from './protocol.js';
import { plainHasher } from './testing/fakes.js';

const never = new AbortController().signal;
const one: PartRecord = { partNumber: 1, size: 5, etag: md5('hello') };
const two: PartRecord = { partNumber: 2, size: 3, etag: md5('abc') };

function jws(upload: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ iss: 'signer', upload }));
  const payload = btoa(String.fromCharCode(...bytes));
  return `e30.${payload.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.c2ln`;
}
const check = (receipt: string, parts: readonly PartRecord[]): Promise<unknown> =>
  checkReceipt(receipt, parts, plainHasher(), never).then(
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

  it('refuses one about other bytes or another size', async () => {
    expect(await check(jws({ size: 5, etag: two.etag }), [one])).to.equal('corrupted');
    expect(await check(jws({ size: 6, etag: one.etag }), [one])).to.equal('corrupted');
  });

  it('passes on what it cannot read', async () => {
    for (const receipt of ['', 'opaque', 'a.b.c', 'e30.e30.c2ln', jws({ size: 5 })]) {
      expect(await check(receipt, [one])).to.equal('fine');
    }
  });
});
