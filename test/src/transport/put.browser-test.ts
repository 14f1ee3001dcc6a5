/**
 * The real transport against a real storage over HTTP: what a mock in the page would hide (progress, aborts, CORS).
 *
 * @module
 */
import type { Fault } from '@direct-upload/dev-storage';
import { expect } from '@open-wc/testing';
import { TransportError } from '../../../packages/widget/src/engine/ports.js';
import type { PutOptions } from '../../../packages/widget/src/engine/ports.js';
import type { SignedRequest } from '../../../packages/widget/src/engine/protocol.js';
import { xhrTransport } from '../../../packages/widget/src/engine/sending/put-blob.js';
import { fetchSigner } from '../../../packages/widget/src/engine/signer.js';

const never = new AbortController().signal;
const MiB = 1024 * 1024;

interface Addresses {
  readonly endpoint: string;
  readonly storage: string;
}

describe('xhrTransport', () => {
  let endpoint: string;
  before(async () => {
    ({ endpoint } = (await (await fetch('/__backend.json')).json()) as Addresses);
  });
  afterEach(() => fetch('/__storage/faults', { method: 'DELETE' }));

  it('stores the bytes and reads the ETag', async () => {
    const answer = await put(await grant(3), new Blob(['abc']));
    expect(answer.status).to.equal(201);
    expect(answer.etag).to.equal('900150983cd24fb0d6963f7d28e17f72');
  });

  it('stores nothing under another ETag than the body’s', async () => {
    const request = await grant(3);
    const answer = await put(request, new Blob(['abc']), { headers: { etag: '0'.repeat(32) } });
    expect(answer.status).to.equal(422);
    expect((await xhrTransport().head(request.url, never)).status).to.equal(404);
  });

  it('reports progress that grows to the whole', async () => {
    const blob = new Blob([new Uint8Array(4 * MiB)]);
    const seen: number[] = [];
    const answer = await put(await grant(blob.size), blob, {
      onProgress: (sent) => seen.push(sent),
    });
    expect(answer.status).to.equal(201);
    expect(seen.length).to.be.greaterThan(0);
    expect(seen).to.deep.equal(seen.toSorted((a, b) => a - b));
    expect(seen.at(-1)).to.equal(blob.size);
  });

  it('leaves nothing behind when it is aborted', async () => {
    await fault({
      kind: 'slow',
      during: 'upload',
      bytesPerSecond: 256 * 1024,
      match: { method: 'PUT' },
    });
    const blob = new Blob([new Uint8Array(2 * MiB)]);
    const request = await grant(blob.size);
    const stop = new AbortController();
    const reason = new Error('enough');
    setTimeout(() => {
      stop.abort(reason);
    }, 300);
    expect(await rejection(put(request, blob, { signal: stop.signal }))).to.equal(reason);
    await fetch('/__storage/faults', { method: 'DELETE' });
    expect((await xhrTransport().head(request.url, never)).status).to.equal(404);
  });

  it('cannot read the answer to a bad signature: it rejects, the body was sent', async () => {
    const request = await grant(3);
    const url = request.url.replace(/temp_url_expires=\d+/, 'temp_url_expires=1');
    const error = await rejection(put({ ...request, url }, new Blob(['abc'])));
    expect(error).to.be.instanceOf(TransportError);
    expect(error).to.include({ reason: 'broken' });
  });

  it('rejects when the connection breaks in the body', async () => {
    await fault({ kind: 'drop', during: 'upload', afterBytes: MiB, match: { method: 'PUT' } });
    const blob = new Blob([new Uint8Array(8 * MiB)]);
    const error = await rejection(put(await grant(blob.size), blob));
    expect(error).to.be.instanceOf(TransportError);
  });

  for (const size of [0, 3]) {
    it(`gives up where ${size} bytes are sent and no answer comes`, async () => {
      await fault({ kind: 'hang', match: { method: 'PUT' } });
      const { put: putBlob } = xhrTransport({ stallAfter: 200, answerAfter: 200 });
      const options = { signal: never, onProgress: ignore };
      const error = await rejection(
        putBlob(await grant(size), new Blob(['abc'.slice(0, size)]), options),
      );
      expect(error).to.be.instanceOf(TransportError);
      expect(error).to.include({ reason: 'stalled' });
    });
  }

  it('gives up where nothing comes back before the first byte', async () => {
    await fault({ kind: 'hang', match: { method: 'OPTIONS' } });
    const { put: putBlob } = xhrTransport({ stallAfter: 200, answerAfter: 200 });
    const options = { signal: never, onProgress: ignore };
    const error = await rejection(putBlob(await grant(3), new Blob(['abc']), options));
    expect(error).to.be.instanceOf(TransportError);
    expect(error).to.include({ reason: 'stalled', sent: 'none' });
  });

  it('says that nothing moves, again and again, before it gives up', async () => {
    await fault({ kind: 'slow', during: 'upload', bytesPerSecond: 1, match: { method: 'PUT' } });
    const { put: putBlob } = xhrTransport({ stallAfter: 1_000, quietAfter: 100 });
    const blob = new Blob([new Uint8Array(24 * MiB)]);
    let looks = 0;
    const onQuiet = (): void => {
      looks += 1;
    };
    const error = await rejection(
      putBlob(await grant(blob.size), blob, { signal: never, onProgress: ignore, onQuiet }),
    );
    expect(error).to.include({ reason: 'stalled', sent: 'some' });
    expect(looks).to.be.greaterThan(2);
  });

  for (const moment of ['before the first byte', 'on the way', 'while storage is writing']) {
    it(`hears that the browser stopped it ${moment}`, async () => {
      const blob = new Blob([new Uint8Array(moment === 'on the way' ? 8 * MiB : 1000)]);
      const request = await grant(blob.size);
      await fault(
        moment === 'on the way'
          ? { kind: 'slow', during: 'upload', bytesPerSecond: MiB, match: { method: 'PUT' } }
          : { kind: 'hang', match: { method: 'PUT' } },
      );
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const own = XMLHttpRequest;
      const theirs = frame.contentWindow as typeof globalThis & Window;
      try {
        // The transport in a window of its own, so that stopping its loads does not stop those of the test.
        globalThis.XMLHttpRequest = theirs.XMLHttpRequest;
        let begun: (() => void) | undefined;
        const moving = new Promise<void>((resolve) => (begun = resolve));
        const onProgress = (sent: number): void => {
          if (moment === 'on the way' || sent === blob.size) begun?.();
        };
        const putting = rejection(put(request, blob, { onProgress }));
        if (moment !== 'before the first byte') await moving;
        theirs.stop();
        const error = await putting;
        expect(error).to.be.instanceOf(TransportError);
        expect(error).to.have.property('reason').that.is.oneOf(['interrupted', 'broken']);
      } finally {
        globalThis.XMLHttpRequest = own;
        frame.remove();
      }
    });
  }

  async function grant(size: number): Promise<SignedRequest> {
    const file = { name: 'a.bin', size, type: 'application/octet-stream' };
    const { results } = await fetchSigner(endpoint).create([file], never);
    const [result] = results;
    if (!result || !('grant' in result)) throw new Error(`no grant: ${JSON.stringify(result)}`);
    const [request] = result.grant.requests;
    if (!request) throw new Error('a grant without a request');
    return request;
  }
});

function put(
  request: SignedRequest,
  blob: Blob,
  options: Partial<PutOptions> = {},
): ReturnType<ReturnType<typeof xhrTransport>['put']> {
  return xhrTransport().put(request, blob, { signal: never, onProgress: ignore, ...options });
}

async function fault(rule: Fault): Promise<void> {
  const response = await fetch('/__storage/faults', { method: 'POST', body: JSON.stringify(rule) });
  if (!response.ok) throw new Error(await response.text());
}

async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('expected a rejection');
}

function ignore(): void {
  // no one looks at the progress
}
