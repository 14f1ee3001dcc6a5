/**
 * Three signers behind nginx that are killed and stopped at random, and started again, while three hundred files are
 * uploaded: nobody's file is lost, and every receipt is true. nginx repeats no request that was sent, so that a browser
 * meets every death.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateReceiptKey } from '@direct-upload/signer-server';
import { openField, type Field } from '../e2e/support/field.js';
import type { MadeFile } from '../e2e/support/files.js';
import { useStage } from '../e2e/support/use-stage.js';
import { skipWithout } from '../setup/needs.js';
import type { SignerProcess } from '../setup/signer-process.js';
import { listObjects, readObject } from '../setup/swift-client.js';
import { startSignerProcess } from '../survival/support/signer-process.js';
import { createRandom } from '../survival/support/soak-plan.js';
import { callerSettings } from './support/caller.js';
import { startNginx } from './support/nginx.js';
import { startRedis } from './support/redis.js';

const skip = skipWithout('nginx', 'redis', 'swift', 'chromium');
const MiB = 1024 * 1024;
/** Drops, and files in each. */
const [WAVES, FILES] = [10, 30];
/** Most milliseconds from a drop to a death, and from a death to the next life. */
const [DEATH, AWAY] = [200, 400];

const scene = useStage({ storage: 'swift' });

/** Repeatable with `REPLICAS_SEED`, as far as who is killed when; what they were doing is up to the machine. */
const seed = Number(process.env['REPLICAS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Who died, and how. */
type Deaths = Record<'SIGKILL' | 'SIGTERM', number>;

/** Drops wave after wave; in the middle of each one signer dies. Resolves when all live again. */
async function dropAndKill(
  { drop }: Field,
  files: readonly MadeFile[],
  signers: readonly SignerProcess[],
): Promise<Deaths> {
  const random = createRandom(seed);
  const deaths: Deaths = { SIGKILL: 0, SIGTERM: 0 };
  const reborn = new Map<SignerProcess, Promise<void>>();
  const next: SignerProcess[] = [];
  for (let first = 0; first < files.length; first += FILES) {
    await drop(files.slice(first, first + FILES));
    await sleep(random() * DEATH);
    // In any order, but none again before the others.
    if (next.length === 0) next.push(...signers);
    const [signer] = next.splice(Math.floor(random() * next.length), 1);
    assert.ok(signer);
    const kind = random() < 0.5 ? 'SIGKILL' : 'SIGTERM';
    const away = random() * AWAY;
    // It can only die once it lives again; others may be dead meanwhile, now and then all of them.
    await reborn.get(signer);
    deaths[kind] += 1;
    const ended = kind === 'SIGKILL' ? signer.kill() : signer.terminate();
    reborn.set(
      signer,
      ended.then(() => sleep(away)).then(() => signer.start()),
    );
  }
  await Promise.all(reborn.values());
  return deaths;
}

test('300 files arrive while three signers are killed in turn', { skip }, async (t) => {
  await using stack = new AsyncDisposableStack();
  const { stage, files } = scene;
  const redis = stack.use(await startRedis());
  const same = {
    SIGNER_SECRET: randomBytes(32).toString('base64url'),
    RECEIPT_KEY: generateReceiptKey(),
    REDIS_URL: redis.url,
    ...callerSettings,
    LIMIT_FILES: '1000000/1h',
    TRUST_PROXY: 'loopback',
  };
  const signers = await Promise.all(
    [1, 2, 3].map(async () => stack.use(await startSignerProcess(stage, same))),
  );
  const nginx = stack.use(await startNginx(signers.map(({ url }) => url)));
  await stage.useSigner(nginx.url);
  const made: MadeFile[] = [];
  for (let i = 0; i < WAVES * FILES; i += 1) {
    // Every hundredth goes in parts.
    made.push(await files.make(`${i}.bin`, i % 100 === 50 ? 17 * MiB : 100 * i));
  }
  const field = await openField(stage);
  let refused = 0;
  field.page.on('requestfailed', (request) => {
    if (request.url().startsWith(nginx.url)) refused += 1;
  });
  const deaths = await dropAndKill(field, made, signers);
  const states = await field.settled(180_000);
  t.diagnostic(`seed ${seed}: ${JSON.stringify(deaths)}, ${refused} calls were not answered`);
  assert.deepEqual(
    states.filter(({ status }) => status !== 'done'),
    [],
  );
  // Calls are batched, so few that one of three may get none: nginx also leaves one that died alone for ten seconds.
  const shared = signers.filter(({ output }) => /"event":"(granted|completed)"/.test(output()));
  assert.ok(shared.length > 1, 'the work is shared');
  const receipts = await field.submit();
  assert.equal(receipts.length, made.length);
  const byName = new Map(made.map((file) => [file.name, file]));
  const keys = new Set<string>();
  for (const receipt of receipts) {
    const { upload } = await stage.verify(receipt);
    const stored = await readObject(stage.session, stage.container, upload.key);
    assert.equal(stored.md5, byName.get(upload.name)?.md5);
    keys.add(upload.key);
    byName.delete(upload.name);
  }
  assert.equal(byName.size, 0, 'every file has a receipt of its own');
  const objects = await listObjects(stage.session, stage.container, '');
  const finals = objects.map(({ name }) => name).filter((name) => !name.startsWith('parts/'));
  assert.deepEqual(new Set(finals), keys, 'nothing was stored twice');
});
