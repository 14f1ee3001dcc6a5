/**
 * docs/protocol.md: its bodies fit their schemas, and its client uploads.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createDevStorage } from '@direct-upload/dev-storage';
import type { DevStorage } from '@direct-upload/dev-storage';
import { createSigner, generateReceiptKey, serve, swift } from '@direct-upload/signer-server';
import type { SignerServer } from '@direct-upload/signer-server';
import { verifyReceipt } from '@direct-upload/signer-server/receipt';
import { blocksOf } from './support/blocks.js';
import { readJudge } from './support/openapi.js';

type Upload = (
  endpoint: string,
  file: { name: string; type: string; bytes: Uint8Array },
  headers?: Readonly<Record<string, string>>,
) => Promise<string>;

describe('docs/protocol.md', () => {
  let blocks: ReadonlyMap<string, string>;
  before(async () => {
    blocks = await blocksOf('docs/protocol.md');
  });

  test('shows bodies that fit their schemas, of every call', async () => {
    const judge = await readJudge();
    const shown = [...blocks].filter(([name]) => /(?:Request|Response)$/.test(name));
    for (const [name, text] of shown) judge.value(name, JSON.parse(text));
    const described = Object.keys(judge.document.components.schemas);
    const bodies = described.filter(
      (name) => /(?:Request|Response)$/.test(name) && name !== 'SignedRequest',
    );
    assert.deepEqual(shown.map(([name]) => name).sort(), bodies.sort());
    assert.throws(() => {
      judge.value('StatusRequest', { token: 7 });
    }, /token must be string/);
  });

  describe('its client', () => {
    let storage: DevStorage;
    let server: SignerServer;
    let upload: Upload;
    let directory: string;
    before(async () => {
      directory = await mkdtemp(join(tmpdir(), 'protocol-'));
      storage = await createDevStorage({ directory });
      const tempUrlKey = randomBytes(32).toString('hex');
      await storage.createContainer('uploads', { tempUrlKey });
      const { authUrl: url, user, key } = storage.credentials;
      const auth = { url, user, key };
      const signer = createSigner({
        storage: swift({ auth, container: 'uploads', tempUrlKey, partSize: 1024 * 1024 }),
        authorize: (request) => {
          const subject = request.headers.get('authorization');
          return Promise.resolve(subject === null ? null : { subject });
        },
        policy: { maxSize: 20_000_000 },
        secret: randomBytes(32),
        receiptKey: generateReceiptKey(),
      });
      server = await serve(signer, { port: 0 });
      const file = join(directory, 'client.mjs');
      await writeFile(file, blocks.get('client.js') ?? '');
      ({ upload } = (await import(pathToFileURL(file).href)) as { upload: Upload });
    });
    after(async () => {
      await server.close();
      await storage.close();
      await rm(directory, { recursive: true });
    });

    const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

    for (const size of [0, 10, 14 * 1024 * 1024 + 1]) {
      test(`uploads ${size} bytes, also when storage falters`, async () => {
        const match = { method: 'PUT', path: '*/parts/*' };
        for (const status of [503, 401]) {
          storage.faults.add({ kind: 'status', status, times: 1, match });
        }
        const bytes = randomBytes(size);
        const file = { name: 'a.bin', type: '', bytes };
        const receipt = await upload(`${server.url}/uploads`, file, { authorization: 'ada' });
        const jwks = (await (await fetch(`${server.url}/.well-known/jwks.json`)).json()) as never;
        const claims = await verifyReceipt(receipt, { jwks, audience: 'direct-upload' });
        assert.deepEqual([claims.sub, claims.upload.size], ['ada', size]);
        if (claims.upload.md5 !== undefined) assert.equal(claims.upload.md5, md5(bytes));
        assert.equal(claims.upload.parts, Math.max(1, Math.ceil(size / 1024 / 1024)));
      });
    }

    test('says why not', async () => {
      const file = { name: 'a.bin', type: '', bytes: Buffer.alloc(20_000_001) };
      const headers = { authorization: 'ada' };
      await assert.rejects(upload(`${server.url}/uploads`, file, headers), { code: 'too-large' });
      const small = { ...file, bytes: Buffer.alloc(1) };
      await assert.rejects(upload(`${server.url}/uploads`, small), { code: 'unauthorized' });
    });
  });
});
