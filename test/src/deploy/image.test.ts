/**
 * The steps of deploy/Dockerfile, done in an empty directory: they build, and what they build signs uploads as the user,
 * with the settings and under the restrictions that the image says.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { chmod, copyFile, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { verifyReceipt } from '@direct-upload/signer-server/receipt';
import { root } from '../runner/suites.js';
import { freePorts } from '../setup/ports.js';
import { uploadBytes } from '../setup/upload.js';
import { startApplication } from './support/application.js';
import { build, type Stage } from './support/dockerfile.js';
import { start, type Program } from './support/program.js';
import { secrets, startStorage } from './support/storage.js';

const run = promisify(execFile);
const page = 'https://app.example';

let directory: string;
let node: string;
let stages: ReadonlyMap<string, Stage>;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'image-'));
  // The image's user has to get in.
  await chmod(directory, 0o755);
  stages = await build('deploy/Dockerfile', directory);
  node = join(directory, 'node');
  await copyFile(process.execPath, node, constants.COPYFILE_FICLONE);
});
after(() => rm(directory, { recursive: true, force: true }));

const signer = (): Stage => stages.get('signer')!;

/** A command of the image, with this machine's Node. */
function words(command: readonly string[]): readonly string[] {
  assert.equal(command[0], 'node');
  return [node, ...command.slice(1)];
}

/** The user of the image where this one is root; whoever runs the tests otherwise. */
function userOf({ user }: Stage): number | undefined {
  const [uid] = user.split(':').map(Number);
  assert.ok(uid !== undefined && uid > 0, `${user} must be a number that is not root's`);
  return process.getuid?.() === 0 ? uid : undefined;
}

function startImage(stage: Stage, env: Record<string, string>, ready: RegExp): Promise<Program> {
  return start([...words(stage.entrypoint), ...stage.command], {
    cwd: join(stage.directory, stage.workdir),
    uid: userOf(stage),
    env: { ...stage.env, ...env },
    ready,
  });
}

/** Every path below a directory with the time it was changed. */
async function snapshot(below: string): Promise<readonly string[]> {
  const paths = await readdir(below, { recursive: true });
  const times = paths.map(async (path) => `${path} ${(await stat(join(below, path))).mtimeMs}`);
  return (await Promise.all(times)).toSorted();
}

describe('the image of the signer', () => {
  test('has this Node, production dependencies, and nothing that only a build needs', async () => {
    assert.match(signer().base, new RegExp(`^node:${process.versions.node.split('.')[0]}-alpine$`));
    const modules = join(signer().directory, 'app/node_modules');
    const { dependencies, optionalDependencies } = JSON.parse(
      await readFile(join(root, 'packages/signer-server/package.json'), 'utf8'),
    ) as Record<string, Record<string, string>>;
    const wanted = Object.keys({ ...dependencies, ...optionalDependencies }).map(scope);
    const there = (await readdir(modules)).filter((name) => !name.startsWith('.'));
    assert.deepEqual(there, [...new Set(wanted)].toSorted());
    const files = await readdir(signer().directory, { recursive: true });
    const strays = files.filter((file) => /typescript|fast-check|\.test\.js$|\/src\//.test(file));
    assert.deepEqual(
      strays.filter((file) => !/node_modules\/.*\/src\//.test(file)),
      [],
    );
  });

  test('completes an upload as a user who may not write, and stops when it is asked', async () => {
    await using storage = await startStorage(page);
    await using app = await startApplication();
    const [port] = await freePorts(1);
    const before = await snapshot(signer().directory);
    const env = { ...storage.env, ...secrets(), AUTH: 'forward', AUTH_FORWARD_URL: app.url };
    await using image = await startImage(signer(), { ...env, PORT: `${port}` }, /^Signer: /);
    assert.match(image.match.input, /^Signer: http:\/\/0\.0\.0\.0:/, 'it can be reached');
    const url = `http://127.0.0.1:${port}`;
    for (const path of ['/healthz', '/readyz']) assert.equal((await fetch(url + path)).status, 200);
    assert.equal(await health(`${port}`), 0);

    const ask = (path: string, init: RequestInit): Promise<Response> => fetch(url + path, init);
    const file = { name: 'cat.png', type: 'image/png' };
    const headers = { origin: page, cookie: 'session=ada' };
    const { receipt, key } = await uploadBytes(ask, Buffer.from('bytes'), file, headers);
    const jwks = new URL(`${url}/.well-known/jwks.json`);
    const { sub, upload } = await verifyReceipt(receipt, { jwks, audience: 'direct-upload' });
    assert.deepEqual([sub, upload.key, upload.size], ['ada', key, 5]);

    assert.equal(await image.stop(), 0);
    assert.equal(await health(`${port}`), 1);
    assert.deepEqual(await snapshot(signer().directory), before, 'nothing was written');
  });

  test('cannot write, start programs or load native code, also where files would allow it', async () => {
    const [, ...flags] = signer().entrypoint.filter((word) => !word.endsWith('.js'));
    const tries = {
      ERR_ACCESS_DENIED: [
        `require('fs').writeFileSync(require('os').tmpdir() + '/image-test', '')`,
        `require('child_process').spawnSync('true')`,
        `new (require('worker_threads').Worker)('0', { eval: true })`,
      ],
      ERR_DLOPEN_DISABLED: [`process.dlopen({ exports: {} }, 'x.node')`],
    };
    for (const [code, scripts] of Object.entries(tries)) {
      for (const script of scripts) {
        const attempt = `try { ${script}; console.log('done') } catch (e) { console.log(e.code) }`;
        const { stdout } = await run(node, [...flags, '-e', attempt]);
        assert.equal(stdout.trim(), code, script);
      }
    }
  });
});

/** The exit code of the image's own check. */
async function health(port: string): Promise<unknown> {
  const [file = '', ...args] = words(signer().healthcheck);
  const ended = run(file, args, { env: { ...signer().env, PORT: port } });
  return ended.then(
    () => 0,
    (error: unknown) => (error as { readonly code: unknown }).code,
  );
}

const scope = (name: string): string => name.split('/')[0] ?? name;
