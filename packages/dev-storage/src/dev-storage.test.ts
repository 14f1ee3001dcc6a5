/** Starting and stopping: errors that say what to do, and a container in one call. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createDevStorage } from './dev-storage.js';
import type { LogEntry } from './http/server.js';
import { readSettings } from './settings.js';
import { getToken, send } from './testing/request.js';
import { makeDirectory, startTestStorage } from './testing/storage.js';

describe('createDevStorage', () => {
  it('says which port is taken and what to do', async (t) => {
    const storage = await startTestStorage(t);
    const port = Number(new URL(storage.url).port);
    const directory = await makeDirectory(t);
    await assert.rejects(createDevStorage({ directory, port }), {
      code: 'port-taken',
      message: new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is taken; .*choose another port.*\\.$`),
    });
    // The failed start holds nothing: the directory can be used at once.
    const second = await createDevStorage({ directory });
    await second.close();
  });

  it('refuses a directory that another storage serves, and takes it when that is closed', async (t) => {
    const storage = await startTestStorage(t);
    const { directory } = storage;
    await assert.rejects(createDevStorage({ directory }), { code: 'directory-in-use' });
    await storage.close();
    const next = await createDevStorage({ directory });
    await next.close();
  });

  it('refuses a directory with files of others', async (t) => {
    const directory = await makeDirectory(t);
    await writeFile(join(directory, 'thesis.txt'), 'x');
    await assert.rejects(createDevStorage({ directory }), {
      code: 'directory-foreign',
      message: /holds other files/,
    });
  });

  it('keeps accounts, containers, keys and objects over a restart; tokens end', async (t) => {
    const first = await startTestStorage(t);
    const token = await getToken(first.url);
    await first.signed('PUT', 'x', { body: 'hello' });
    await first.close();
    const second = await startTestStorage(t, { directory: first.directory });
    const answer = await second.signed('GET', 'x');
    assert.equal(answer.body.toString(), 'hello');
    const headers = { 'x-auth-token': token };
    const old = await second.request({ method: 'HEAD', path: '/v1/AUTH_test', headers });
    assert.equal(old.status, 401);
  });

  it('closes by signal, and cuts connections that are open', async (t) => {
    const controller = new AbortController();
    const storage = await startTestStorage(t, { signal: controller.signal });
    storage.faults.add({ kind: 'hang' });
    const hanging = storage.signed('GET', 'x');
    const rejected = assert.rejects(hanging);
    await new Promise((resolve) => setTimeout(resolve, 50));
    controller.abort();
    await rejected;
    await storage.close();
    await assert.rejects(send(storage.url, { method: 'GET', path: '/healthcheck' }));
    await assert.rejects(
      createDevStorage({ directory: storage.directory, signal: controller.signal }),
    );
  });

  it('keeps what a container had when it is set up again', async (t) => {
    const storage = await startTestStorage(t);
    await storage.createContainer('c', { maxAge: 60 });
    assert.equal((await storage.signed('PUT', 'x', { body: 'x' })).status, 201);
    const url = await storage.createContainer('ü b', { publicRead: true });
    assert.equal(url, `${storage.storageUrl}/%C3%BC%20b`);
    const path = new URL(url).pathname;
    assert.equal((await storage.request({ method: 'GET', path: `${path}/x` })).status, 404);
  });

  it('logs every request without its query', async (t) => {
    const lines: LogEntry[] = [];
    const storage = await startTestStorage(t, { log: (line) => lines.push(line) });
    await storage.signed('PUT', 'x', { body: 'hello' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.deepEqual(
      lines.map(({ method, path, status }) => [method, path, status]),
      [['PUT', '/v1/AUTH_test/c/x', 201]],
    );
    assert.doesNotMatch(JSON.stringify(lines), /temp_url|s3cret/);
  });
});

describe('settings of the command', () => {
  it('has defaults, and reads what is given', () => {
    assert.equal(readSettings({}).port, 8080);
    assert.equal(readSettings({ STORAGE_PORT: '' }).port, 8080);
    const settings = readSettings({ STORAGE_PORT: '0', ORIGINS: 'http://a:1, http://b' });
    assert.equal(settings.port, 0);
    assert.deepEqual(settings.origins, ['http://a:1', 'http://b']);
  });

  it('names the setting that is wrong', () => {
    for (const [name, value] of [
      ['STORAGE_PORT', 'http'],
      ['STORAGE_PORT', '70000'],
      ['ORIGINS', 'http://localhost:5173/'],
      ['ORIGINS', 'localhost'],
      ['CONTAINER', 'a/b'],
      ['MAX_FILE_SIZE', '5GB'],
      ['TEMP_URL_KEY', 'x'.repeat(257)],
    ] as const) {
      assert.throws(() => readSettings({ [name]: value }), {
        code: 'invalid-option',
        message: new RegExp(name),
      });
    }
  });

  it('ends with one sentence and status 1, and stops when it is told to', async (t) => {
    const main = fileURLToPath(new URL('./main.js', import.meta.url));
    const wrong = spawn(process.execPath, [main], { env: { STORAGE_PORT: 'x' } });
    let text = '';
    wrong.stderr.on('data', (chunk: Buffer) => (text += String(chunk)));
    assert.deepEqual(await once(wrong, 'close'), [1, null]);
    assert.equal(text, 'direct-upload-dev-storage: STORAGE_PORT must be a whole number.\n');

    const directory = await makeDirectory(t);
    const right = spawn(process.execPath, [main], {
      env: { STORAGE_PORT: '0', DIRECTORY: directory },
    });
    await once(right.stdout, 'data');
    right.kill('SIGTERM');
    assert.deepEqual(await once(right, 'close'), [0, null]);
  });
});
