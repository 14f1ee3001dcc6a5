/**
 * Limits of signers behind nginx that count together in Redis: to the last one, in a browser, and while Redis is away.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateReceiptKey } from '@direct-upload/signer-server';
import { openField } from '../e2e/support/field.js';
import { useStage } from '../e2e/support/use-stage.js';
import { skipWithout } from '../setup/needs.js';
import type { SignerProcess } from '../setup/signer-process.js';
import { startSignerProcess } from '../survival/support/signer-process.js';
import { callerSettings, callerToken } from './support/caller.js';
import { startNginx } from './support/nginx.js';
import { startRedis, type RedisServer } from './support/redis.js';

const skip = skipWithout('nginx', 'redis', 'chromium');
const scene = useStage({ storage: 'dev-storage' });

/** Three signers with one limit, and a way to all of them. */
interface Replicas extends AsyncDisposable {
  readonly url: string;
  readonly signers: readonly SignerProcess[];
  readonly redis: RedisServer;
}

async function startReplicas(limits: Readonly<Record<string, string>>): Promise<Replicas> {
  const stack = new AsyncDisposableStack();
  const redis = stack.use(await startRedis());
  const same = {
    SIGNER_SECRET: randomBytes(32).toString('base64url'),
    RECEIPT_KEY: generateReceiptKey(),
    REDIS_URL: redis.url,
    ...callerSettings,
    ...limits,
  };
  const signers = await Promise.all(
    [1, 2, 3].map(async () => stack.use(await startSignerProcess(scene.stage, same))),
  );
  const nginx = stack.use(await startNginx(signers.map(({ url }) => url)));
  return {
    url: nginx.url,
    signers,
    redis,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

interface Answer {
  readonly status: number;
  readonly retryAfter: number;
  /** Files granted. */
  readonly granted: number;
}

/** Asks for so many files of one byte. */
async function ask(url: string, files = 1): Promise<Answer> {
  const file = { name: 'a', size: 1, type: '' };
  const response = await fetch(`${url}/uploads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: callerToken() },
    body: JSON.stringify({ files: Array.from({ length: files }, () => file) }),
  });
  const { results = [] } = (await response.json()) as { results?: object[] };
  return {
    status: response.status,
    retryAfter: Number(response.headers.get('retry-after')),
    granted: results.filter((result) => 'grant' in result).length,
  };
}

/** As many calls as that at once, about no upload at all; how many were not refused for their number. */
async function admitted(url: string, calls: number): Promise<number> {
  const call = async (): Promise<number> => {
    const response = await fetch(`${url}/uploads/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: callerToken() },
      body: '{"token":"none"}',
    });
    await response.text();
    return response.status;
  };
  const statuses = await Promise.all(Array.from({ length: calls }, call));
  for (const status of statuses) assert.ok([400, 429].includes(status), `${status}`);
  return statuses.filter((status) => status === 400).length;
}

test(
  'a caller who goes round three replicas has the limits, and not one more',
  { skip },
  async () => {
    await using replicas = await startReplicas({ LIMIT_REQUESTS: '60/1h', LIMIT_FILES: '100/1h' });
    const { url, signers } = replicas;
    const granted: number[] = [];
    for (let call = 0; call < 16; call += 1) granted.push((await ask(url, 7)).granted);
    // Fourteen calls of seven files, then the two that are left; then none.
    assert.deepEqual(granted, [...Array.from({ length: 14 }, () => 7), 2, 0]);
    assert.equal(await admitted(url, 150), 60 - 16);
    for (const { url: direct, output } of signers) {
      assert.match(output(), /"event":"granted"/, 'each has answered');
      const { status, retryAfter } = await ask(direct);
      assert.equal(status, 429);
      assert.ok(retryAfter > 3000 && retryAfter <= 3600, `${retryAfter}`);
    }
  },
);

test(
  'while Redis is away each replica counts for itself, and nobody is turned away',
  { skip },
  async () => {
    await using replicas = await startReplicas({ LIMIT_REQUESTS: '20/1h' });
    const { url, signers, redis } = replicas;
    assert.equal(await admitted(url, 10), 10);
    await redis.kill();
    // A replica's own count begins when Redis goes: three of them have three limits, and no more.
    assert.equal(await admitted(url, 90), 60);
    await redis.start();
    for (const { output } of signers) {
      assert.equal(output().match(/Redis does not answer/g)?.length, 1, 'told once');
    }
    // It comes back empty, and is asked again as soon as there is a connection.
    const back = (output: string): boolean => output.includes('Redis answers again');
    let more = 0;
    while (!signers.every(({ output }) => back(output()))) {
      for (const { url: direct } of signers) more += await admitted(direct, 1);
      await sleep(50);
    }
    assert.equal(more + (await admitted(url, 60)), 20, 'one limit for all three again');
  },
);

test('a browser that is told to wait waits, and then goes on by itself', { skip }, async (t) => {
  await using replicas = await startReplicas({ LIMIT_FILES: '10/4s' });
  const { stage, files } = scene;
  await stage.useSigner(replicas.url);
  const field = await openField(stage);
  let calls = 0;
  const waits: number[] = [];
  field.page.on('response', (response) => {
    if (!response.url().endsWith('/uploads') || response.request().method() !== 'POST') return;
    calls += 1;
    if (response.status() === 429) waits.push(Number(response.headers()['retry-after']));
  });
  const made = await Promise.all(
    Array.from({ length: 15 }, (_, i) => files.make(`${i}.txt`, 1000 + i)),
  );
  await field.drop(made);
  const states = await field.settled();
  assert.deepEqual(new Set(states.map(({ status }) => status)), new Set(['done']));
  t.diagnostic(`${calls} calls, ${waits.length} of them told to wait: ${waits.join(', ')} s`);
  assert.ok(waits.length > 0 && waits.every((seconds) => seconds >= 1 && seconds <= 4));
  assert.ok(calls < 60, 'it did not ask again and again');
  for (const receipt of await field.submit()) await stage.verify(receipt);
});
