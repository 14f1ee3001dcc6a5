/**
 * What can be imported without Node: bundled for no platform, nothing of Node's is left to resolve.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
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
