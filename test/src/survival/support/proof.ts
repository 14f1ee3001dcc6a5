/**
 * What every interrupted upload has to show in the end: a receipt that verifies offline, the file's bytes under its name,
 * nothing left beside it, and no part sent again that had been confirmed.
 *
 * @module
 */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { ReceiptClaims } from '@direct-upload/signer-server/receipt';
import type { Field } from '../../e2e/support/field.js';
import type { MadeFile } from '../../e2e/support/files.js';
import type { Stage } from '../../e2e/support/stage.js';
import { listObjects, openSession, readObject } from '../../setup/swift-client.js';
import { partPuts, type SeenParts } from './part-log.js';

const MiB = 1024 * 1024;

/** Bytes in a part: the signer's default. */
export const DEFAULT_PART = 16 * MiB;

/** Bytes in a part where many are wanted, and not many bytes: what is interrupted is the same. */
export const PART = 4 * MiB;

/** More than two rounds of six parts: in the middle some are confirmed, some travel, some wait. */
export const PARTS = 14;

/** Bytes of a file of so many such parts. */
export const SIZE = PARTS * PART;

/** Requests to storage at a time: the engine's default. */
const CONNECTIONS = 6;

/** The field's only upload ends well and its receipt is sent; resolves with what the receipt claims. */
export async function assertSurvived(
  stage: Stage,
  field: Field,
  file: MadeFile,
): Promise<ReceiptClaims['upload']> {
  assert.deepEqual(await field.settled(), [{ name: file.name, status: 'done' }]);
  const receipts = await field.submit();
  assert.equal(receipts.length, 1);
  const { upload } = await stage.verify(receipts[0] ?? '');
  await assertStored(stage, upload, file);
  return upload;
}

/** The object that the receipt names has the file's bytes, all of them. */
export async function assertStored(
  stage: Stage,
  upload: ReceiptClaims['upload'],
  file: MadeFile,
): Promise<void> {
  assert.equal(upload.size, file.size);
  // A token of its own: the stage's may be one that a restarted proxy has forgotten.
  const session = await openSession(stage.access);
  const stored = await readObject(session, upload.container, upload.key);
  assert.deepEqual(
    { status: stored.status, size: stored.size, md5: stored.md5 },
    { status: 200, size: file.size, md5: file.md5 },
  );
}

/**
 * No part travelled again after a page had seen its 201. One whose answer was lost with the page or the line may: at most
 * those that were under way, one per connection.
 */
export async function assertNothingTwice(
  t: TestContext,
  { swift }: Stage,
  seen: SeenParts,
): Promise<void> {
  assert.ok(swift, 'counted in the log of the real Swift');
  const puts = await partPuts(swift, seen);
  const stored = puts.filter(({ status }) => status === 201).map(({ path }) => path);
  const { size: distinct } = new Set(stored);
  const again = stored.length - distinct;
  const bytes = puts.reduce((sum, put) => sum + put.bytes, 0);
  t.diagnostic(
    `${PARTS} parts: ${stored.length} stored, ${again} of them again, unseen before, ` +
      `${puts.length - stored.length} broken off, ${(bytes / 1024 / 1024).toFixed(0)} MiB in all`,
  );
  // A part may be there though storage answered 503 for it (its object server died with the last byte): the engine
  // looks before it sends again, and finds it.
  assert.ok(distinct <= PARTS && distinct >= seen.confirmed.size, `${distinct} parts got a 201`);
  assert.deepEqual(seen.repeated, [], 'sent again after their 201 was seen');
  assert.ok(again <= CONNECTIONS);
}

/** Names of parts: what unfinished uploads have left. Not the records of those that are complete, which expire. */
export async function partsLeft(stage: Stage): Promise<readonly string[]> {
  const session = await openSession(stage.access);
  const below = await listObjects(session, stage.container, 'parts/');
  return below.map(({ name }) => name).filter((name) => /\/\d{8}$/.test(name));
}
