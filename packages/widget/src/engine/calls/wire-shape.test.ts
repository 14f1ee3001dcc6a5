import { expect } from '@open-wc/testing';
import * as fc from 'fast-check';
import { UploadError } from '../errors.js';
import { createFetchSigner } from './signer-fetch.js';

const never = new AbortController().signal;
const request = {
  partNumber: 1,
  method: 'PUT',
  url: 'https://storage.test/a?sig=1',
  headers: {},
  expiresAt: '2026-11-20T00:00:00.000Z',
};
const grant = { token: 't', partSize: 3, partCount: 1, requests: [request] };
const problem = { code: 'too-large', title: 'Too large', detail: 'At most 5 B.', status: 413 };
const serverTime = '2026-11-20T00:00:00.000Z';

const calls = {
  create: (answer: unknown) => asked(answer, (signer) => signer.create([FILE, FILE], never)),
  parts: (answer: unknown) => asked(answer, (signer) => signer.parts('t', [1], never)),
  status: (answer: unknown) => asked(answer, (signer) => signer.status('t', never)),
  complete: (answer: unknown) =>
    asked(answer, (signer) => signer.complete([{ token: 't', parts: [] }], never)),
};
const FILE = { name: 'a', size: 3, type: '' };

/** What the call makes of this answer. */
async function asked(
  answer: unknown,
  call: (signer: ReturnType<typeof createFetchSigner>) => Promise<unknown>,
): Promise<unknown> {
  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.resolve(new Response(JSON.stringify(answer)));
  try {
    return await call(createFetchSigner('/uploads', {}));
  } finally {
    globalThis.fetch = fetch;
  }
}

describe('a signer over the network', () => {
  it('is taken at its word where it answers what was asked', async () => {
    const created = { serverTime, results: [{ grant }, { problem }] };
    expect(await calls.create(created)).to.deep.equal(created);
    expect(await calls.parts({ serverTime, requests: [request] })).to.have.property('requests');
    expect(await calls.status({ parts: [] })).to.deep.equal({ parts: [] });
    const completed = { results: [{ receipt: 'a.b.c' }] };
    expect(await calls.complete(completed)).to.deep.equal(completed);
    expect(await calls.complete({ results: [{ problem }] })).to.have.property('results');
  });

  const others = { grant: { ...grant, requests: [] } };
  const signed = (changes: object): object => ({ requests: [{ ...request, ...changes }] });
  for (const [call, answers] of Object.entries({
    create: [
      null,
      [],
      7,
      { results: null },
      { results: [others] },
      { results: [others, others, others] },
      { results: { length: 2, 0: others, 1: others } },
      { results: [others, null] },
      { results: [others, {}] },
      { results: [others, { problem: null }] },
      { results: [others, { problem: {} }] },
      { results: [others, { grant: null }] },
      { results: [others, { grant: {} }] },
      { results: [others, { grant: { ...grant, token: { length: 1 } } }] },
      { results: [others, { grant: { ...grant, requests: { length: 1 } } }] },
      { results: [others, { grant: { ...grant, ...signed({ method: 'DELETE' }) } }] },
      { results: [others, { grant: { ...grant, token: '' } }] },
    ],
    parts: [
      null,
      {},
      { requests: [null] },
      signed({ method: 'POST' }),
      signed({ url: 'javascript:alert(1)' }),
      signed({ url: 'data:,https://a' }),
      signed({ url: 'blob:https://storage.test/a' }),
      signed({ url: '/account/delete' }),
      signed({ url: '//storage.test/a' }),
      signed({ url: null }),
      signed({ url: 'https://name:password@storage.test/a' }),
      signed({ partNumber: 0 }),
      signed({ partNumber: 1.5 }),
      signed({ partNumber: '1' }),
      signed({ headers: { cookie: 'a=b' } }),
      signed({ headers: { 'Proxy-Authorization': 'x' } }),
      signed({ headers: { authorization: 'Bearer x' } }),
      signed({ headers: { 'a b': 'c' } }),
      signed({ headers: { a: 'b\r\nc: d' } }),
      signed({ headers: { a: 1 } }),
      signed({ headers: null }),
      signed({ headers: 'x' }),
    ],
    status: [
      null,
      {},
      { parts: {} },
      { parts: [null] },
      { parts: [{ partNumber: 1, size: -1, etag: 'a' }] },
      { parts: [{ partNumber: -1, size: 1, etag: 'a' }] },
      { parts: [{ partNumber: 1, size: 1, etag: null }] },
    ],
    complete: [
      null,
      { results: [] },
      { results: [{}] },
      { results: [{ receipt: null }] },
      { results: [{ receipt: '' }] },
      { results: [{ receipt: 'a.b' }] },
      { results: [{ receipt: 'a.b.c.d' }] },
      { results: [{ receipt: '<b>.b.c' }] },
      { results: [{ receipt: ['a', 'b'] }] },
      { results: [{ receipt: { split: 'x' } }] },
      { results: ['receipt'] },
    ],
  })) {
    for (const answer of answers) {
      it(`is refused when it answers ${call} with ${JSON.stringify(answer)}`, async () => {
        const error = await calls[call as keyof typeof calls](answer).catch((e: unknown) => e);
        expect(error).to.be.instanceOf(UploadError);
        expect(error).to.have.property('code', 'signer-refused');
      });
    }
  }

  it('takes addresses in any case, and without TLS: a page that may not send there is stopped by its browser', async () => {
    await calls.parts(signed({ url: 'HTTP://127.0.0.1:8080/a' }));
  });

  it('does not end an upload in its middle, whatever it answers', async () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    const answer = fc.oneof(
      json,
      fc.record({ results: fc.array(fc.record({ grant: json, receipt: json }), { maxLength: 2 }) }),
      fc.record({
        requests: fc.array(
          fc.record({ method: fc.constant('PUT'), url: json, headers: json, partNumber: json }),
        ),
      }),
      fc.record({ parts: fc.array(fc.record({ partNumber: json, size: json, etag: json })) }),
    );
    await fc.assert(
      fc.asyncProperty(answer, fc.constantFrom(...Object.keys(calls)), async (any, name) => {
        const outcome = await calls[name as keyof typeof calls](any).catch((e: unknown) => e);
        if (outcome instanceof UploadError) expect(outcome.code).to.equal('signer-refused');
        else expect(outcome).to.not.be.instanceOf(Error);
      }),
      { numRuns: 300 },
    );
  });
});
