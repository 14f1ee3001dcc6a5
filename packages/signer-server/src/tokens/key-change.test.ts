/**
 * The signer's own secrets are changed replica by replica, as docs/deploy.md says: whatever two neighbouring steps grant, sign
 * or publish, the other takes.
 *
 * @module
 */
import assert from 'node:assert/strict';
import type { JSONWebKeySet } from 'jose';
import { after, before, describe, it } from 'node:test';
import type { SignerOptions } from '../options.js';
import { generateReceiptKey } from './receipt-key.js';
import { verifyReceipt } from './receipt.js';
import { completeOne, grantFor, put, startStorage, testSigner } from '../testing/harness.js';
import { wholePart } from '../testing/harness.js';
import type { TestSigner, TestStorage } from '../testing/harness.js';

const [secretBefore, secretAfter] = [
  'the secret before, of 32 bytes or more',
  'the secret after, of 32 bytes or more',
];
const [keyBefore, keyAfter] = [generateReceiptKey(), generateReceiptKey()];

/** What a replica is told at each step. */
const STEPS: readonly Pick<
  SignerOptions,
  'secret' | 'receiptKey' | 'acceptedSecrets' | 'acceptedReceiptKeys'
>[] = [
  { secret: secretBefore, receiptKey: keyBefore },
  {
    secret: secretBefore,
    acceptedSecrets: [secretAfter],
    receiptKey: keyBefore,
    acceptedReceiptKeys: [keyAfter],
  },
  {
    secret: secretAfter,
    acceptedSecrets: [secretBefore],
    receiptKey: keyAfter,
    acceptedReceiptKeys: [keyBefore],
  },
  { secret: secretAfter, receiptKey: keyAfter },
];

const body = new TextEncoder().encode('hello');

describe('a change of the signer’s own secrets', () => {
  let storage: TestStorage;
  before(async () => {
    storage = await startStorage();
  });
  after(() => storage.close());

  const replica = (step: number): TestSigner => testSigner(storage.withCredentials, STEPS[step]);
  const jwksOf = async ({ signer }: TestSigner): Promise<JSONWebKeySet> =>
    (await (await signer.request('/.well-known/jwks.json')).json()) as JSONWebKeySet;

  /** Granted by one, completed by the other; the result. */
  async function across(one: TestSigner, other: TestSigner): ReturnType<typeof completeOne> {
    const grant = await grantFor(one, body);
    await put(grant.requests[0]!, body);
    return completeOne(other, grant.token, [wholePart(body)]);
  }

  it('is felt by nobody while each step meets the next', async () => {
    for (const step of [0, 1, 2]) {
      const [one, other] = [replica(step), replica(step + 1)];
      for (const [granting, completing] of [
        [one, other],
        [other, one],
      ] as const) {
        const { receipt = '', problem } = await across(granting, completing);
        assert.equal(problem, undefined, `step ${step}`);
        // The application may have fetched the keys from either.
        for (const jwks of [await jwksOf(one), await jwksOf(other)]) {
          assert.equal(
            (await verifyReceipt(receipt, { jwks, audience: 'direct-upload' })).upload.size,
            5,
          );
        }
        const downloads = await granting.post<{ results: object[] }>('/uploads/downloads', {
          downloads: [{ receipt }],
        });
        assert.ok('download' in downloads.results[0]!, JSON.stringify(downloads));
      }
    }
  });

  it('ends what the old ones made, and was needed: without a step between it would be felt', async () => {
    const [first, last] = [replica(0), replica(3)];
    assert.equal((await across(first, last)).problem?.code, 'invalid-token');
    const { receipt = '' } = await across(first, first);
    const jwks = await jwksOf(last);
    const verified = verifyReceipt(receipt, { jwks, audience: 'direct-upload' });
    await assert.rejects(verified, { code: 'invalid' });
  });

  it('has secrets that are as long as any', () => {
    assert.throws(
      () => testSigner(storage.withCredentials, { acceptedSecrets: ['short'] }),
      /5 bytes/,
    );
    assert.throws(
      () => testSigner(storage.withCredentials, { acceptedReceiptKeys: ['{}'] }),
      /Ed25519/,
    );
  });
});
