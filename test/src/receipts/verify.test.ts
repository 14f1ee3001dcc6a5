/**
 * The verifiers of docs/receipts/ take a real receipt, of a file that was uploaded, and nothing that only looks like one.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { createDevStorage } from '@direct-upload/dev-storage';
import { createSigner, generateReceiptKey, swift } from '@direct-upload/signer-server';
import { verifyReceipt } from '@direct-upload/signer-server/receipt';
import { example } from '../docs/examples.js';
import { skipWithout } from '../setup/needs.js';
import { uploadBytes } from '../setup/upload.js';
import { handIn, type HandedIn } from './support/forged.js';
import { languages, run, script } from './support/languages.js';

const audience = 'my-app';
const issuer = 'https://uploads.app.example';

let directory: string;
let jwks: Awaited<ReturnType<typeof realReceipt>>['jwks'];
let key: string;
let handed: readonly HandedIn[];

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'receipts-'));
  const made = await realReceipt(directory);
  ({ jwks, key } = made);
  handed = handIn(made.receipt, made.keys);
  await writeFile(join(directory, 'jwks.json'), JSON.stringify(jwks));
});
after(() => rm(directory, { recursive: true, force: true }));

/** Of a file that was stored, with what the signer publishes. */
async function realReceipt(parent: string) {
  const storage = await createDevStorage({ directory: join(parent, 'storage') });
  const tempUrlKey = randomBytes(32).toString('hex');
  await storage.createContainer('uploads', { tempUrlKey });
  const { authUrl: url, user, key: password } = storage.credentials;
  const pem = generateReceiptKey();
  const signer = createSigner({
    storage: swift({ auth: { url, user, key: password }, container: 'uploads', tempUrlKey }),
    authorize: () => Promise.resolve({ subject: 'ada' }),
    secret: randomBytes(32),
    receiptKey: pem,
    audience,
    issuer,
  });
  const { receipt, key: name } = await uploadBytes(signer.request, Buffer.from('%PDF-1.7'), {
    name: 'résumé.pdf',
    type: 'application/pdf',
  });
  const answer = await signer.request('/.well-known/jwks.json');
  await storage.close();
  const privateKey = createPrivateKey(pem);
  const keys = { privateKey, publicKey: createPublicKey(privateKey) };
  return { receipt, key: name, keys, jwks: (await answer.json()) as { keys: [] } };
}

for (const { name, skip, command } of languages) {
  test(`${name} tells a receipt from what only looks like one`, { skip }, async () => {
    const words = [...(await command(directory)), join(directory, 'jwks.json'), audience, issuer];
    for (const { name: what, jws, good } of handed) {
      const { code, out, err } = await run(words, `${jws}\n`);
      if (good) assert.deepEqual({ what, code, out, err }, { what, code: 0, out: `${key}\n`, err });
      else assert.ok(code !== 0 && !out.includes(key), `${what} passed: ${code} ${out}${err}`);
    }
  });
}

test('the command works as the page says', { skip: skipWithout('cryptography') }, async () => {
  const server = createServer((_, response) => response.end(JSON.stringify(jwks)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const shell = (await example('docs/receipts/README.md', 'sh', 'verify.py'))
    .replace('https://app.example', `http://127.0.0.1:${port}`)
    .replace('verify.py', script('verify.py'))
    .replace('direct-upload direct-upload-signer', `${audience} ${issuer}`);
  await writeFile(join(directory, 'receipt.txt'), handed[0]?.jws ?? '');
  // Debian's Python first: another one does not see Debian's packages.
  const PATH = ['/usr/bin', process.env['PATH']].join(delimiter);
  const ran = await run(['sh', '-c', `set -e; cd "$DIR"\n${shell}`], '', { PATH, DIR: directory });
  server.close();
  assert.deepEqual(ran, { code: 0, out: `${key}\n`, err: '' });
});

test('verifyReceipt judges as they do', async () => {
  for (const { name, jws, good } of handed) {
    const verified = verifyReceipt(jws, { jwks, audience, issuer });
    if (good) assert.equal((await verified).upload.key, key);
    else await assert.rejects(verified, { name: 'ReceiptError' }, name);
  }
});
