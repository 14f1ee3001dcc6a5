/**
 * Swift's own servers killed (kill -9) in the middle of an upload and started again: the upload waits, and goes on.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { useStage } from '../e2e/support/use-stage.js';
import { assertNothingTwice, assertSurvived, PART, SIZE } from './support/proof.js';
import { underWay } from './support/under-way.js';

/** Milliseconds for which the server stays away. */
const AWAY = 3_000;
const scene = useStage({ storage: 'swift', partSize: PART });

async function kill(server: string): Promise<void> {
  assert.ok(scene.stage.swift);
  const pid = Number(await readFile(join(scene.stage.swift.lab, 'run', `${server}.pid`), 'utf8'));
  assert.ok(pid > 1);
  process.kill(pid, 'SIGKILL');
}

for (const [server, what] of [
  ['object', 'the server that holds the bytes'],
  ['proxy', 'the door to storage, and with it every token'],
] as const) {
  test(`Swift's ${server} server is killed at 40 %: ${what}`, async (t) => {
    const file = await scene.files.make(`${server}.bin`, SIZE);
    const page = await (await scene.stage.browser.newContext()).newPage();
    const { field, line, seen } = await underWay(page, scene.stage, file);
    const before = seen.confirmed.size;
    await kill(server);
    await sleep(AWAY);
    await line.free();
    await scene.stage.swift?.restart();
    const back = Date.now();
    await assertSurvived(scene.stage, field, file);
    t.diagnostic(`${before} parts were confirmed; done ${Date.now() - back} ms after the restart`);
    await assertNothingTwice(t, scene.stage, seen);
    await page.context().close();
  });
}
