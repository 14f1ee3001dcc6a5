import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Command } from 'commander';
import { startFakeRackspace } from '../testing/fake-rackspace.js';
import { noSignal, startStorage } from '../testing/harness.js';
import type { TestStorage } from '../testing/harness.js';
import { runCommand } from './command.js';
import { addStorage } from './storage.js';

interface Printed {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

describe('storage', () => {
  let server: TestStorage;
  let directory: string;
  let env: Record<string, string>;
  before(async () => {
    server = await startStorage();
    directory = await mkdtemp(join(tmpdir(), 'storage-command-'));
    const { authUrl, user, key } = server.dev.credentials;
    env = { ST_AUTH: authUrl, ST_USER: user, ST_KEY: key };
  });
  after(async () => {
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  async function storage(...words: readonly string[]): Promise<Printed> {
    let [out, err, exitCode] = ['', '', -1];
    const world = {
      env,
      out: (text: string) => void (out += text),
      err: (text: string) => void (err += text),
      read: () => Promise.resolve(''),
      now: Date.now,
      signal: noSignal(),
    };
    const program = new Command().exitOverride();
    addStorage(program, async (options, work) => {
      exitCode = await runCommand(world, options, work);
    });
    await program.parseAsync(['storage', ...words], { from: 'user' });
    return { exitCode, out, err };
  }
  async function data(...words: readonly string[]): Promise<Record<string, unknown>> {
    const { exitCode, out } = await storage(...words, '--json');
    assert.equal(exitCode, 0, out);
    return JSON.parse(out) as Record<string, unknown>;
  }

  it('makes, fills, lists, shows, copies, moves, reads and empties a container', async () => {
    const file = join(directory, 'über.txt');
    await writeFile(file, 'hello');
    assert.equal((await storage('mkdir', 'box')).out, 'box: created\n');
    assert.equal((await storage('mkdir', 'box')).out, 'box: was there\n');
    const put = await storage(
      'put',
      file,
      'box/dir/',
      '--content-type',
      'text/x-a',
      '--expires',
      '1h',
    );
    assert.match(
      put.out,
      /über\.txt → box\/dir\/über\.txt: 5 bytes, 5d41402abc4b2a76b9719d911017c592/,
    );
    assert.match((await storage('ls')).out, /^ *\d+ +\d+ {2}box$/m);
    assert.match((await storage('ls', 'box')).out, /dir\/$/m);
    assert.match(
      (await storage('ls', 'box', '--recursive')).out,
      /5 {2}\d{4}-.*Z {2}dir\/über\.txt/,
    );
    await storage('cp', 'box/dir/über.txt', 'box/copy');
    await storage('mv', 'box/copy', 'box/moved');
    const info = await data('stat', 'box/moved');
    assert.deepEqual([info['size'], info['contentType']], [5, 'text/x-a']);
    assert.ok(info['deleteAt']);
    assert.equal((await data('stat', 'box'))['objects'], 2);
    assert.ok(Number((await data('stat'))['containers']) >= 2);
    assert.match((await storage('stat', 'box/moved')).out, /^size +5$/m);
    const down = join(directory, 'down.txt');
    await storage('get', 'box/moved', down);
    assert.equal(await readFile(down, 'utf8'), 'hello');
    const again = await storage('put', file, 'box/moved', '--if-absent');
    assert.equal(again.exitCode, 2);
    assert.equal((await storage('rm', 'box')).exitCode, 2);
    assert.equal((await storage('rm', 'box/moved')).out, 'box/moved: deleted\n');
    assert.match((await storage('rm', 'box/moved')).err, /box\/moved is not there/);
    assert.equal((await storage('rm', 'box', '--recursive')).exitCode, 0);
    assert.equal((await storage('stat', 'box')).exitCode, 2);
  });

  it('stores in segments', async () => {
    const file = join(directory, 'large.bin');
    await writeFile(file, Buffer.alloc(3 * 1024 ** 2 + 1));
    await storage('mkdir', 'large');
    const stored = await data('put', file, 'large/a', '--segment-size', '1MiB');
    assert.deepEqual([stored['segments'], stored['size']], [4, 3 * 1024 ** 2 + 1]);
    await storage('rm', 'large', '--recursive');
  });

  it('changes the account, a container and an object, and refuses what is for another', async () => {
    const file = join(directory, 'a.txt');
    await writeFile(file, 'a');
    await storage('mkdir', 'posted');
    await storage('put', file, 'posted/a');
    assert.equal((await storage('post', '--meta', 'team=web')).out, 'account: changed\n');
    assert.deepEqual((await data('stat'))['metadata'], { team: 'web' });
    await storage('post', '--remove-meta', 'team');
    const changes = ['--read', 'public', '--cors', 'https://a.example', '--quota-bytes', '1kB'];
    await data('post', 'posted', ...changes, '--web-index', 'index.html', '--meta', 'a=1', 'b=2');
    const container = await data('stat', 'posted');
    assert.deepEqual(
      [
        container['publicRead'],
        container['cors'],
        container['quota'],
        container['website'],
        container['metadata'],
      ],
      [
        true,
        { origins: ['https://a.example'], maxAge: 600 },
        { bytes: 1000 },
        { index: 'index.html' },
        { a: '1', b: '2' },
      ],
    );
    await data(
      'post',
      'posted/a',
      '--content-type',
      'text/x-b',
      '--expires',
      '1h',
      '--meta',
      'x=ü=',
    );
    const object = await data('stat', 'posted/a');
    assert.deepEqual([object['contentType'], object['metadata']], ['text/x-b', { x: 'ü=' }]);
    assert.ok(object['deleteAt']);
    await data('post', 'posted/a', '--expires', 'never');
    assert.equal((await data('stat', 'posted/a'))['deleteAt'], undefined);
    const wrong: readonly (readonly [RegExp, ...string[]])[] = [
      [/Nothing to change/, 'post', 'posted'],
      [
        /--content-type is not for this/,
        'post',
        'posted',
        '--read',
        'public',
        '--content-type',
        'a/b',
      ],
      [/name=value/, 'post', 'posted', '--meta', 'novalue'],
      [/--expires must be/, 'post', 'posted/a', '--expires', 'soon'],
      [/names no object/, 'get', 'posted'],
      [/names no container/, 'ls', '/'],
      [/--segment-size must be/, 'put', file, 'posted/a', '--segment-size', 'big'],
    ];
    for (const [sentence, ...words] of wrong) {
      const { exitCode, err } = await storage(...words);
      assert.equal(exitCode, 2, words.join(' '));
      assert.match(err, sentence);
    }
    await storage('rm', 'posted', '--recursive');
  });

  it('manages the CDN of a Rackspace account', async (t) => {
    const refused = await storage('cdn', 'ls');
    assert.match(refused.err, /announces no CDN/);
    const fake = await startFakeRackspace([
      { region: 'ORD', publicURL: 'https://s.example/v1/a', internalURL: '' },
    ]);
    const before_ = env;
    t.after(async () => {
      env = before_;
      await fake.close();
    });
    const identity = { OS_AUTH_URL: `${fake.url}/v2.0`, OS_USERNAME: 'demoauthor' };
    env = { ...identity, OS_API_KEY: fake.secret, OS_REGION_NAME: 'ORD' };
    assert.equal((await storage('cdn', 'ls')).exitCode, 0);
    env = { ...identity, OS_API_KEY: 'wrong' };
    assert.match((await storage('cdn', 'ls')).err, /refused the user "demoauthor", its API key/);
    env = { ST_AUTH: `${fake.url}/v1.0`, ST_USER: 'jdoe', ST_KEY: fake.secret };
    const enabled = await storage('cdn', 'enable', 'media', '--ttl', '1h', '--logs');
    assert.equal(enabled.out, 'media: https://6d65646961.ssl.cf0.rackcdn.com\n');
    assert.match((await storage('cdn', 'ls')).out, /^on +3600 {2}media {2}https/);
    assert.match((await storage('cdn', 'info', 'media')).out, /^enabled +true\nttl +3600\nlogRet/);
    const info = await data('cdn', 'info', 'media');
    assert.deepEqual([info['container'], info['logRetention']], ['media', true]);
    await storage('cdn', 'update', 'media', '--ttl', '15m', '--no-logs');
    assert.deepEqual((await data('cdn', 'info', 'media'))['ttl'], 900);
    assert.match((await storage('cdn', 'update', 'media')).err, /Nothing to change/);
    await storage('cdn', 'purge', 'media/a.jpg', '--email', 'user@domain.com');
    await storage('cdn', 'disable', 'media');
    assert.match((await storage('cdn', 'ls')).out, /^off +900/);
    assert.equal((await storage('cdn', 'forget', 'media')).out, 'media: forgotten\n');
    assert.equal((await storage('cdn', 'ls')).out, '');
    assert.deepEqual(
      fake.cdnRequests.filter((line) => /^(?:DELETE|P)/.test(line)),
      [
        'PUT /media x-cdn-enabled=True x-log-retention=True x-ttl=3600',
        'POST /media x-log-retention=False x-ttl=900',
        'DELETE /media/a.jpg x-purge-email=user@domain.com',
        'POST /media x-cdn-enabled=False',
        'DELETE /media x-remove-cdn-container=t',
      ],
    );
    assert.match((await storage('cdn', 'enable', 'media', '--ttl', 'x')).err, /--ttl must be/);
  });

  it('needs credentials', async () => {
    const before_ = env;
    env = { SWIFT_STORAGE_URL: 'https://s.example/v1/a' };
    const { exitCode, err } = await storage('ls');
    env = before_;
    assert.equal(exitCode, 2);
    assert.match(err, /need credentials/);
  });
});
