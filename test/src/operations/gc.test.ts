/**
 * `gc` on a real Swift without an expirer: what is finished or under way stays whole, the parts of dead uploads go, also
 * when it is killed on its way, and while uploads go on.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { swift } from '@direct-upload/signer-server';
import type { Grant } from '@direct-upload/widget/protocol';
import { Client } from '../contract/client.js';
import { skipWithout } from '../setup/needs.js';
import { ask, createContainer, listObjects, readObject } from '../setup/swift-client.js';
import { command, commandJson, main } from './support/command.js';
import { startStage } from './support/stage.js';
import type { OperationsStage } from './support/stage.js';

const partSize = 1024 * 1024;
const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
/** Whatever its age: no test can wait for a day. */
const AT_ONCE = ['--older-than', '0s', '--also-unfinished'];
const newId = (): string => randomBytes(16).toString('hex');

interface Report {
  readonly deleted: number;
  readonly bytes: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly uploads: readonly { readonly id: string; readonly why: string }[];
}

describe('gc', { skip: skipWithout('swift') }, () => {
  let stage: OperationsStage;
  let client: Client;
  before(async () => {
    stage = await startStage();
    const { lab, session } = stage;
    const tempUrlKey = randomBytes(32).toString('hex');
    await createContainer(session, 'box', { tempUrlKey });
    await createContainer(session, 'other');
    const auth = { url: lab.authUrl, user: lab.user, key: lab.key };
    client = new Client(swift({ auth, container: 'box', tempUrlKey, partSize }));
  });
  after(() => stage.lab.stop());

  async function gc(...args: string[]): Promise<Report> {
    const { code, data } = await commandJson(['gc', ...args], stage.env);
    assert.equal(code, 0, JSON.stringify(data));
    return data as Report;
  }

  const names = async (): Promise<readonly string[]> =>
    (await listObjects(stage.session, 'box')).map(({ name }) => name);

  /** Stored behind the signer's back; the names. */
  async function store(
    headers: Readonly<Record<string, string>> = {},
    id = newId(),
    count = 2,
  ): Promise<readonly string[]> {
    const all = Array.from({ length: count }, (_, i) => `parts/${id}/0000000${i + 1}`);
    for (const name of all) {
      const { status } = await ask(stage.session, 'PUT', `box/${name}`, { body: 'part', headers });
      assert.equal(status, 201);
    }
    return all;
  }

  /** A manifest of stored parts. */
  async function compose(
    target: string,
    parts: readonly string[],
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const body = JSON.stringify(parts.map((name) => ({ path: `/box/${name}` })));
    const path = `${target}?multipart-manifest=put`;
    assert.equal((await ask(stage.session, 'PUT', path, { body, headers })).status, 201);
  }

  /** Grant, and PUT of so many parts. */
  async function send(bytes: Uint8Array, count = Infinity): Promise<Grant> {
    const grant = await client.grant(bytes.byteLength);
    for (const { partNumber, url, headers } of grant.requests.slice(0, count)) {
      const body = bytes.slice((partNumber - 1) * partSize, partNumber * partSize);
      assert.equal((await fetch(url, { method: 'PUT', headers, body })).status, 201);
    }
    return grant;
  }

  /** @returns the name of the object */
  async function finish({ token }: Grant, bytes: Uint8Array): Promise<string> {
    const parts = Array.from({ length: Math.ceil(bytes.byteLength / partSize) }, (_, i) => {
      const part = bytes.subarray(i * partSize, (i + 1) * partSize);
      return { partNumber: i + 1, size: part.byteLength, etag: md5(part) };
    });
    return (await client.claims(await client.complete(token, parts))).upload.key;
  }

  async function assertWhole(key: string, bytes: Uint8Array): Promise<void> {
    const found = await readObject(stage.session, 'box', key);
    assert.deepEqual([found.status, found.md5], [200, md5(bytes)]);
  }

  test('deletes the parts of dead uploads and nothing else', async () => {
    const [big, small] = [randomBytes(3 * partSize + 1), randomBytes(10)];
    const finished = await finish(await send(big), big);
    const single = await finish(await send(small), small);
    // Each tells for a day that its upload is complete.
    const RECORDS = 2;
    const underWay = await send(big, 2);
    // A signer that died while it took the expiry from the parts: the manifest stands for them until it vanishes itself.
    const [halfDone, halfOver] = [await store(), await store()];
    await compose('box/half-done', halfDone, { 'x-delete-after': '3600' });
    await compose('box/half-over', halfOver, { 'x-delete-after': '1' });
    const expired = await store({ 'x-delete-after': '1' });
    const orphaned = await store();
    const hidden = await store({ 'x-delete-after': String(10 * 365 * 86_400) });
    const dynamic = await store();
    const all = { 'x-object-manifest': `box/${dynamic[0]!.slice(0, -8)}` };
    assert.equal((await ask(stage.session, 'PUT', 'box/dynamic', { headers: all })).status, 201);
    const elsewhere = await store();
    await compose('other/copy', elsewhere);
    await ask(stage.session, 'PUT', 'box/parts/notes.txt', { body: 'mine' });
    await gone('half-over', expired[0]!, expired[1]!);

    const before = await names();
    assert.ok(before.includes(expired[0]!), 'past its time and listed all the same');
    const young = await gc();
    assert.deepEqual([young.deleted, young.parts['young']], [0, 4 + 2 + 14 + RECORDS]);
    const options = [...AT_ONCE, '--manifests-in', 'other'];
    const dry = await gc('--dry-run', ...options);
    assert.deepEqual(dry.parts, {
      expired: 2,
      orphaned: 6,
      used: 4 + 2 + 2 + 2,
      underWay: 2 + RECORDS,
      young: 0,
      foreign: 1,
    });
    assert.deepEqual([dry.deleted, dry.bytes, dry.uploads.length], [0, 8 * 4, 4]);
    assert.deepEqual(await names(), before);

    const { code, out, err } = await command(['gc', ...options], stage.env);
    assert.deepEqual([code, err], [0, '8 of 8 parts deleted\n']);
    assert.match(
      out,
      /^8 parts of 4 dead uploads, 32 bytes: deleted\.\nLeft: 10 parts of finished/,
    );
    const dead = [...expired, ...orphaned, ...hidden, ...halfOver];
    assert.deepEqual(
      await names(),
      before.filter((name) => !dead.includes(name)),
    );
    assert.deepEqual((await gc(...options)).deleted, 0);
    await assertWhole(finished, big);
    await assertWhole(single, small);
    assert.equal((await readObject(stage.session, 'box', 'half-done')).size, 8);
    assert.equal((await readObject(stage.session, 'other', 'copy')).size, 8);
    assert.equal((await readObject(stage.session, 'box', 'dynamic')).size, 8);
    await sendRest(underWay, big, 2);
    await assertWhole(await finish(underWay, big), big);
    // What the option was for.
    assert.deepEqual((await gc(...AT_ONCE)).uploads.length, 1);
  });

  test('takes nothing from uploads that are completed meanwhile', async (t) => {
    const end = new AbortController();
    const done: [string, Uint8Array][] = [];
    const lane = async (): Promise<void> => {
      while (!end.signal.aborted) {
        const bytes = randomBytes(2 * partSize + 1);
        done.push([await finish(await send(bytes), bytes), bytes]);
      }
    };
    const lanes = Promise.all([lane(), lane()]);
    for (let i = 0; i < 3; i++) await gc(...AT_ONCE);
    end.abort();
    await lanes;
    t.diagnostic(`${done.length} uploads during three runs`);
    assert.ok(done.length > 0);
    for (const [key, bytes] of done) await assertWhole(key, bytes);
  });

  test('goes on where it was killed', async () => {
    const ids = Array.from({ length: 27 }, newId);
    for (let first = 0; first < ids.length; first += 9) {
      await Promise.all(ids.slice(first, first + 9).map((id) => store({}, id, 9)));
    }
    await sleep(1100);
    const args = [main, 'gc', ...AT_ONCE];
    const child = spawn(process.execPath, args, {
      env: stage.env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(child, 'exit');
    for await (const line of createInterface(child.stderr)) {
      if (/ of 243 parts/.test(line)) child.kill('SIGKILL');
    }
    assert.equal(((await ended) as unknown[])[1], 'SIGKILL');
    const left = async (): Promise<number> =>
      (await names()).filter((name) => ids.some((id) => name.includes(id))).length;
    const after_ = await left();
    assert.ok(after_ > 0 && after_ < 243, String(after_));
    await gc(...AT_ONCE);
    assert.equal(await left(), 0);
  });

  test('says in one sentence, and with 2, what has to be mended', async () => {
    const run = async (args: string[], env = stage.env): Promise<string> => {
      const { code, err } = await command(['gc', ...args], env);
      assert.equal(code, 2);
      return err;
    };
    assert.match(await run(['--older-than', 'soon']), /--older-than must be a duration like 48h/);
    assert.match(
      await run(['--older-than', '24h']),
      /--older-than 24h is below 25h, .*give at least that, or --also-unfinished/,
    );
    const film = { POLICIES: '{"film": {"uploadTtl": "7d"}}' };
    assert.match(await run(['--older-than', '25h'], { ...stage.env, ...film }), /below 169h/);
    await gc('--dry-run', '--older-than', '25h');
    assert.match(await run(['--manifests-in', 'absent']), /absent/);
    assert.match(await run([], { SWIFT_CONTAINER: 'box' }), /Credentials are missing/);
  });

  /** Resolves when they are past their time. */
  async function gone(...objects: readonly string[]): Promise<void> {
    for (const name of objects) {
      while ((await ask(stage.session, 'HEAD', `box/${name}`)).status !== 404) await sleep(200);
    }
    // What was stored in this second is too young for 0 s: dates have whole seconds.
    await sleep(1100);
  }

  async function sendRest({ token }: Grant, bytes: Uint8Array, sent: number): Promise<void> {
    const all = Math.ceil(bytes.byteLength / partSize);
    const numbers = Array.from({ length: all - sent }, (_, i) => sent + i + 1);
    const { requests } = await client.sign(token, numbers);
    for (const { partNumber, url, headers } of requests) {
      const body = bytes.slice((partNumber - 1) * partSize, partNumber * partSize);
      assert.equal((await fetch(url, { method: 'PUT', headers, body })).status, 201);
    }
  }
});
