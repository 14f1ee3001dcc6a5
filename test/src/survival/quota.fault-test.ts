/**
 * A container that is full, on a real Swift: by bytes, by number of objects, and in the middle of an upload of several
 * parts. Each ends as `quota`, leaves nothing once it is taken off the list, and goes through when there is room again.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Field } from '../e2e/support/field.js';
import { useStage } from '../e2e/support/use-stage.js';
import { createContainer, listObjects, type SwiftSession } from '../setup/swift-client.js';
import { startOtherSigner } from './support/other-signer.js';
import { assertStored, DEFAULT_PART } from './support/proof.js';
import { endingsOf, openHastily } from './support/provoke.js';

const scene = useStage({ storage: 'swift' });

interface Case {
  readonly what: string;
  readonly container: string;
  readonly size: number;
  /** Container metadata, and the one that makes room again. */
  readonly quota: Readonly<Record<string, string>>;
  readonly room: Readonly<Record<string, string>>;
}

const bytes = 'x-container-meta-quota-bytes';
const number = 'x-container-meta-quota-count';
const cases: readonly Case[] = [
  {
    what: 'more bytes than there is room for',
    container: 'full-of-bytes',
    size: 9 * 1024 * 1024,
    quota: { [bytes]: '1000' },
    room: { [bytes]: '100000000' },
  },
  {
    what: 'as many objects as there may be',
    container: 'full-of-objects',
    size: 9 * 1024 * 1024,
    quota: { [number]: '0' },
    room: { [number]: '100' },
  },
  {
    // Swift knows what a container holds from a cache of a minute: what counts is the size of each part by itself.
    what: 'room for the last part only',
    container: 'nearly-full',
    size: 2 * DEFAULT_PART + 1,
    quota: { [bytes]: '1000' },
    room: { [bytes]: String(10 * DEFAULT_PART) },
  },
];

for (const { what, container, size, quota, room } of cases) {
  test(`${what}: quota, nothing left, and verified when there is room`, async (t) => {
    const { stage, files } = scene;
    const { session, tempUrlKey, site } = stage;
    const setQuota = (headers: Readonly<Record<string, string>>): Promise<void> =>
      createContainer(session, container, { tempUrlKey, origins: [site.origin], headers });
    await setQuota(quota);
    await using signer = await startOtherSigner(stage, { container });
    const field = await openHastily(stage, { endpoint: signer.endpoint });
    const file = await files.make('big.bin', size);
    await field.drop([file]);
    assert.equal((await field.settled())[0]?.code, 'quota');
    const there = (await listObjects(session, container)).length;
    await tell(field, 'clear');
    await emptied(session, container);
    t.diagnostic(`${there} parts were there when it failed, none when it was off the list`);

    await field.drop([file]);
    assert.equal((await field.settled())[0]?.code, 'quota');
    await setQuota(room);
    await tell(field, 'retry');
    await field.page.waitForFunction(
      () => document.querySelector('direct-upload')!.uploads[0]?.state.status === 'done',
    );
    const [ending] = await endingsOf(field);
    const { upload } = await signer.verify(ending?.receipt ?? '');
    await assertStored(stage, upload, file);
    await field.page.context().close();
  });
}

function tell({ page }: Field, command: 'clear' | 'retry'): Promise<void> {
  return page.evaluate((it) => {
    document.querySelector('direct-upload')![it]();
  }, command);
}

/** The signer is asked to delete once the page is told; there is no event for its answer. */
async function emptied(session: SwiftSession, container: string): Promise<void> {
  for (let tries = 0; (await listObjects(session, container)).length > 0; tries += 1) {
    assert.ok(tries < 200, 'something is left');
    await sleep(100);
  }
}
