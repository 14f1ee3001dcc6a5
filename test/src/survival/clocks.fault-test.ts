/**
 * Clocks that are ten minutes off, on a real Swift. What counts is how they differ from each other: a storage that is ten
 * minutes fast is a browser and a signer that are ten minutes slow. An upload ends verified, or says that it is the clocks.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UploadErrorCode } from '@direct-upload/widget/engine';
import { useStage } from '../e2e/support/use-stage.js';
import { startOtherSigner } from './support/other-signer.js';
import { assertStored, DEFAULT_PART } from './support/proof.js';
import { attempt } from './support/provoke.js';
import { startSignerProcess } from './support/signer-process.js';
import { nodeClock } from './support/wrong-clock.js';

const TEN = 600_000;

interface Case {
  readonly who: string;
  /** Milliseconds ahead of storage. */
  readonly browser?: number;
  readonly signer?: number;
  readonly code?: UploadErrorCode;
  /**
   * How an upload of one part ends, if not so: its object is older than its grant to the signer's eyes, which could be
   * another's, put there before.
   */
  readonly small?: UploadErrorCode;
}

const cases: readonly Case[] = [
  { who: 'the browser is fast', browser: TEN },
  { who: 'the browser is slow', browser: -TEN },
  { who: 'the signer is fast', signer: TEN, small: 'storage-refused' },
  // Its URLs are over before they begin.
  { who: 'the signer is slow', signer: -TEN, code: 'clock-skew' },
  { who: 'storage is slow', browser: TEN, signer: TEN, small: 'storage-refused' },
  { who: 'storage is fast', browser: -TEN, signer: -TEN, code: 'clock-skew' },
  {
    who: 'browser and signer are twenty minutes apart',
    browser: -TEN,
    signer: TEN,
    small: 'storage-refused',
  },
];

const scene = useStage({ storage: 'swift' });

for (const { who, browser = 0, signer: ahead = 0, ...ends } of cases) {
  for (const size of [1_000, DEFAULT_PART + 1]) {
    const code = ends.code ?? (size > DEFAULT_PART ? undefined : ends.small);
    test(`${who}, ${size} bytes: ${code ?? 'verified'}`, async () => {
      const { stage, files } = scene;
      const now = (): number => Date.now() + ahead;
      await using signer = await startOtherSigner(stage, { signer: { now } });
      const file = await files.make('clock.bin', size);
      const [ending] = await attempt(stage, {
        files: [file],
        endpoint: signer.endpoint,
        clockAhead: browser,
      });
      assert.ok(ending);
      assert.deepEqual([ending.status, ending.code], code ? ['failed', code] : ['done', undefined]);
      if (code) assert.match(ending.message ?? '', /clocks/);
      if (ending.receipt === undefined) return;
      const { upload } = await signer.verify(ending.receipt);
      await assertStored(stage, upload, file);
    });
  }
}

for (const ahead of [TEN, -TEN]) {
  test(`the command does not start where its clock is ${ahead / 60_000} minutes off, and says so`, async () => {
    const start = startSignerProcess(scene.stage, { NODE_OPTIONS: nodeClock(ahead) });
    await assert.rejects(start, /The clocks of this machine and of storage differ by \d+ s/);
  });
}
