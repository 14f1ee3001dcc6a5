/**
 * The relay and its toxics by themselves, between two plain sockets: what is meant to pass passes whole.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { openRelay, type Relay } from './relay.js';
import type { Toxic } from './toxics.js';

const SIZE = 1024 * 1024;

/** What arrives at the far end of what is sent from the near one. */
async function send(
  toxics: readonly Toxic[],
  sent: Buffer,
  meanwhile: (relay: Relay, near: Socket) => Promise<void> = () => Promise.resolve(),
  watch: (far: Socket) => unknown = () => undefined,
): Promise<Buffer | Error> {
  await using stack = new AsyncDisposableStack();
  const server = createServer().listen(0, '127.0.0.1');
  stack.defer(() => {
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const relay = stack.use(await openRelay(`http://127.0.0.1:${port}`));
  relay.poison(toxics);
  const arrived = once(server, 'connection').then(([far]) => {
    watch(far as Socket);
    return buffer(far as Socket).catch((error: unknown) => error as Error);
  });
  const near = connect(Number(new URL(relay.origin).port), '127.0.0.1');
  stack.defer(() => {
    near.destroy();
  });
  near.on('error', () => undefined).end(sent);
  await meanwhile(relay, near);
  // Not before it came: what is disposed of takes it along.
  return await arrived;
}

const harmless: readonly Toxic[] = [
  { kind: 'latency', direction: 'up', milliseconds: 20, jitter: 20 },
  { kind: 'bandwidth', direction: 'up', bytesPerSecond: 4 * SIZE },
  { kind: 'slicer', direction: 'up', bytes: 5_000 },
  { kind: 'corrupt', direction: 'down', everyBytes: 1 },
  { kind: 'reset', direction: 'up', afterBytes: 0, probability: 0 },
];
for (const toxic of harmless) {
  test(`${toxic.kind} ${toxic.direction}: every byte arrives as it was`, async () => {
    const sent = randomBytes(SIZE);
    const received = await send([toxic], sent);
    assert.ok(received instanceof Buffer && received.equals(sent));
  });
}

test('corrupt: bits are turned over, and nothing else', async () => {
  const sent = randomBytes(SIZE);
  const received = await send([{ kind: 'corrupt', direction: 'up', everyBytes: SIZE / 4 }], sent);
  assert.ok(received instanceof Buffer);
  assert.equal(received.length, SIZE);
  const other = sent.filter((byte, index) => byte !== received[index]);
  assert.ok(other.length > 0 && other.length <= 4, `${other.length} bytes are others`);
});

test('reset: the far end sees no orderly end', async () => {
  const received = await send(
    [{ kind: 'reset', direction: 'up', afterBytes: 1000 }],
    randomBytes(SIZE),
  );
  assert.ok(received instanceof Error);
});

test('reset: what is before it passes', async () => {
  const toxics: readonly Toxic[] = [{ kind: 'reset', direction: 'up', afterBytes: 1000 }];
  const sent = randomBytes(2000);
  const seen: Buffer[] = [];
  await send(toxics, sent, undefined, (far) => far.on('data', (bytes: Buffer) => seen.push(bytes)));
  assert.ok(Buffer.concat(seen).equals(sent.subarray(0, 1000)));
});

test('stall: nothing passes until it is over, and then everything', async () => {
  const sent = randomBytes(SIZE);
  const toxic: Toxic = { kind: 'stall', direction: 'up', afterBytes: 0 };
  const received = await send([toxic], sent, async (relay, near) => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    assert.equal(near.closed, false);
    relay.poison([]);
  });
  assert.ok(received instanceof Buffer && received.equals(sent));
});

test('cut: what is under way is torn', async () => {
  const toxic: Toxic = { kind: 'stall', direction: 'up', afterBytes: 0 };
  const received = await send([toxic], randomBytes(SIZE), (relay, near) =>
    once(near, 'connect').then(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      relay.cut();
      assert.equal(relay.torn, 1);
    }),
  );
  assert.ok(received instanceof Error || received.length < SIZE);
});
