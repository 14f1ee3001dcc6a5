/**
 * A signer that runs out of file descriptors: it stays alive, the page takes its refusals for what they are and tries
 * again, and all goes on when there are descriptors again. `prlimit` (util-linux) sets the limit of the running process.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { useStage } from '../e2e/support/use-stage.js';
import { assertStored } from './support/proof.js';
import { endingsOf, openHastily } from './support/provoke.js';
import { startSignerProcess } from './support/signer-process.js';

const scene = useStage({ storage: 'dev-storage' });

test('no descriptor left for a connection: the upload waits, and ends verified', async (t) => {
  const { stage, files } = scene;
  await using signer = await startSignerProcess(stage);
  await stage.useSigner(signer.url);
  const { pid } = signer;
  assert.ok(pid);
  const used = (await readdir(`/proc/${pid}/fd`)).length;
  execFileSync('prlimit', ['--pid', String(pid), `--nofile=${used + 8}`]);
  const held = await holdConnections(Number(new URL(signer.url).port), 40);
  const open = async (): Promise<number> => (await readdir(`/proc/${pid}/fd`)).length;
  for (let tries = 0; (await open()) < used + 8; tries += 1) {
    assert.ok(tries < 100, 'there are descriptors left');
    await sleep(100);
  }

  const field = await openHastily(stage, {
    endpoint: `${signer.url}/uploads`,
    retry: { attempts: 100, maxDelay: 1_000 },
  });
  const file = await files.make('patient.bin', 2_000_000);
  await field.drop([file]);
  await sleep(2_000);
  const [waiting] = await endingsOf(field);
  assert.equal(waiting?.status, 'preparing', 'still waiting for the signer');

  for (const socket of held) socket.destroy();
  assert.deepEqual(await field.settled(), [{ name: file.name, status: 'done' }]);
  const [ending] = await endingsOf(field);
  const { upload } = await stage.verify(ending?.receipt ?? '');
  await assertStored(stage, upload, file);
  assert.equal(signer.pid, pid);
  assert.ok((await fetch(`${signer.url}/.well-known/jwks.json`)).ok, 'the same process answers');
  t.diagnostic(`${used} descriptors in use before, ${used + 8} allowed, 40 connections held`);
});

/** Connections that say nothing; those for which there is no descriptor are closed by the signer, and are none here. */
async function holdConnections(port: number, count: number): Promise<readonly Socket[]> {
  const held: Socket[] = [];
  for (let number = 0; number < count; number += 1) {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await Promise.race([once(socket, 'connect'), once(socket, 'close')]);
    held.push(socket);
  }
  return held;
}
