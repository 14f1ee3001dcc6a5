/** What is left after the process is killed in the middle of its work. A real process, really killed. */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDevStorage } from './dev-storage.js';
import { startCommand } from './testing/command.js';
import { getToken, send } from './testing/request.js';
import { sign } from './testing/sign.js';
import { makeDirectory, startTestStorage } from './testing/storage.js';

const urlPath = (method: string, object: string): string => {
  const path = `/v1/AUTH_test/c/${object}`;
  return `${path}?${sign({ method, path })}`;
};

async function filesBelow(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('durability', () => {
  it('keeps what was answered and nothing else when it is killed in the middle of PUTs', async (t) => {
    const directory = await makeDirectory(t);
    const first = await startCommand(t, directory);
    const kept = randomBytes(300_000);
    const headers = { 'x-object-meta-public-a': 'b', 'content-type': 'text/x-kept' };
    for (const object of ['kept', 'replaced']) {
      const path = urlPath('PUT', object);
      const answer = await send(first.url, { method: 'PUT', path, body: kept, headers });
      assert.equal(answer.status, 201);
    }
    // Two uploads that stop half way: a new object, and a new version of one that is there.
    for (const object of ['new', 'replaced']) {
      const upload = request(`${first.url}${urlPath('PUT', object)}`, {
        method: 'PUT',
        headers: { 'content-length': '5000000' },
      });
      upload.on('error', () => undefined);
      upload.write(randomBytes(3_000_000));
    }
    while ((await readdir(join(directory, 'incoming'))).length < 2) await sleep(5);
    await sleep(100);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    assert.equal((await readdir(join(directory, 'incoming'))).length, 2, 'leftovers are there');

    const second = await startCommand(t, directory);
    for (const object of ['kept', 'replaced']) {
      const answer = await send(second.url, { method: 'GET', path: urlPath('GET', object) });
      assert.equal(answer.status, 200, object);
      assert.deepEqual(answer.body, kept);
      assert.equal(answer.headers['etag'], createHash('md5').update(kept).digest('hex'));
      assert.equal(answer.headers['content-type'], 'text/x-kept');
      assert.equal(answer.headers['x-object-meta-public-a'], 'b');
    }
    const absent = await send(second.url, { method: 'HEAD', path: urlPath('HEAD', 'new') });
    assert.equal(absent.status, 404);
    assert.deepEqual(await readdir(join(directory, 'incoming')), [], 'leftovers are swept');
    assert.equal((await filesBelow(join(directory, 'blobs'))).length, 2);
  });

  it('keeps a large object whole, and shows no half-written manifest, when it is killed', async (t) => {
    const directory = await makeDirectory(t);
    const first = await startCommand(t, directory);
    const segments = [randomBytes(200_000), randomBytes(300_000)];
    for (const [index, body] of segments.entries()) {
      await send(first.url, { method: 'PUT', path: urlPath('PUT', `part${index}`), body });
    }
    const body = JSON.stringify(segments.map((_, index) => ({ path: `c/part${index}` })));
    const path = '/v1/AUTH_test/c/large?multipart-manifest=put';
    const headers = { 'x-auth-token': await getToken(first.url) };
    const put = await send(first.url, { method: 'PUT', path, headers, body });
    assert.equal(put.status, 201);
    const upload = request(`${first.url}${path.replace('large', 'half')}`, {
      method: 'PUT',
      headers: { ...headers, 'content-length': '5000' },
    });
    upload.on('error', () => undefined);
    upload.write(body);
    await sleep(100);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await startCommand(t, directory);
    const get = await send(second.url, { method: 'GET', path: urlPath('GET', 'large') });
    assert.equal(get.headers['etag'], put.headers['etag']);
    assert.deepEqual(get.body, Buffer.concat(segments));
    const half = await send(second.url, { method: 'HEAD', path: urlPath('HEAD', 'half') });
    assert.equal(half.status, 404);
  });

  it('sweeps a blob that no record names, as a kill between the two renames leaves it', async (t) => {
    const directory = await makeDirectory(t);
    const storage = await createDevStorage({ directory });
    await storage.close();
    await mkdir(join(directory, 'blobs', 'ab'));
    await writeFile(join(directory, 'blobs', 'ab', 'ab-orphan'), 'x');
    const again = await createDevStorage({ directory });
    t.after(() => again.close());
    assert.deepEqual(await filesBelow(join(directory, 'blobs')), []);
  });

  it('frees the bytes of what is replaced, deleted or refused', async (t) => {
    const storage = await startTestStorage(t);
    const count = async (): Promise<number> =>
      (await filesBelow(join(storage.directory, 'blobs'))).length;
    await storage.signed('PUT', 'x', { body: 'one' });
    await storage.signed('PUT', 'x', { body: 'two' });
    assert.equal(await count(), 1);
    await storage.signed('PUT', 'y', { body: 'one', headers: { etag: 'wrong' } });
    assert.equal(await count(), 1);
    await storage.signed('DELETE', 'x');
    assert.equal(await count(), 0);
    assert.deepEqual(await readdir(join(storage.directory, 'incoming')), []);
  });

  it('never makes a path of a name', async (t) => {
    const storage = await startTestStorage(t);
    const outside = await readdir(join(storage.directory, '..'));
    const path = '/v1/AUTH_test/c/../../../../escaped';
    const query = sign({ method: 'PUT', path });
    const put = await storage.request({ method: 'PUT', path: `${path}?${query}`, body: 'x' });
    assert.equal(put.status, 201);
    const get = await storage.request({
      method: 'GET',
      path: `${path}?${sign({ method: 'GET', path })}`,
    });
    assert.equal(get.body.toString(), 'x');
    const files = await filesBelow(storage.directory);
    assert.ok(files.every((file) => !file.includes('escaped')));
    const now = await readdir(join(storage.directory, '..'));
    assert.deepEqual(
      now.filter((name) => name.includes('escaped')),
      [],
    );
    assert.ok(outside.length > 0);
  });

  it('refuses a record that was damaged, and names it', async (t) => {
    const storage = await startTestStorage(t);
    await storage.signed('PUT', 'x', { body: 'one' });
    await storage.close();
    const files = await filesBelow(join(storage.directory, 'accounts'));
    const record = files.find((file) => file.includes('objects')) ?? '';
    await writeFile(record, '{"name":');
    await assert.rejects(createDevStorage({ directory: storage.directory }), {
      code: 'damaged',
      message: new RegExp(record),
    });
  });
});
