/**
 * What can be imported without Node: bundled for no platform, nothing of Node's is left to resolve, and its types need none of
 * Node's.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root } from '../runner/suites.js';
import { bundleNeutral } from './support/bundle.js';

let directory: string;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'web-entry-'));
});
after(() => rm(directory, { recursive: true, force: true }));

for (const entry of ['web', 'receipt']) {
  test(`@direct-upload/signer-server/${entry} imports nothing of Node's`, async () => {
    const all = `export * from '@direct-upload/signer-server/${entry}';`;
    const { inputs, outputs } = await bundleNeutral(all, join(directory, `${entry}.js`));
    assert.ok(Object.keys(inputs).length > 10);
    // esbuild has refused them already; a later one that leaves them external must not pass.
    const imports = Object.values(outputs).flatMap((output) =>
      output.imports.map(({ path }) => path),
    );
    assert.deepEqual(
      imports.filter((path) => builtinModules.includes(path.replace('node:', ''))),
      [],
    );
    const own = Object.keys(inputs).filter((file) => file.includes('signer-server/dist/'));
    assert.ok(!own.some((file) => /runtime\/(?:node|keep-alive)/.test(file)), own.join('\n'));
  });
}

test('the entry for Node would not pass', async () => {
  const all = `export * from '@direct-upload/signer-server';`;
  await assert.rejects(
    bundleNeutral(all, join(directory, 'node.js')),
    /Could not resolve "(?:node:)?\w+"/,
  );
});

/** What the compiler says of a module, in a project that has no types of Node's; and the files that it read. */
async function typeCheck(contents: string, lib: string): Promise<readonly string[]> {
  // Below this package, so that its dependencies are found.
  const directory = await mkdtemp(join(root, 'test/dist/types-'));
  try {
    await writeFile(join(directory, 'module.ts'), contents);
    const compilerOptions = {
      types: [],
      lib: ['es2022', ...lib.split(',')],
      target: 'es2022',
      module: 'esnext',
      moduleResolution: 'bundler',
      strict: true,
      noEmit: true,
      skipLibCheck: false,
    };
    const config = { compilerOptions, files: ['module.ts'] };
    await writeFile(join(directory, 'tsconfig.json'), JSON.stringify(config));
    const words = [join(root, 'node_modules/typescript/bin/tsc'), '-p', directory, '--listFiles'];
    return await new Promise((resolve) => {
      execFile(process.execPath, words, { maxBuffer: 2 ** 24 }, (_, out) => {
        resolve(out.split('\n'));
      });
    });
  } finally {
    await rm(directory, { recursive: true });
  }
}

const FAULT = /error TS|\/@types\/node\//;

// As a page or a bundler's project has them, and as one for Workers.
for (const lib of ['dom,dom.iterable', 'webworker']) {
  test(`the types of both entries need none of Node's (${lib})`, async () => {
    const said = await typeCheck(
      `
      import { createSigner, forwardAuthorize, jwtAuthorize, s3, swift } from '@direct-upload/signer-server/web';
      import type { Signer, SignerOptions, Storage } from '@direct-upload/signer-server/web';
      import { verifyReceipt } from '@direct-upload/signer-server/receipt';
      export const all = [createSigner, forwardAuthorize, jwtAuthorize, s3, swift, verifyReceipt];
      export const signer = (options: SignerOptions): Signer => createSigner(options);
      export const storage: Storage = swift({ container: 'c', storageUrl: 'https://s.example/v1/a' });
      export const answer: Promise<Response> = signer({} as never).fetch(new Request('https://a/'));
      `,
      lib,
    );
    assert.deepEqual(
      said.filter((line) => FAULT.test(line)),
      [],
    );
    assert.ok(said.some((line) => line.includes('signer-server/dist/web.d.ts')));
  });
}

test('the types of the entry for Node would not pass', async () => {
  const said = await typeCheck(`export * from '@direct-upload/signer-server';`, 'dom');
  assert.ok(said.some((line) => FAULT.test(line)));
});
