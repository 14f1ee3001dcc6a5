import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { test } from 'node:test';
import { claimPort } from './ports.js';

/** Occupies a free port of `host` while `use` runs. */
async function whileTaken(host: string, use: (port: number) => Promise<void>): Promise<void> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  try {
    await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
    await once(server, 'close');
  }
}

test('a free port is taken as it is, and 0 becomes a real one', async () => {
  const free = await claimPort({ variable: 'DEMO_PORT', port: 0 });
  assert.ok(free > 1023);
  assert.equal(await claimPort({ variable: 'DEMO_PORT', port: free }), free);
});

test('a taken port is one sentence that names the port and the variable', async () => {
  await whileTaken('127.0.0.1', async (port) => {
    await assert.rejects(claimPort({ variable: 'SIGNER_PORT', port }), {
      name: 'DemoError',
      code: 'port-taken',
      message: `Port ${port} is taken by another program: stop that one, or set SIGNER_PORT to a free port.`,
    });
  });
});

test('a program on the IPv6 side of localhost counts too: browsers ask there first', async (t) => {
  try {
    await whileTaken('::1', async (port) => {
      await assert.rejects(claimPort({ variable: 'DEMO_PORT', port }), { code: 'port-taken' });
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code !== 'ERR_ASSERTION')) throw error;
    t.diagnostic('this machine has no IPv6 loopback');
  }
});
