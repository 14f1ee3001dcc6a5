/**
 * A Swift whose operator allows less than usual: no POST by TempURL, only SHA-1. What the contract takes for granted
 * (expiry of unfinished uploads, a mark on finished ones) is not to be had there; what a receipt promises still is.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { createSigner, generateReceiptKey, swift } from '@direct-upload/signer-server';
import type { Signer, SwiftOptions } from '@direct-upload/signer-server';
import type { CompleteResult, CreateResponse, Grant } from '@direct-upload/widget/protocol';
import { skipWithout } from '../setup/needs.js';
import { createContainer, openSession, readObject } from '../setup/swift-client.js';
import type { SwiftSession } from '../setup/swift-client.js';
import { startSwift } from '../setup/swift.js';
import type { SwiftLab } from '../setup/swift.js';

const never = new AbortController().signal;
const tempUrlKey = randomBytes(16).toString('hex');
const bytes = randomBytes(1000);
const md5 = createHash('md5').update(bytes).digest('hex');

describe(
  'a Swift without POST by TempURL, that knows SHA-1 only',
  {
    skip: skipWithout('swift'),
  },
  () => {
    let lab: SwiftLab;
    let session: SwiftSession;
    let options: SwiftOptions;
    let signer: Signer;
    before(async () => {
      const tempUrl = 'methods = GET HEAD PUT DELETE\nallowed_digests = sha1';
      lab = await startSwift({ tempUrl });
      session = await openSession(lab);
      await createContainer(session, 'box', { tempUrlKey });
      options = { storageUrl: session.storageUrl, container: 'box', tempUrlKey };
      signer = createSigner({
        storage: swift({ ...options, tempUrlDigest: 'sha1' }),
        secret: randomBytes(32),
        receiptKey: generateReceiptKey(),
      });
    });
    after(() => lab.stop());

    async function post<T>(path: string, body: unknown): Promise<T> {
      const response = await signer.request(`/uploads${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await response.json()) as T;
    }

    async function send(headers: Record<string, string> = {}): Promise<Grant> {
      const files = [{ name: 'a.png', type: 'image/png', size: bytes.byteLength }];
      const { results } = await post<CreateResponse>('', { files });
      assert.ok(results[0] && 'grant' in results[0]);
      const [request] = results[0].grant.requests;
      const response = await fetch(request!.url, {
        method: 'PUT',
        headers: { ...request!.headers, ...headers },
        body: bytes,
      });
      assert.equal(response.status, 201);
      return results[0].grant;
    }

    /** In place, the URL names the final object: `/v1/account/container/name`. */
    function objectIn({ requests }: Grant): string {
      return new URL(requests[0]!.url).pathname.split('/').slice(4).join('/');
    }

    async function complete({ token }: Grant): Promise<string> {
      const parts = [{ partNumber: 1, size: bytes.byteLength, etag: md5 }];
      const { results } = await post<{ results: CompleteResult[] }>('/complete', {
        uploads: [{ token, parts }],
      });
      return 'receipt' in results[0]! ? 'receipt' : results[0]!.problem.code;
    }

    test('is told to set the digest', async () => {
      const failed = (await swift(options).check([], never)).filter(({ ok }) => !ok);
      assert.match(
        failed[0]?.message ?? '',
        /no sha256 signatures, only sha1.*SWIFT_TEMP_URL_DIGEST/,
      );
      assert.deepEqual(
        (await signer.check(never)).filter(({ ok }) => !ok),
        [],
      );
    });

    test('gets objects that do not vanish, from the start', async () => {
      const grant = await send();
      assert.deepEqual(grant.requests[0]?.headers, { 'content-type': 'image/png' });
      assert.equal(await complete(grant), 'receipt');
      const { headers, md5: stored } = await readObject(session, 'box', objectIn(grant));
      assert.deepEqual([stored, headers.get('x-delete-at')], [md5, null]);
    });

    test('gets no receipt for what would vanish or is of another type, since nobody can change that', async () => {
      assert.equal(await complete(await send({ 'x-delete-after': '600' })), 'storage-refused');
      assert.equal(await complete(await send({ 'content-type': 'text/html' })), 'type-not-allowed');
    });

    test('gets no second URL for an object that a receipt names', async () => {
      const { token, ...grant } = await send();
      assert.equal(await complete({ token, ...grant }), 'receipt');
      const { code } = await post<{ code?: string }>('/parts', { token, partNumbers: [1] });
      assert.equal(code, 'already-completed');
    });
  },
);
