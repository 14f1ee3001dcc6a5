/**
 * What every storage must do where uploads are inspected: what got a receipt is what was inspected, also where its uploader
 * puts other bytes of the same MD5 in its place at the worst moment.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SignerError } from '@direct-upload/signer-server';
import type { Inspect } from '@direct-upload/signer-server';
import type { CompleteResult, Grant, PartRecord } from '@direct-upload/widget/protocol';
import { Client, TRIES, assertProblem, md5, whole } from './client.js';
import type { StorageUnderTest } from './client.js';
import { collidingFiles } from './colliding.js';

const { good, evil } = collidingFiles(1000);

/** When the uploader puts the evil file in the place of the good one. */
const MOMENTS = ['before it is read', 'after it is read', 'while it is completed twice'] as const;

/** Adds the tests; in place, whoever has an unexpired URL can replace the object, and the receipt says so. */
export function inspectionContract(under: () => StorageUnderTest): void {
  for (const moment of MOMENTS) {
    test(`keeps what was inspected when other bytes of its MD5 come ${moment}`, async (t) => {
      if (under().finalized === 'in-place') {
        t.skip('in place, an unexpired URL can replace the object: the receipt says so');
        return;
      }
      for (let tries = 0; tries < TRIES; tries += 1) await attack(under(), moment);
    });
  }

  test('gives no receipt for what the inspection refuses, however its MD5 reads', async () => {
    const client = new Client(under().storage, {}, refuseEvil);
    const grant = await client.grant(evil.byteLength);
    await under().put(grant.requests[0]!, evil);
    const result = await client.complete(grant.token, whole(evil, under().hash));
    assertProblem(result, 'type-not-allowed');
    assert.deepEqual(await leftOf(under(), grant), []);
  });

  test('leaves no copy of what was inspected', async () => {
    const client = new Client(under().storage, {}, refuseEvil);
    const grant = await client.grant(good.byteLength);
    await under().put(grant.requests[0]!, good);
    await client.claims(await client.complete(grant.token, whole(good, under().hash)));
    const left = await leftOf(under(), grant);
    assert.deepEqual(
      left.filter((name) => !name.endsWith('/completed')),
      [],
    );
  });
}

const refuseEvil: Inspect = async ({ size }, { read }) => {
  if (evil.equals(await read(0, size))) {
    throw new SignerError('type-not-allowed', 'This is the evil file.');
  }
};

/** Objects under the upload's own prefix. */
async function leftOf(under: StorageUnderTest, grant: Grant): Promise<readonly string[]> {
  const name = under.nameOf(grant.requests[0]!);
  const prefix = name.slice(0, name.lastIndexOf('/') + 1);
  return prefix === '' ? [] : (await under.list()).filter((other) => other.startsWith(prefix));
}

/** One try: whatever comes of it, a receipt is for the good file. */
async function attack(under: StorageUnderTest, moment: (typeof MOMENTS)[number]): Promise<void> {
  const granted: Grant[] = [];
  const replace = async (): Promise<void> => {
    assert.equal(await under.put(granted[0]!.requests[0]!, evil), under.answers.stored);
  };
  const inspect: Inspect = async (upload, context) => {
    if (moment === 'before it is read') await replace();
    await refuseEvil(upload, context);
    if (moment === 'after it is read') await replace();
  };
  const client = new Client(under.storage, {}, inspect);
  const grant = await client.grant(good.byteLength);
  granted.push(grant);
  assert.equal(await under.put(grant.requests[0]!, good), under.answers.stored);
  const parts = whole(good, under.hash);
  const results = await completions(client, { grant, parts }, moment, replace);
  for (const result of results) {
    if (!('receipt' in result)) continue;
    const { upload } = await client.claims(result);
    const { status, size } = await under.read(upload.key);
    assert.deepEqual([status, size], [200, good.byteLength]);
    const url = await under.storage.signGet(upload.key, { expiresAt: soon() }, never());
    const kept = Buffer.from(await (await fetch(url)).arrayBuffer());
    assert.ok(kept.equals(good), `other bytes were kept: ${md5(kept)}`);
  }
  // What its uploader does afterwards takes nothing from a file that passed.
  if (moment === 'after it is read') assert.ok(results.some((result) => 'receipt' in result));
}

async function completions(
  client: Client,
  { grant, parts }: { readonly grant: Grant; readonly parts: readonly PartRecord[] },
  moment: (typeof MOMENTS)[number],
  replace: () => Promise<void>,
): Promise<readonly CompleteResult[]> {
  const complete = (): Promise<CompleteResult> => client.complete(grant.token, parts);
  if (moment !== 'while it is completed twice') return [await complete()];
  const later = replace().then(complete);
  return [...(await Promise.all([complete(), later])), await complete()];
}

const soon = (): number => Math.floor(Date.now() / 1000) + 60;
const never = (): AbortSignal => new AbortController().signal;
