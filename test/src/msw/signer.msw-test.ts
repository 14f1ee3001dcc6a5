import { expect } from '@open-wc/testing';
import { HttpResponse, delay, http } from 'msw';
import type { HttpResponseResolver } from 'msw';
import { setupWorker } from 'msw/browser';
import type { UploadError } from '../../../packages/widget/src/engine/errors.js';
import type { Signer } from '../../../packages/widget/src/engine/ports.js';
import { fetchSigner } from '../../../packages/widget/src/engine/signer.js';

const never = new AbortController().signal;
const worker = setupWorker();

before(() => worker.start({ quiet: true, onUnhandledFrame: 'bypass' }));
afterEach(() => {
  worker.resetHandlers();
});
after(() => worker.stop());

describe('fetchSigner', () => {
  it('asks as the contract says and hands over the answer', async () => {
    const asked: { url: string; type: string | null; body: unknown }[] = [];
    answer('/uploads/parts', async ({ request }) => {
      const type = request.headers.get('content-type');
      asked.push({ url: new URL(request.url).pathname, type, body: await request.json() });
      return HttpResponse.json({ serverTime: '2026-11-20T00:00:00.000Z', requests: [] });
    });
    const result = await signer().parts('t', [1, 2], never);
    expect(result.requests).to.deep.equal([]);
    expect(asked).to.deep.equal([
      {
        url: '/uploads/parts',
        type: 'application/json',
        body: { token: 't', partNumbers: [1, 2] },
      },
    ]);
  });

  it('asks for the headers anew for each call', async () => {
    const seen: (string | null)[] = [];
    answer('/uploads/abort', ({ request }) => {
      seen.push(request.headers.get('authorization'));
      return new HttpResponse(null, { status: 204 });
    });
    let count = 0;
    const mine = fetchSigner('/uploads/', {
      headers: () => Promise.resolve({ authorization: `Bearer ${++count}` }),
    });
    await mine.abort(['t'], never);
    await mine.abort(['t'], never);
    expect(seen).to.deep.equal(['Bearer 1', 'Bearer 2']);
  });
});

describe('fetchSigner against a signer that fails', () => {
  it('takes a bare 500 for a signer that may recover', async () => {
    answer('/uploads', () => new HttpResponse('Internal Server Error', { status: 500 }));
    expect(await failure()).to.include({ code: 'signer-unavailable', status: 500 });
  });

  it('takes a proxy’s 502 page the same way', async () => {
    answer('/uploads', () => HttpResponse.html('<h1>Bad Gateway</h1>', { status: 502 }));
    expect(await failure()).to.include({ code: 'signer-unavailable', status: 502 });
  });

  it('obeys Retry-After of a 429', async () => {
    answer('/uploads', () => problem('rate-limited', 429, { 'retry-after': '7' }));
    expect(await failure()).to.include({ code: 'signer-unavailable', retryAfter: 7000 });
  });

  it('reads Retry-After also without a problem document', async () => {
    const headers = { 'retry-after': '2' };
    answer('/uploads', () => new HttpResponse(null, { status: 503, headers }));
    expect(await failure()).to.include({ code: 'signer-unavailable', retryAfter: 2000 });
  });

  for (const [code, status, expected] of [
    ['unauthorized', 401, 'signer-refused'],
    ['forbidden', 403, 'signer-refused'],
    ['too-many', 422, 'too-many'],
    ['quota', 507, 'quota'],
    ['token-expired', 410, 'expired'],
    ['storage-unavailable', 503, 'storage-unavailable'],
    ['of-a-later-version', 422, 'signer-refused'],
    ['of-a-later-version', 500, 'signer-unavailable'],
  ] as const) {
    it(`turns the problem ${code} (${status}) into ${expected}, with the signer’s own sentence`, async () => {
      answer('/uploads', () => problem(code, status));
      const error = await failure();
      expect(error).to.include({ code: expected, status });
      expect(error.message).to.equal(`detail of ${code}`);
    });
  }

  it('says so when HTML comes instead of JSON: a wrong endpoint', async () => {
    answer('/uploads', () => HttpResponse.html('<!doctype html><title>My app</title>'));
    const error = await failure();
    expect(error.code).to.equal('signer-refused');
    expect(error.message).to.match(/endpoint/);
  });

  it('refuses an answer with too few results', async () => {
    answer('/uploads', () =>
      HttpResponse.json({ serverTime: '2026-11-20T00:00:00.000Z', results: [] }),
    );
    expect(await failure()).to.include({ code: 'signer-refused' });
  });

  it('tells a broken connection', async () => {
    answer('/uploads', () => HttpResponse.error());
    const error = await failure();
    expect(error.code).to.equal('signer-unavailable');
    expect(error.cause).to.be.instanceOf(TypeError);
  });

  it('gives up a signer that does not answer in time', async () => {
    answer('/uploads', async () => {
      await delay(5000);
      return HttpResponse.json({});
    });
    const started = performance.now();
    const error = await failure(fetchSigner('/uploads', { timeout: 200 }));
    expect(error.code).to.equal('signer-unavailable');
    expect(performance.now() - started).to.be.below(2000);
  });

  it('rejects with the signal’s own reason when the caller gives up', async () => {
    answer('/uploads', async () => {
      await delay(5000);
      return HttpResponse.json({});
    });
    const stop = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => {
      stop.abort(reason);
    }, 100);
    expect(await rejection(signer().create([file], stop.signal))).to.equal(reason);
  });
});

const file = { name: 'a.txt', size: 1, type: 'text/plain' };

function signer(): Signer {
  return fetchSigner('/uploads');
}

function answer(path: string, resolver: HttpResponseResolver): void {
  worker.use(http.post(path, resolver));
}

function problem(
  code: string,
  status: number,
  headers: Record<string, string> = {},
): HttpResponse<string> {
  return new HttpResponse(
    JSON.stringify({ type: 'about:blank', title: code, status, code, detail: `detail of ${code}` }),
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );
}

async function failure(asked: Signer = signer()): Promise<UploadError> {
  return (await rejection(asked.create([file], never))) as UploadError;
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('expected a rejection');
}
