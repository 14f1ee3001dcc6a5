/**
 * A disk that is full under storage: a small tmpfs below the embedded storage, and below the only device of a real Swift.
 * Uploads fail for a named reason, nothing false is stored, and go through once there is room again. Mounting needs root.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createDevStorage } from '@direct-upload/dev-storage';
import type { UploadErrorCode } from '@direct-upload/widget/engine';
import { createFileMaker } from '../e2e/support/files.js';
import { setStage, type StageOptions } from '../e2e/support/stage.js';
import { listObjects } from '../setup/swift-client.js';
import { startSwift } from '../setup/swift.js';
import { assertStored } from './support/proof.js';
import { endingsOf, openHastily } from './support/provoke.js';

const MiB = 1024 * 1024;
/** Of the disk, of what fills it, and of the file that then finds no room. */
const DISK = 96 * MiB;
const FILLER = 80 * MiB;
const SIZE = 40 * MiB;
const isRoot = process.getuid?.() === 0;
const skip = isRoot ? false : 'mounting a small file system needs root';

/** Where storage keeps its bytes once it runs. */
interface Disk {
  readonly directory: string;
  readonly backEnd: NonNullable<StageOptions['backEnd']>;
}

/** Both storages run before their disk is mounted below them: a Swift makes its directory itself. */
const disks: Readonly<
  Record<'dev-storage' | 'swift', (stack: AsyncDisposableStack) => Promise<Disk>>
> = {
  'dev-storage': async (stack) => {
    const directory = await mkdtemp(join(tmpdir(), 'small-disk-'));
    stack.defer(() => rm(directory, { recursive: true, force: true }));
    mount(stack, directory);
    const storage = stack.adopt(await createDevStorage({ directory }), (it) => it.close());
    const access = { authUrl: `${storage.url}/auth/v1.0`, user: 'test:tester', key: 'testing' };
    return { directory, backEnd: { access, swift: undefined, devStorage: storage } };
  },
  swift: async (stack) => {
    const swift = stack.adopt(await startSwift(), (it) => it.stop());
    const directory = join(swift.lab, 'srv', 'd1');
    mount(stack, directory);
    return { directory, backEnd: { access: swift, swift, devStorage: undefined } };
  },
};

function mount(stack: AsyncDisposableStack, directory: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', directory]);
  stack.defer(() => {
    // Lazily: a server may still hold a file open.
    execFileSync('umount', ['--lazy', directory]);
  });
}

async function fillAndFree(t: TestContext, storage: 'dev-storage' | 'swift'): Promise<void> {
  const codes: readonly UploadErrorCode[] = ['storage-unavailable', 'quota'];
  await using stack = new AsyncDisposableStack();
  const files = stack.adopt(await createFileMaker(), (it) => it.remove());
  const { directory, backEnd } = await disks[storage](stack);
  const stage = stack.adopt(await setStage({ storage, backEnd }), (it) => it.close());
  const filler = join(directory, 'filler');
  await mkdir(filler);
  await writeFile(join(filler, 'bytes'), Buffer.alloc(FILLER));

  const field = await openHastily(stage, { endpoint: `${stage.signerUrl}/uploads` });
  const [big, small] = [await files.make('big.bin', SIZE), await files.make('small.txt', 1_000)];
  await field.drop([big, small]);
  await field.settled();
  const [ending, other] = await endingsOf(field);
  t.diagnostic(`${ending?.code}: ${ending?.message}; the small file: ${other?.code ?? 'done'}`);
  assert.equal(ending?.status, 'failed');
  assert.ok(
    codes.some((code) => code === ending.code),
    ending.code,
  );
  const whole = (await listObjects(stage.session, stage.container)).filter(
    ({ name, bytes }) => !name.startsWith('parts/') && bytes === SIZE,
  );
  assert.deepEqual(whole, [], 'no object came of it');

  await rm(filler, { recursive: true });
  await field.page.evaluate(() => {
    document.querySelector('direct-upload')!.retry();
  });
  await field.page.waitForFunction(() =>
    document.querySelector('direct-upload')!.uploads.every(({ state }) => state.status === 'done'),
  );
  for (const { name, receipt = '' } of await endingsOf(field)) {
    const { upload } = await stage.verify(receipt);
    await assertStored(stage, upload, name === big.name ? big : small);
  }
}

for (const storage of ['dev-storage', 'swift'] as const) {
  test(`${storage} on a full disk: failed by name, verified when there is room`, { skip }, (t) =>
    fillAndFree(t, storage),
  );
}
