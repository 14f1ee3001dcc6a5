/**
 * `keys rotate` under load, and killed wherever it can be; and what a key that is a setting needs.
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
import type { CompleteResult, CreateResponse } from '@direct-upload/widget/protocol';
import { skipWithout } from '../setup/needs.js';
import { ask } from '../setup/swift-client.js';
import type { SwiftSession } from '../setup/swift-client.js';
import type { SwiftLab } from '../setup/swift.js';
import { command, commandJson, main } from './support/command.js';
import type { Environment } from './support/command.js';
import { startStage } from './support/stage.js';

/** Pages that upload at the same time. */
const LANES = 4;
/** Milliseconds for which a page has a URL before it uses it: less than it lives. */
const LATE = 2_000;

describe('keys rotate', { skip: skipWithout('swift') }, () => {
  let lab: SwiftLab;
  let session: SwiftSession;
  let env: Environment;
  before(async () => {
    const settings = { PORT: '0', SWIFT_TEMP_URL_KEY_CACHE: '2s', URL_TTL: '4s' };
    ({ lab, session, env } = await startStage(settings));
    assert.equal((await command(['init'], env)).code, 0);
  });
  after(() => lab.stop());

  async function metadata(): Promise<{ readonly keys: readonly string[]; readonly state: string }> {
    const { headers } = await ask(session, 'HEAD', 'box');
    const read = (name: string): string => headers.get(`x-container-meta-${name}`) ?? '';
    return {
      keys: [read('temp-url-key'), read('temp-url-key-2')],
      state: read('upload-key-state').replace(/ \d+$/, ''),
    };
  }

  async function steps(more: Environment = {}): Promise<readonly string[]> {
    const { code, data } = await commandJson(['keys', 'rotate', '--wait', '2s'], {
      ...env,
      ...more,
    });
    assert.equal(code, 0, JSON.stringify(data));
    return (data as { steps: string[] }).steps;
  }

  test('fails no upload, and ends the old key', async (t) => {
    const { keys: before } = await metadata();
    const signed = await commandJson(['sign', 'PUT', 'late', '--ttl', '1h'], env);
    const [old] = (signed.data as { urls: { url: string }[] }).urls;
    await using signer = await startSigner(env);
    const load = uploadMeanwhile(signer.endpoint);
    t.after(() => load.stop());
    const first = await steps();
    const second = await steps();
    const { done, failed } = await load.stop();
    t.diagnostic(`${done} uploads during two rotations`);
    assert.deepEqual(failed, []);
    assert.ok(done > 3 * LANES, String(done));
    assert.deepEqual(
      [first, second],
      [
        ['switched', 'retired'],
        ['switched', 'retired'],
      ],
    );
    const { keys: now } = await metadata();
    assert.equal(new Set([...before, ...now]).size, 4, 'all of them are new');
    assert.equal((await fetch(old!.url, { method: 'PUT', body: 'x' })).status, 401);
  });

  test('goes on after a kill in either wait', async () => {
    // As a container that was set up by other tools: one key, and nothing known about a second.
    const headers = {
      'x-container-meta-temp-url-key-2': '',
      'x-container-meta-upload-key-state': '',
    };
    await ask(session, 'POST', 'box', { headers });
    const { keys: before } = await metadata();
    await killedWhile(/^Waiting .* every proxy/, env);
    const written = await metadata();
    assert.deepEqual([written.keys[0], written.state], [before[0], 'standby']);
    await killedWhile(/^Waiting .* no URL of the old key/, env);
    const switched = await metadata();
    assert.deepEqual([switched.keys, switched.state], [written.keys.toReversed(), 'switched']);
    assert.deepEqual(await steps(), ['retired']);
    const { keys, state } = await metadata();
    assert.deepEqual([keys[0], state], [written.keys[1], 'standby']);
    assert.ok(!keys.includes(before[0]!));
  });

  test('stops for signers that have the key as a setting, and goes on with the new one', async () => {
    const get = async (): Promise<string> => {
      const { data } = await commandJson(['keys', 'get'], env);
      return (data as { SWIFT_TEMP_URL_KEY: string }).SWIFT_TEMP_URL_KEY;
    };
    const old = { SWIFT_TEMP_URL_KEY: await get() };
    const asked = await command(['keys', 'rotate', '--wait', '2s'], { ...env, ...old });
    assert.equal(asked.code, 2);
    const told = /^SWIFT_TEMP_URL_KEY=(\S+)$/m.exec(asked.out)?.[1];
    assert.equal(told, await get());
    assert.deepEqual((await metadata()).keys, [told, old.SWIFT_TEMP_URL_KEY]);
    assert.deepEqual(await steps({ SWIFT_TEMP_URL_KEY: told }), ['retired']);
    assert.ok(!(await metadata()).keys.includes(old.SWIFT_TEMP_URL_KEY));
    const wrong = await command(['keys', 'rotate'], { ...env, SWIFT_TEMP_URL_KEY: 'another' });
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /is not the Temp-URL-Key of the container/);
  });

  test('keys get and set look after either slot, of container and account', async () => {
    const { keys } = await metadata();
    assert.equal(
      (await command(['keys', 'get', '--slot', '2'], env)).out,
      `SWIFT_TEMP_URL_KEY=${keys[1]}\n`,
    );
    const set = await command(['keys', 'set', '--slot', '2'], env);
    assert.deepEqual([set.code, set.out], [0, 'The key is set.\n']);
    const after_ = await metadata();
    assert.deepEqual([after_.keys[0], after_.state], [keys[0], '']);
    assert.notEqual(after_.keys[1], keys[1]);
    assert.equal((await command(['keys', 'get', '--account'], env)).code, 2);
    const made = await command(['keys', 'set', '--account'], env);
    assert.match(made.out, /^SWIFT_TEMP_URL_KEY=\S{43}\n$/);
    assert.equal((await command(['keys', 'get', '--account'], env)).out, made.out);
  });
});

