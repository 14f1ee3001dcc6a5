/**
 * The signer killed (kill -9) while it is needed, in the middle of an upload, and started again: same port, same secrets,
 * and not a byte of memory of what it had granted.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { useStage } from '../e2e/support/use-stage.js';
import { assertNothingTwice, assertSurvived, DEFAULT_PART, PARTS } from './support/proof.js';
import { startSignerProcess } from './support/signer-process.js';
import { underWay } from './support/under-way.js';

/** Milliseconds for which a URL is good: so few that the rest of the upload cannot do without the signer. */
const LIFE = 3_000;
/** Milliseconds for which it stays away. */
const AWAY = 5_000;
const scene = useStage({ storage: 'swift' });

test('the signer is killed at 40 % and is back 5 s later', async (t) => {
  await using signer = await startSignerProcess(scene.stage, { URL_TTL: `${LIFE / 1000}s` });
  await scene.stage.useSigner(signer.url);
  const file = await scene.files.make('film.bin', PARTS * DEFAULT_PART);
  const page = await (await scene.stage.browser.newContext()).newPage();
  const { field, line, seen } = await underWay(page, scene.stage, file);
  let refused = 0;
  page.on('requestfailed', (request) => {
    if (request.url().startsWith(signer.url)) refused += 1;
  });
  const before = seen.confirmed.size;
  await signer.kill();
  // The rest would be sent before the URLs at hand are over: what travels creeps until they are.
  await line.slow(100_000);
  await sleep(LIFE);
  await line.free();
  await sleep(AWAY - LIFE);
  const [upload] = await page.evaluate(() => document.querySelector('direct-upload')!.uploads);
  assert.equal(upload?.state.status, 'uploading', 'still waiting for the signer');
  await signer.start();
  const back = Date.now();
  await assertSurvived(scene.stage, field, file);
  t.diagnostic(
    `${before} parts were confirmed at the kill; asked in vain ${refused} times; ` +
      `done ${Date.now() - back} ms after the restart`,
  );
  assert.ok(refused > 0, 'the signer was needed while it was away');
  await assertNothingTwice(t, scene.stage, seen);
});
