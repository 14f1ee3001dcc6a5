import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findLaunchers } from './launchers.js';

const onLinux = process.platform === 'linux';
const main = new URL('./main.js', import.meta.url).pathname;
let directory: string;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'demo-launchers-'));
  // Stands for pnpm: runs its script through a shell and passes no signal on.
  const script = `#!${process.execPath}
    const { spawn } = require('node:child_process');
    spawn('sh', ['-c', process.argv[2] + '; true'], { stdio: 'inherit', detached: true });`;
  await writeFile(join(directory, 'pnpm'), script);
  await chmod(join(directory, 'pnpm'), 0o755);
});
after(() => rm(directory, { recursive: true, force: true }));

test('a process that no package manager started has no launchers', async () => {
  const child = spawn('sh', ['-c', 'sleep 30; true'], { detached: true });
  await once(child, 'spawn');
  const links = await findLaunchers(child.pid!);
  // The test run itself may have been started by one; the chain ends there and never above.
  const own = await findLaunchers(process.pid);
  assert.equal(links.length, own.length === 0 ? 0 : own.length + 1);
  process.kill(-child.pid!);
});

test(
  'the demo stops when its package manager is killed',
  { skip: !onLinux && 'needs /proc' },
  async () => {
    const log = join(directory, 'log');
    const child = spawn(join(directory, 'pnpm'), [`${process.execPath} ${main} > ${log} 2>&1`], {
      env: {
        PATH: process.env['PATH'],
        TMPDIR: directory,
        DEMO_PORT: '0',
        SIGNER_PORT: '0',
        STORAGE_PORT: '0',
      },
    });
    const url = await until(
      async () => /^Demo: (\S+)$/m.exec(await readFile(log, 'utf8').catch(() => ''))?.[1],
    );
    assert.equal((await fetch(url)).status, 200);
    child.kill('SIGKILL');
    await until(() =>
      fetch(url).then(
        () => undefined,
        () => true,
      ),
    );
  },
);

/** Asks until there is an answer; fails after ten seconds. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no answer within ten seconds');
}