interface RunningSigner extends AsyncDisposable {
  readonly endpoint: string;
}

async function startSigner(env: Environment): Promise<RunningSigner> {
  const child = spawn(process.execPath, [main, 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    const endpoint = /^Signer: (\S+)$/.exec(line)?.[1];
    if (endpoint === undefined) continue;
    child.stdout.resume();
    return {
      endpoint,
      async [Symbol.asyncDispose]() {
        const ended = once(child, 'exit');
        child.kill();
        await ended;
      },
    };
  }
  throw new Error('the signer did not start');
}

/** Uploads one after the other in each lane; every second one waits with its URL. */
function uploadMeanwhile(endpoint: string): {
  stop(): Promise<{ readonly done: number; readonly failed: readonly string[] }>;
} {
  const end = new AbortController();
  const failed: string[] = [];
  let done = 0;
  const lane = async (number: number): Promise<void> => {
    for (let i = number; !end.signal.aborted; i++) {
      try {
        await uploadOne(endpoint, i % 2 === 0 ? LATE : 0);
        done += 1;
      } catch (error) {
        failed.push(String(error));
      }
    }
  };
  const lanes = Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  return {
    async stop() {
      end.abort();
      await lanes;
      return { done, failed };
    },
  };
}

async function uploadOne(endpoint: string, late: number): Promise<void> {
  const bytes = randomBytes(1000);
  const files = [{ name: 'a.bin', type: '', size: bytes.byteLength }];
  const { results } = await post<CreateResponse>(endpoint, { files });
  const [result] = results;
  if (!result || !('grant' in result)) throw new Error(`no grant: ${JSON.stringify(result)}`);
  const { token, requests } = result.grant;
  await sleep(late);
  const { url, headers } = requests[0]!;
  const { status } = await fetch(url, { method: 'PUT', headers, body: bytes });
  if (status !== 201) throw new Error(`PUT was answered with ${status}`);
  const etag = createHash('md5').update(bytes).digest('hex');
  const parts = [{ partNumber: 1, size: bytes.byteLength, etag }];
  const body = { uploads: [{ token, parts }] };
  const completed = await post<{ results: CompleteResult[] }>(`${endpoint}/complete`, body);
  if (!completed.results[0] || !('receipt' in completed.results[0])) {
    throw new Error(`no receipt: ${JSON.stringify(completed)}`);
  }
}

async function post<T>(url: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as T;
}

/** SIGKILL as soon as it says that. */
async function killedWhile(says: RegExp, env: Environment): Promise<void> {
  const args = [main, 'keys', 'rotate', '--wait', '2s'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = once(child, 'exit');
  for await (const line of createInterface(child.stderr)) {
    if (says.test(line)) child.kill('SIGKILL');
  }
  const [, signal] = (await ended) as [number | null, string | null];
  assert.equal(signal, 'SIGKILL', `it never said ${says.source}`);
}
