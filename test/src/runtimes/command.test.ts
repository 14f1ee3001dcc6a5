/**
 * The command `direct-upload-signer` in Bun, in Deno, and as one file made by Bun: started as people start it, and one
 * upload through it.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { createDevStorage } from '@direct-upload/dev-storage';
import type { DevStorage } from '@direct-upload/dev-storage';
import { generateReceiptKey } from '@direct-upload/signer-server';
import { freePorts } from '../setup/ports.js';
import { signerCommand } from '../setup/signer-process.js';
import { runtimeBinary } from './support/binaries.js';
import { compileBinary } from './support/compile-binary.js';
import { DENO } from './support/runtimes.js';
import { startProgram } from './support/start.js';
import { callAs, uploadParts } from './support/upload-parts.js';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const { version } = require('@direct-upload/signer-server/package.json') as { version: string };

let directory: string;
let storage: DevStorage;
let env: Record<string, string>;
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'command-'));
  storage = await createDevStorage({ directory: join(directory, 'storage') });
  const tempUrlKey = randomBytes(32).toString('base64url');
  await storage.createContainer('uploads', { tempUrlKey });
  const { authUrl, user, key } = storage.credentials;
  env = {
    ST_AUTH: authUrl,
    ST_USER: user,
    ST_KEY: key,
    SWIFT_CONTAINER: 'uploads',
    SWIFT_TEMP_URL_KEY: tempUrlKey,
    SIGNER_SECRET: randomBytes(32).toString('base64url'),
    RECEIPT_KEY: generateReceiptKey(),
    AUTH: 'none',
    HOST: '127.0.0.1',
  };
});
after(async () => {
  await storage.close();
  await rm(directory, { recursive: true, force: true });
});

const ways: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  Bun: () => Promise.resolve([runtimeBinary('bun'), signerCommand]),
  Deno: () => Promise.resolve([runtimeBinary('deno'), ...DENO, signerCommand]),
  'one file': async () => {
    const file = join(directory, 'binary', 'direct-upload-signer');
    await compileBinary(file);
    // Nothing else is there.
    assert.deepEqual(await readdir(dirname(file)), ['direct-upload-signer']);
    return [file];
  },
};

for (const [name, words] of Object.entries(ways)) {
  describe(`the command in ${name}`, () => {
    test('tells its version and helps, and says nothing else', async () => {
      const [file = '', ...args] = await words();
      const asked = await run(file, [...args, '--version'], { env: {} });
      assert.deepEqual(asked, { stdout: `${version}\n`, stderr: '' });
      const { stdout, stderr } = await run(file, [...args, 'doctor', '--help'], { env: {} });
      assert.match(stdout, /^Usage: direct-upload-signer doctor/);
      assert.equal(stderr, '');
    });

    test('serves an upload', async () => {
      const [port] = await freePorts(1);
      const url = `http://127.0.0.1:${port}`;
      const start = { words: await words(), env: { ...env, PORT: String(port) }, url: `${url}/` };
      await using signer = await startProgram(start);
      const file = { name: 'a.pdf', type: 'application/pdf' };
      const receipt = await uploadParts(callAs(url, ''), Buffer.from('%PDF-1.7'), file);
      assert.equal(receipt.split('.').length, 3);
      // Neither warnings nor notices of the runtime.
      assert.equal(signer.errors(), '');
      assert.match(signer.output(), new RegExp(`^Signer: ${url}/uploads$`, 'm'));
    });
  });
}
