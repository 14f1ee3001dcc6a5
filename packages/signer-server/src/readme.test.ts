import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { SETTINGS } from './settings/settings.js';
import {
  exampleClient,
  exampleDownload,
  exampleHono,
  exampleNode,
  exampleServe,
  exampleSigner,
  exampleVerify,
} from './testing/examples.js';
import { RECEIPT_KEY, SECRET, jsonPost, startStorage, upload } from './testing/harness.js';
import type { TestStorage } from './testing/harness.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const readme = read('../README.md');

let storage: TestStorage;
before(async () => {
  storage = await startStorage();
});
after(() => storage.close());

function environment(): Parameters<typeof exampleSigner>[0] {
  const { authUrl, user, key } = storage.dev.credentials;
  return {
    ST_AUTH: authUrl,
    ST_USER: user,
    ST_KEY: key,
    TEMP_URL_KEY: storage.withCredentials.tempUrlKey,
    SECRET,
    KEY: RECEIPT_KEY,
  };
}

function signer(): ReturnType<typeof exampleSigner> {
  return exampleSigner(environment(), () => Promise.resolve({ userId: 'user-7' }));
}

describe('README', () => {
  it('shows code that is run below', () => {
    const strip = (text: string): string => text.replace(/^\s+/gm, '').trim();
    const examples = strip(read('../src/testing/examples.ts'));
    const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = '']) => block);
    assert.ok(blocks.length >= 5);
    for (const block of blocks) {
      const lines = strip(block).split('\n');
      const imports = lines.filter((line) => line.startsWith('import '));
      const code = lines
        .filter((line) => !line.startsWith('import '))
        .join('\n')
        .trim();
      for (const line of imports) assert.ok(examples.includes(line), line);
      assert.ok(examples.includes(code), code);
    }
  });

  it('lists every variable of the command', () => {
    for (const name of Object.keys(SETTINGS)) assert.ok(readme.includes(`\`${name}\``), name);
  });

  it('mounts in three ways that work', async (t) => {
    const status = jsonPost({ token: 'x' });
    const served = await exampleServe(signer());
    t.after(() => served.close());
    assert.equal((await fetch(`${served.url}/uploads/status`, status)).status, 400);

    assert.equal((await exampleHono(signer()).request('/uploads/status', status)).status, 400);

    const server = exampleNode(signer());
    t.after(() => server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    assert.equal((await fetch(`${url}/uploads/status`, status)).status, 400);
    assert.equal((await fetch(url)).status, 404);
  });

  it('verifies receipts', async () => {
    const mounted = signer();
    const post = async <T>(path: string, body: unknown): Promise<T> =>
      (await (await mounted.request(path, jsonPost(body))).json()) as T;
    const bytes = new TextEncoder().encode('%PDF');
    const file = { name: 'a.pdf', type: 'application/pdf' };
    const { receipt } = await upload({ signer: mounted, events: [], post }, bytes, file);
    const jwks = (await (await mounted.request('/.well-known/jwks.json')).json()) as { keys: [] };
    assert.equal((await exampleVerify(receipt, jwks, 'user-7')).size, 4);
    await assert.rejects(exampleVerify(receipt, jwks, 'user-8'), /Somebody else/);
  });

  it('lets the application decide about downloads', async () => {
    const asked: unknown[] = [];
    const { download } = exampleDownload({
      has: (...words) => Promise.resolve(asked.push(words) > 0),
    });
    const file = { key: 'a', subject: 'user-7' };
    assert.equal(await download?.(new Request('http://localhost'), file), true);
    assert.deepEqual(asked, [['user-7', 'a', undefined]]);
  });

  it('stores a file and hands out its URL', async () => {
    const path = fileURLToPath(new URL('../README.md', import.meta.url));
    const url = await exampleClient(environment(), path);
    assert.equal(await (await fetch(url)).text(), readme);
  });
});
