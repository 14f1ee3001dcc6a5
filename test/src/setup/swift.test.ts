import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { skipWithout } from './needs.js';
import { freePorts } from './ports.js';
import { ask, createContainer, listObjects, openSession, readObject } from './swift-client.js';
import { startSwift } from './swift.js';
import type { SwiftLab } from './swift.js';

const skip = skipWithout('swift');

describe('startSwift', { skip }, () => {
  let swift: SwiftLab;
  before(async () => {
    swift = await startSwift();
  });
  after(() => swift.stop());

  test('stores bytes, lists them and gives them back', async () => {
    const session = await openSession(swift);
    assert.equal(session.storageUrl, swift.storageUrl);
    await createContainer(session, 'box', { origins: ['http://a.test'], tempUrlKey: 'secret' });
    const body = randomBytes(300_000);
    const md5 = createHash('md5').update(body).digest('hex');
    const put = await ask(session, 'PUT', 'box/a%20dir/b.bin', { body });
    assert.equal(put.status, 201);
    assert.deepEqual(await listNames(swift), ['a dir/b.bin']);
    const read = await readObject(session, 'box', 'a dir/b.bin');
    assert.deepEqual([read.status, read.size, read.md5], [200, body.length, md5]);
    assert.equal((await readObject(session, 'box', 'absent')).status, 404);
  });

  test('applies the container’s CORS setting', async () => {
    const origin = 'http://a.test';
    const asked = { origin, 'access-control-request-method': 'PUT' };
    const url = `${swift.storageUrl}/box/x`;
    const allowed = await fetch(url, { method: 'OPTIONS', headers: asked });
    assert.deepEqual(
      [allowed.status, allowed.headers.get('access-control-allow-origin')],
      [200, origin],
    );
    const other = { ...asked, origin: 'http://b.test' };
    assert.equal((await fetch(url, { method: 'OPTIONS', headers: other })).status, 401);
  });

  test('brings a killed server back with restart', async () => {
    process.kill(pidOf(swift, 'object'), 'SIGKILL');
    await swift.restart();
    const session = await openSession(swift);
    assert.deepEqual((await readObject(session, 'box', 'a dir/b.bin')).status, 200);
  });

  test('runs several at once', async () => {
    const other = await startSwift();
    try {
      assert.notEqual(other.url, swift.url);
      const session = await openSession(other);
      assert.equal((await ask(session, 'GET', 'box')).status, 404);
    } finally {
      await other.stop();
    }
    assert.equal(existsSync(other.lab), false);
    await assert.rejects(fetch(other.url));
  });
});

test('two never share a port', { skip }, async () => {
  // Left to itself, Swift listens beside whoever has the port, and answers half of the other's requests.
  const swift = await startSwift();
  try {
    const script = fileURLToPath(new URL('../../swift-lab/start-swift.sh', import.meta.url));
    const others = await freePorts(3);
    const lab = await mkdtemp(join(tmpdir(), 'swift-second-'));
    const second = spawnSync(script, {
      encoding: 'utf8',
      env: {
        ...process.env,
        LAB: lab,
        PROXY_PORT: new URL(swift.url).port,
        OBJECT_PORT: String(others[0]),
        CONTAINER_PORT: String(others[1]),
        ACCOUNT_PORT: String(others[2]),
        OWNER_PID: String(process.pid),
      },
    });
    await rm(lab, { recursive: true, force: true });
    assert.equal(second.status, 5, second.stdout);
    assert.match(second.stderr, /The proxy server ended at once \(is port \d+ taken\?\)/);
  } finally {
    await swift.stop();
  }
});

test('a killed owner takes its Swift along', { skip }, async () => {
  const module = JSON.stringify(new URL('./swift.js', import.meta.url).href);
  const script = `import(${module}).then(async ({ startSwift }) => {
    const swift = await startSwift();
    console.log(JSON.stringify({ lab: swift.lab, url: swift.url }));
    setInterval(() => {}, 1000);
  });`;
  const owner = spawn(process.execPath, ['--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(owner.stdout, 'data')) as [Buffer];
  const { lab, url } = JSON.parse(line.toString()) as { lab: string; url: string };
  assert.equal((await fetch(`${url}/healthcheck`)).status, 200);
  owner.kill('SIGKILL');
  for (let wait = 0; existsSync(lab) && wait < 100; wait++) await sleep(100);
  assert.equal(existsSync(lab), false, 'the lab’s directory is still there');
  await assert.rejects(fetch(url));
});

function pidOf(swift: SwiftLab, server: string): number {
  return Number(readFileSync(join(swift.lab, 'run', `${server}.pid`), 'utf8'));
}

async function listNames(swift: SwiftLab): Promise<readonly string[]> {
  const session = await openSession(swift);
  return (await listObjects(session, 'box')).map((object) => object.name);
}
