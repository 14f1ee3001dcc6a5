/**
 * One verdict in five languages on every receipt of docs/receipts/vectors.json.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { verifyReceipt } from '@direct-upload/signer-server/receipt';
import type { VerifyReceiptOptions } from '@direct-upload/signer-server/receipt';
import { root } from '../runner/suites.js';
import { languages, run, script } from './support/languages.js';

type KeySet = Exclude<Extract<VerifyReceiptOptions, { jwks: unknown }>['jwks'], URL>;

interface VectorsFile {
  readonly now: number;
  readonly audience: string;
  readonly issuer: string;
  readonly jwks: KeySet;
  readonly vectors: readonly { name: string; receipt: string; valid: boolean }[];
}

let text: string;
let file: VectorsFile;
let directory: string;
before(async () => {
  text = await readFile(script('vectors.json'), 'utf8');
  file = JSON.parse(text) as VectorsFile;
  directory = await mkdtemp(join(tmpdir(), 'vectors-'));
});
after(() => rm(directory, { recursive: true, force: true }));

test('the file is what its script makes', async () => {
  const words = [process.execPath, `${root}scripts/receipts.ts`, join(directory, 'made.json')];
  assert.deepEqual(await run(words, ''), { code: 0, out: '', err: '' });
  assert.equal(await readFile(join(directory, 'made.json'), 'utf8'), text);
  assert.ok(file.vectors.length > 100);
});

test('verifyReceipt', async () => {
  const { audience, issuer, jwks, now, vectors } = file;
  for (const { name, receipt, valid } of vectors) {
    const verified = verifyReceipt(receipt, { jwks, audience, issuer, now: now * 1000 });
    if (valid) await assert.doesNotReject(verified, name);
    else await assert.rejects(verified, { name: 'ReceiptError' }, name);
  }
});

for (const { name, skip, vectors } of languages) {
  test(name, { skip }, async () => {
    const { code, out, err } = await run(await vectors(directory), '');
    const lines = out.split('\n').filter((line) => line !== '' && line !== 'PASS');
    assert.deepEqual(
      { code, lines, err },
      { code: 0, lines: [`${file.vectors.length} vectors`], err: '' },
    );
  });
}

test('a receipt is refused by a key that stands for another id', async () => {
  const { audience, jwks, now, vectors } = file;
  const [key] = jwks.keys;
  assert.ok(key && vectors[0]);
  const { receipt } = vectors[0];
  const options = { audience, now: now * 1000 };
  await verifyReceipt(receipt, { ...options, publicKey: key });
  await assert.rejects(
    verifyReceipt(receipt, { ...options, publicKey: { ...key, kid: 'other' } }),
    {
      name: 'ReceiptError',
      code: 'invalid',
    },
  );
});
