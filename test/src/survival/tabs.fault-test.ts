/**
 * Fifty tabs of one browser that upload at once through one signer to a real Swift: all verified, nothing sent twice, and
 * the signer's memory bounded.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { loadField, type Field } from '../e2e/support/field.js';
import type { MadeFile } from '../e2e/support/files.js';
import { useStage } from '../e2e/support/use-stage.js';
import { createSeenParts, partPuts } from './support/part-log.js';
import { assertStored } from './support/proof.js';
import { endingsOf } from './support/provoke.js';
import { startSignerProcess } from './support/signer-process.js';

const TABS = 50;
const SIZES = [100_000, 3_000_000];
/** Resident memory of a signer that serves them all. Bytes; some 100 MB it has idle. */
const MOST = 400 * 1024 * 1024;
const scene = useStage({ storage: 'swift' });

test(`${TABS} tabs at once`, async (t) => {
  const { stage, files } = scene;
  await using signer = await startSignerProcess(stage);
  await stage.useSigner(signer.url);
  const context = await stage.browser.newContext();
  const seen = createSeenParts();
  const tabs: { readonly field: Field; readonly made: readonly MadeFile[] }[] = [];
  for (let tab = 0; tab < TABS; tab += 1) {
    const page = await context.newPage();
    seen.watch(page);
    const field = await loadField(page, stage.site);
    const made = await Promise.all(SIZES.map((size) => files.make(`${tab}-${size}.bin`, size)));
    tabs.push({ field, made });
  }
  for (const { field, made } of tabs) {
    await field.page.bringToFront();
    await field.drop(made);
  }
  for (const { field, made } of tabs) {
    await field.settled(240_000);
    const endings = await endingsOf(field);
    assert.deepEqual(
      endings.map(({ status }) => status),
      made.map(() => 'done'),
    );
    for (const { name, receipt = '' } of endings) {
      const file = made.find((it) => it.name === name);
      const { upload } = await stage.verify(receipt);
      assert.ok(file);
      await assertStored(stage, upload, file);
    }
  }
  assert.ok(stage.swift);
  const puts = await partPuts(stage.swift, seen);
  assert.equal(puts.length, TABS * SIZES.length, 'each file was sent once');
  const status = await readFile(`/proc/${signer.pid}/status`, 'utf8');
  const peak = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
  t.diagnostic(`${puts.length} files, the signer had ${Math.round(peak / 1e6)} MB at most`);
  assert.ok(peak < MOST);
  await context.close();
});
