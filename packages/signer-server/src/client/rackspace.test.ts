import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SignerError } from '../errors.js';
import { RACKSPACE_IDENTITY } from '../storage/swift/login/keystone-v2.js';
import { keepAliveFetch } from '../runtime/keep-alive-fetch.js';
import type { Fetch } from '../storage/swift/http.js';
import { startFakeRackspace } from '../testing/fake-rackspace.js';
import type { FakeRackspace } from '../testing/fake-rackspace.js';
import { serviceNetUrl } from './context.js';
import { swiftClient } from './swift-client.js';
import type { SwiftClient, SwiftClientOptions } from './swift-client.js';

const host = (region: string): string =>
  `storage101.${region}.clouddrive.com/v1/MossoCloudFS_0672d7fa`;
const REGIONS = ['ORD', 'DFW'].map((region) => ({
  region,
  publicURL: `https://${host(region.toLowerCase())}`,
  internalURL: `https://snet-${host(region.toLowerCase())}`,
}));

const code =
  (wanted: string, message = /./) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof SignerError, String(error));
    assert.equal(error.code, wanted, error.message);
    assert.match(error.message, message);
    return true;
  };

describe('Rackspace', () => {
  let fake: FakeRackspace;
  /** URLs of storage that were asked, none of which is there. */
  const asked: string[] = [];
  const real = keepAliveFetch();
  const fetch: Fetch = (url, init) => {
    if (!url.includes('clouddrive.com')) return real(url, init);
    const token = new Headers(init.headers).get('x-auth-token') ?? '';
    asked.push(`${init.method ?? ''} ${url}`);
    return Promise.resolve(new Response(null, { status: fake.tokens.has(token) ? 204 : 401 }));
  };
  const login = (more: object = {}): SwiftClientOptions['auth'] => ({
    authUrl: `${fake.url}/v2.0`,
    username: 'demoauthor',
    apiKey: fake.secret,
    ...more,
  });
  const client = (more: Partial<SwiftClientOptions> = {}): SwiftClient =>
    swiftClient({ auth: login(), fetch, ...more });
  before(async () => {
    fake = await startFakeRackspace(REGIONS);
  });
  beforeEach(() => {
    asked.length = 0;
    fake.cdnRequests.length = 0;
    fake.purges = 25;
  });
  after(() => fake.close());

  it('has an identity service in the US and one in the UK', () => {
    assert.deepEqual(RACKSPACE_IDENTITY, {
      us: 'https://identity.api.rackspacecloud.com/v2.0',
      uk: 'https://lon.identity.api.rackspacecloud.com/v2.0',
    });
  });

  it('is logged in to by API key, by password and by v1.0', async () => {
    await client().account.info();
    const { authUrl, username } = login() as { authUrl: string; username: string };
    const password = { authUrl, username, password: fake.secret, tenant: { id: '1100111' } };
    await client({ auth: password }).account.info();
    await client({
      auth: { url: `${fake.url}/v1.0`, user: 'jdoe', key: fake.secret },
    }).account.info();
    assert.deepEqual(asked, Array(3).fill(`HEAD ${REGIONS[0]!.publicURL}`));
  });

  it('refuses a wrong key in words that name who was refused and not the key', async () => {
    const refused = client({ auth: login({ apiKey: 'wrong' }) }).account.info();
    await assert.rejects(refused, (error: unknown) => {
      assert.ok(!String(error).includes('wrong'));
      return code('storage-refused', /demoauthor.*API key/)(error);
    });
    const elsewhere = client({ auth: login({ authUrl: `${fake.url}/v3.0` }) }).account.info();
    await assert.rejects(elsewhere, code('storage-refused', /Identity API v2\.0 \(404\)/));
  });

  it('has regions: the user’s own, or the one that is named', async () => {
    await client({ region: 'DFW' }).account.info();
    await client({ auth: login({ region: 'DFW' }) }).account.info();
    await client({ auth: login({ interface: 'internal' }) }).account.info();
    assert.deepEqual(asked, [
      `HEAD ${REGIONS[1]!.publicURL}`,
      `HEAD ${REGIONS[1]!.publicURL}`,
      `HEAD ${REGIONS[0]!.internalURL}`,
    ]);
    const nowhere = client({ region: 'SYD' }).account.info();
    await assert.rejects(nowhere, code('storage-refused', /SYD.*ORD.*DFW/));
  });

  it('is asked by ServiceNet, and its URLs for others stay public', async () => {
    const inside = client({ serviceNet: true });
    await inside.containers.create('photos');
    assert.deepEqual(asked, [`PUT ${REGIONS[0]!.internalURL}/photos`]);
    const place = { container: 'photos', name: 'a.jpg', key: 'k', digest: 'sha256' } as const;
    assert.ok(
      (await inside.tempUrls.sign(place)).startsWith(`${REGIONS[0]!.publicURL}/photos/a.jpg?`),
    );
    const within = await inside.tempUrls.sign({ ...place, serviceNet: true });
    assert.ok(within.startsWith(`${REGIONS[0]!.internalURL}/photos/a.jpg?`));
    assert.equal(serviceNetUrl(REGIONS[0]!.internalURL), REGIONS[0]!.internalURL);
  });

  it('is logged in to again when it answers 401, storage and CDN alike', async () => {
    const storage = client();
    await storage.account.info();
    fake.tokens.clear();
    await storage.account.info();
    fake.tokens.clear();
    await storage.cdn.enable('renewed');
    assert.equal(fake.tokens.size, 1);
  });

  it('has a CDN: enabled, described, changed, disabled, listed, forgotten', async () => {
    const { cdn } = client();
    await cdn.enable('Media ü', { ttl: 900, logRetention: true });
    assert.deepEqual(await cdn.info('Media ü'), {
      enabled: true,
      ttl: 900,
      logRetention: true,
      uri: 'http://4d6564696120c3bc.r49.cf0.rackcdn.com',
      sslUri: 'https://4d6564696120c3bc.ssl.cf0.rackcdn.com',
      streamingUri: 'http://4d6564696120c3bc.r49.stream.cf0.rackcdn.com',
      iosUri: 'http://4d6564696120c3bc.iosr.cf5.rackcdn.com',
    });
    await cdn.update('Media ü', { ttl: 31_536_000, logRetention: false });
    await cdn.disable('Media ü');
    const info = await cdn.info('Media ü');
    assert.deepEqual([info.enabled, info.ttl, info.logRetention], [false, 31_536_000, false]);
    assert.deepEqual(fake.cdnRequests.slice(0, 4), [
      'PUT /Media%20%C3%BC x-cdn-enabled=True x-log-retention=True x-ttl=900',
      'HEAD /Media%20%C3%BC',
      'POST /Media%20%C3%BC x-log-retention=False x-ttl=31536000',
      'POST /Media%20%C3%BC x-cdn-enabled=False',
    ]);
    for (const name of ['b', 'c']) await cdn.enable(name);
    const names: string[] = [];
    for await (const each of cdn.list()) names.push(`${each.name} ${each.enabled} ${each.sslUri}`);
    assert.deepEqual(
      names.filter((name) => !name.startsWith('renewed')),
      [
        'Media ü false https://4d6564696120c3bc.ssl.cf0.rackcdn.com',
        'b true https://62.ssl.cf0.rackcdn.com',
        'c true https://63.ssl.cf0.rackcdn.com',
      ],
    );
    await cdn.forget('Media ü');
    await assert.rejects(cdn.info('Media ü'), code('not-found'));
    for (const ttl of [899, 31_536_001, 1000.5]) {
      await assert.rejects(cdn.enable('b', { ttl }), code('invalid-request'));
    }
  });

  it('takes objects out of the CDN, tells by e-mail, and 25 a day', async () => {
    const { cdn } = client();
    await cdn.enable('purged');
    await cdn.purge('purged', 'a/b c.jpg', ['user@domain.com', 'user2@domain.com']);
    await cdn.purge('purged', 'd');
    assert.deepEqual(fake.cdnRequests.slice(1), [
      'DELETE /purged/a/b%20c.jpg x-purge-email=user@domain.com, user2@domain.com',
      'DELETE /purged/d',
    ]);
    fake.purges = 0;
    await assert.rejects(cdn.purge('purged', 'e'), (error: unknown) => {
      assert.match((error as SignerError).transactionId ?? '', /^txb63f/);
      return code('rate-limited')(error);
    });
  });

  it('has public URLs by the CDN: with and without SSL, by a name of one’s own', async () => {
    const storage = client();
    await storage.cdn.enable('site');
    assert.equal(
      await storage.url('site', 'a b.jpg'),
      'https://73697465.ssl.cf0.rackcdn.com/a%20b.jpg',
    );
    const plain = client({ urls: { ssl: false } });
    assert.equal(await plain.url('site', 'x'), 'http://73697465.r49.cf0.rackcdn.com/x');
    const cnames = { 'http://73697465.r49.cf0.rackcdn.com': 'http://media.example.com' };
    assert.equal(await plain.url('site', 'x', { cnames }), 'http://media.example.com/x');
  });
});
