/**
 * Limits counted in a real Redis: shared by all who ask it, and what happens while it is away.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Counter } from '@direct-upload/signer-server';
import { redisStore, type RedisStore } from '@direct-upload/signer-server/redis';
import { skipWithout } from '../setup/needs.js';
import { startRedis } from './support/redis.js';

const skip = skipWithout('redis');

interface Replica extends AsyncDisposable {
  readonly store: RedisStore;
  readonly counter: Counter;
  /** `down` and `up`, as they were told. */
  readonly told: string[];
}

/** One of several that share a limit of so many per hour. */
function replica(url: string, amount: number): Replica {
  const told: string[] = [];
  const store = redisStore({ url, onChange: (state) => told.push(state) });
  return {
    store,
    counter: store.counter('files', { amount, window: 3600 }),
    told,
    [Symbol.asyncDispose]: () => store.close(),
  };
}

/** Until the store has found its way to Redis (again). */
async function connected({ store }: Replica): Promise<void> {
  while (!store.isShared()) await sleep(20);
}

const granted = async (counters: readonly Counter[], times: number): Promise<number> => {
  const asked = Array.from({ length: times }, (_, i) =>
    counters[i % counters.length]!.take('u', 1),
  );
  return (await Promise.all(asked)).filter(({ ok }) => ok).length;
};

test('three replicas together grant what the limit says, to the last one', { skip }, async () => {
  await using redis = await startRedis();
  await using a = replica(redis.url, 100);
  await using b = replica(redis.url, 100);
  await using c = replica(redis.url, 100);
  for (const each of [a, b, c]) await connected(each);
  assert.ok((await granted([a.counter, b.counter, c.counter], 100)) <= 100);
  // Races give back; now nobody races.
  await granted([a.counter, b.counter], 100);
  for (let i = 0; i < 100; i++) await a.counter.take('u', 1);
  const refused = await c.counter.take('u', 1);
  assert.ok(
    !refused.ok && refused.left === 0 && refused.retryAfter > 3000,
    JSON.stringify(refused),
  );
  await b.counter.giveBack('u', 1);
  assert.deepEqual(await c.counter.take('u', 1), { ok: true });
  assert.ok(!(await c.counter.take('u', 1)).ok);
});

test('bytes are counted exactly beyond 32 bits', { skip }, async () => {
  await using redis = await startRedis();
  const terabytes = 5e12;
  await using a = replica(redis.url, terabytes);
  await connected(a);
  assert.deepEqual(await a.counter.take('u', terabytes - 1), { ok: true });
  const refused = await a.counter.take('u', 2);
  assert.ok(!refused.ok && refused.left === 1, JSON.stringify(refused));
  assert.deepEqual(await a.counter.take('u', 1), { ok: true });
});

test(
  'while Redis is away each replica counts for itself; then together again',
  { skip },
  async () => {
    await using redis = await startRedis();
    await using a = replica(redis.url, 2);
    await using b = replica(redis.url, 2);
    for (const each of [a, b]) await connected(each);
    await redis.kill();
    assert.equal(await granted([a.counter], 5), 2, 'a has its own limit, and has one');
    assert.equal(await granted([b.counter], 5), 2);
    await redis.start();
    for (const each of [a, b]) await connected(each);
    assert.equal(await granted([a.counter], 1), 1);
    assert.equal(await granted([b.counter], 5), 1);
    assert.deepEqual(a.told.slice(-2), ['down', 'up']);
  },
);

test('a Redis that hangs holds up nobody', { skip }, async () => {
  await using redis = await startRedis();
  await using a = replica(redis.url, 2);
  await connected(a);
  redis.hang();
  assert.equal(await granted([a.counter], 5), 2);
  redis.wake();
  assert.equal(a.told.at(-1), 'down');
});

test('a replica that was busy itself does not take that for silence', { skip }, async () => {
  await using redis = await startRedis();
  await using busy = replica(redis.url, 1);
  await connected(busy);
  const first = busy.counter.take('u', 1);
  // The question is on its way; while nobody looks, the answer comes and the patience ends.
  await new Promise((sent) => setImmediate(sent));
  for (const end = Date.now() + 1_000; Date.now() < end;);
  assert.equal((await first).ok, true);
  assert.deepEqual(busy.told, []);
  assert.equal((await busy.counter.take('u', 1)).ok, false, 'it was counted in Redis');
});
