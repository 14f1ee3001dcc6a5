import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignerError } from '../errors.js';
import { withRoom } from './with-room.js';

/** Writes that end so, one after the other, and what happened. */
async function run(...ends: readonly (Error | undefined)[]): Promise<readonly string[]> {
  const log: string[] = [];
  const left = [...ends];
  const write = (): Promise<void> => {
    log.push('write');
    const end = left.shift();
    return end ? Promise.reject(end) : Promise.resolve();
  };
  const makeRoom = (): Promise<void> => {
    log.push('make room');
    return Promise.resolve();
  };
  await withRoom(write, makeRoom).catch((error: unknown) => {
    log.push((error as Error).message);
  });
  return log;
}

describe('a note where storage may be full', () => {
  const full = new SignerError('quota', 'full');
  const broken = new SignerError('storage-unavailable', 'broken');

  it('is written', async () => {
    assert.deepEqual(await run(undefined), ['write']);
  });

  it('is written again once there is room', async () => {
    assert.deepEqual(await run(full, undefined), ['write', 'make room', 'write']);
  });

  it('fails where there is still none, and for any other reason at once', async () => {
    assert.deepEqual(await run(full, full), ['write', 'make room', 'write', 'full']);
    assert.deepEqual(await run(broken), ['write', 'broken']);
  });
});
