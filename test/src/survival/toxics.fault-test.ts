/**
 * A bad line, kind by kind: the built element in Chromium, storage and signer each behind a relay that has the toxic. What
 * can pass through it ends verified; what cannot ends as `failed` with its own code; and where it ceases, the upload goes on.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { UploadErrorCode } from '@direct-upload/widget/engine';
import { useStage } from '../e2e/support/use-stage.js';
import { assertStored } from './support/proof.js';
import { attempt, type Ending } from './support/provoke.js';
import { openRelay, type Relay } from './support/relay.js';
import type { Toxic } from './support/toxics.js';

const KiB = 1024;
const MiB = KiB * KiB;
const up = 'up';
const down = 'down';

/** On the line to storage. A body over 8 MiB is more than sockets swallow: the browser must not take it for sent. */
const SIZE = 12 * MiB;

interface Case {
  readonly what: string;
  readonly toxics: readonly Toxic[];
  /** How it ends while the toxic stays; where there is none, it ends well. */
  readonly code?: UploadErrorCode;
}

const toStorage: readonly Case[] = [
  {
    what: 'latency and jitter both ways',
    toxics: [
      { kind: 'latency', direction: up, milliseconds: 40, jitter: 60 },
      { kind: 'latency', direction: down, milliseconds: 40, jitter: 60 },
    ],
  },
  {
    what: 'a narrow line',
    toxics: [{ kind: 'bandwidth', direction: up, bytesPerSecond: 8 * MiB }],
  },
  {
    what: 'answers that come in threes of bytes',
    toxics: [{ kind: 'slicer', direction: down, bytes: 3 }],
  },
  {
    what: 'a body that comes in crumbs',
    toxics: [{ kind: 'slicer', direction: up, bytes: 1_009 }],
  },
  {
    what: 'a reset in the middle of the body',
    toxics: [{ kind: 'reset', direction: up, afterBytes: 200 * KiB }],
    code: 'network',
  },
  {
    what: 'a reset instead of the answer',
    toxics: [{ kind: 'reset', direction: down, afterBytes: 0 }],
    code: 'network',
  },
  {
    what: 'a line that is half open: the body gets nowhere',
    toxics: [{ kind: 'stall', direction: up, afterBytes: 200 * KiB }],
    code: 'timeout',
  },
  {
    what: 'a bit that turns over',
    toxics: [{ kind: 'corrupt', direction: up, everyBytes: 300 * KiB }],
    code: 'corrupted',
  },
];

const toSigner: readonly Case[] = [
  {
    what: 'latency and crumbs',
    toxics: [
      { kind: 'latency', direction: up, milliseconds: 40, jitter: 60 },
      { kind: 'slicer', direction: down, bytes: 7 },
    ],
  },
  {
    what: 'a reset in the middle of its answer',
    // Its head has some 400 bytes, what it grants a thousand.
    toxics: [{ kind: 'reset', direction: down, afterBytes: 800 }],
    code: 'signer-unavailable',
  },
  {
    what: 'a reset in the middle of the question',
    toxics: [{ kind: 'reset', direction: up, afterBytes: 100 }],
    code: 'signer-unavailable',
  },
];

describe('on a bad line', () => {
  let line: Relay;
  let signerLine: Relay;
  const scene = useStage({
    storage: 'dev-storage',
    door: async (origin) => (line = await openRelay(origin)).origin,
  });
  before(async () => {
    signerLine = await openRelay(scene.stage.signerUrl);
  });
  after(async () => {
    await signerLine[Symbol.asyncDispose]();
    await line[Symbol.asyncDispose]();
  });

  /** @param meanwhile - milliseconds after which the line is good again; it stays bad without */
  async function upload(
    relay: Relay,
    { toxics, code: impassable }: Case,
    meanwhile?: number,
  ): Promise<Ending> {
    const file = await scene.files.make('film.bin', SIZE);
    relay.poison(toxics);
    const mend =
      meanwhile &&
      setTimeout(() => {
        relay.poison([]);
      }, meanwhile);
    const [ending] = await attempt(scene.stage, {
      files: [file],
      endpoint: `${signerLine.origin}/uploads`,
      ...(impassable && { limits: { stallAfter: 500, answerAfter: 2_000 } }),
      // What is mended goes on however long that takes here; what is not fails soon.
      ...(mend && { retry: { attempts: 60, maxDelay: 1_000 } }),
    });
    relay.poison([]);
    assert.ok(ending);
    if (ending.receipt !== undefined) {
      const { upload: claimed } = await scene.stage.verify(ending.receipt);
      await assertStored(scene.stage, claimed, file);
    }
    return ending;
  }

  for (const [name, cases, relayOf] of [
    ['to storage', toStorage, () => line],
    ['to the signer', toSigner, () => signerLine],
  ] as const) {
    for (const each of cases) {
      const { what, code } = each;
      test(`${name}: ${what}: ${code ?? 'verified'}`, async () => {
        const ending = await upload(relayOf(), each);
        assert.deepEqual(
          [ending.status, ending.code],
          code ? ['failed', code] : ['done', undefined],
        );
      });
      if (!code) continue;
      test(`${name}: ${what}, for a moment: verified`, async () => {
        assert.equal((await upload(relayOf(), each, 700)).status, 'done');
      });
    }
  }
});
