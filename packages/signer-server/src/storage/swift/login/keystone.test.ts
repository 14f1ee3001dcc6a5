import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SignerError } from '../../../errors.js';
import { startFakeKeystone } from '../../../testing/fake-keystone.js';
import type { FakeEndpoint, FakeKeystone } from '../../../testing/fake-keystone.js';
import { noSignal, startStorage, testSigner, upload } from '../../../testing/harness.js';
import { keepAliveFetch } from '../../../runtime/keep-alive-fetch.js';
import { keystoneAuth } from './keystone.js';
import type { KeystoneCredentials } from './keystone.js';
import { swift } from '../swift.js';
import { swiftAccount } from './account.js';
import type { SwiftAccount } from './account.js';
import type { SwiftLogin } from './login.js';
import type { Fetch } from '../http.js';

const PUBLIC: FakeEndpoint = {
  url: 'https://swift.example/v1/AUTH_p',
  interface: 'public',
  region: 'RegionOne',
};
const INTERNAL = { ...PUBLIC, url: 'http://swift.internal/v1/AUTH_p', interface: 'internal' };
const ELSEWHERE = { ...PUBLIC, url: 'https://two.example/v1/AUTH_p', region: 'RegionTwo' };

let keystone: FakeKeystone;
before(async () => {
  keystone = await startFakeKeystone([]);
});
after(() => keystone.close());
beforeEach(() => {
  Object.assign(keystone.state, { password: 'correct horse', token: 'gAAAAABtoken1', skew: 0 });
  keystone.state.endpoints = [INTERNAL, PUBLIC];
  keystone.state.lifetime = 3600;
  delete keystone.state.status;
  keystone.logins.length = 0;
});

const password = (more: object = {}): KeystoneCredentials => ({
  authUrl: keystone.authUrl,
  user: { name: 'ann', domain: { name: 'Default' } },
  password: 'correct horse',
  project: { name: 'photos', domain: { id: 'default' } },
  ...more,
});
const logIn = (credentials = password()): Promise<SwiftLogin> =>
  keystoneAuth(credentials).logIn({ fetch: keepAliveFetch() }, noSignal());
const refusal = (code: string, sentence: RegExp) => (error: unknown) => {
  assert.ok(error instanceof SignerError, String(error));
  assert.equal(error.code, code, error.message);
  assert.match(error.message, sentence);
  assert.ok(!/horse|gAAAA/.test(error.message), error.message);
  return true;
};

describe('login by Keystone', () => {
  it('by password asks for a token of the project, and finds the storage', async () => {
    const login = await logIn();
    assert.deepEqual(login, { token: 'gAAAAABtoken1', storageUrl: PUBLIC.url, lifetime: 3600 });
    assert.deepEqual(keystone.logins, [
      {
        auth: {
          identity: {
            methods: ['password'],
            password: {
              user: { name: 'ann', domain: { name: 'Default' }, password: 'correct horse' },
            },
          },
          scope: { project: { name: 'photos', domain: { id: 'default' } } },
        },
      },
    ]);
  });

  it('by application credential asks for no scope', async () => {
    const { authUrl } = keystone;
    const secret = 'correct horse';
    const user = { name: 'ann', domain: { id: 'default' } };
    for (const applicationCredential of [
      { id: '423f', secret },
      { name: 'signer', secret, user },
    ]) {
      assert.equal((await logIn({ authUrl, applicationCredential })).storageUrl, PUBLIC.url);
      assert.deepEqual(keystone.logins.at(-1), {
        auth: {
          identity: {
            methods: ['application_credential'],
            application_credential: applicationCredential,
          },
        },
      });
    }
  });

  it('adds the version to a URL without one, and refuses another', async () => {
    const base = keystone.authUrl.replace('/v3', '');
    for (const authUrl of [base, `${base}/`, `${base}/v3/`]) await logIn(password({ authUrl }));
    assert.throws(
      () => keystoneAuth(password({ authUrl: `${base}/v2.0` })),
      refusal('invalid-option', /Identity API v3: OS_AUTH_URL/),
    );
  });

  it('takes the endpoint of the interface and the region', async () => {
    keystone.state.endpoints = [INTERNAL, PUBLIC, ELSEWHERE];
    const at = async (choice: object): Promise<string> =>
      (await logIn(password(choice))).storageUrl;
    assert.equal(await at({ region: 'RegionOne' }), PUBLIC.url);
    assert.equal(await at({ region: 'RegionTwo' }), ELSEWHERE.url);
    assert.equal(await at({ interface: 'internal' }), INTERNAL.url);
  });

  it('needs no endpoint where the storage URL is known', async () => {
    keystone.state.endpoints = [];
    const context = { fetch: keepAliveFetch(), storageUrl: 'https://x/v1/AUTH_p' };
    const login = await keystoneAuth(password()).logIn(context, noSignal());
    assert.equal(login.storageUrl, 'https://x/v1/AUTH_p');
  });

  it('tells a life, not a moment, so that clocks may differ', async () => {
    keystone.state.skew = -7_200_000;
    assert.equal((await logIn()).lifetime, 3600);
  });

  for (const [name, change, choice, code, sentence] of [
    [
      'a wrong password',
      { password: 'other' },
      {},
      'storage-refused',
      /refused the user "ann".*project "photos".*OS_USERNAME, OS_PASSWORD.*\(401\)\.$/,
    ],
    ['no object-store', { endpoints: [] }, {}, 'storage-refused', /has no object-store:/],
    [
      'no such interface',
      {},
      { interface: 'admin' },
      'storage-refused',
      /no admin endpoint of object-store: check OS_INTERFACE/,
    ],
    [
      'no such region',
      { endpoints: [PUBLIC, ELSEWHERE] },
      { region: 'Mars' },
      'storage-refused',
      /no object-store in "Mars", only in RegionOne, RegionTwo: check OS_REGION_NAME/,
    ],
    [
      'a region not said',
      { endpoints: [PUBLIC, ELSEWHERE] },
      {},
      'storage-refused',
      /in RegionOne, RegionTwo: say which with OS_REGION_NAME/,
    ],
    ['a Keystone in trouble', { status: 503 }, {}, 'storage-unavailable', /failed \(503\)/],
    [
      'no Keystone at all',
      { status: 404 },
      {},
      'storage-refused',
      /not answer like Keystone v3 \(404\): check OS_AUTH_URL/,
    ],
  ] as const) {
    it(`says what to do about ${name}`, async () => {
      Object.assign(keystone.state, change);
      await assert.rejects(logIn(password(choice)), refusal(code, sentence));
    });
  }

  it('says what to do about a wrong application credential', async () => {
    const applicationCredential = { id: '423f', secret: 'wrong horse' };
    await assert.rejects(
      logIn({ authUrl: keystone.authUrl, applicationCredential }),
      refusal('storage-refused', /"423f".*OS_APPLICATION_CREDENTIAL_SECRET/),
    );
  });
});

describe('a session by Keystone', () => {
  /** Swift takes the token that Keystone gave last; everything else goes to the fake. */
  const real = keepAliveFetch();
  let revoked = new Set<string>();
  let used: string[] = [];
  let now = 0;
  const fetch: Fetch = async (url, init) => {
    if (!url.startsWith(PUBLIC.url)) return real(url, init);
    await Promise.resolve();
    const token = new Headers(init.headers).get('x-auth-token') ?? '';
    used.push(token);
    return new Response(null, { status: revoked.has(token) ? 401 : 204 });
  };
  const account = (): SwiftAccount =>
    swiftAccount({ auth: keystoneAuth(password()), fetch, now: () => now });
  const burst = async (session: SwiftAccount): Promise<void> => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => session.send('/c', { method: 'HEAD' }, noSignal())),
    );
    assert.ok(answers.every(({ status }) => status === 204));
  };
  beforeEach(() => {
    revoked = new Set();
    used = [];
    now = 1_000_000;
  });

  it('is renewed once for many before its token ends', async () => {
    const session = account();
    await burst(session);
    now += 3_539_000;
    await burst(session);
    assert.equal(keystone.logins.length, 1);
    keystone.state.token = 'gAAAAABtoken2';
    now += 2_000;
    await burst(session);
    assert.equal(keystone.logins.length, 2);
    assert.deepEqual([...new Set(used.slice(20))], ['gAAAAABtoken2']);
  });

  it('is renewed once for many after a 401', async () => {
    const session = account();
    await burst(session);
    revoked.add('gAAAAABtoken1');
    keystone.state.token = 'gAAAAABtoken2';
    await burst(session);
    assert.equal(keystone.logins.length, 2);
  });

  it('goes on with a token that still lives when Keystone is down, and not with a dead one', async () => {
    const session = account();
    await burst(session);
    keystone.state.status = 503;
    now += 3_590_000;
    await burst(session);
    await burst(session);
    now += 20_000;
    await assert.rejects(burst(session), refusal('storage-unavailable', /failed \(503\)/));
    delete keystone.state.status;
    await burst(session);
  });
});

describe('an upload by Keystone', () => {
  it('goes the whole way', async (t) => {
    const storage = await startStorage();
    t.after(() => storage.close());
    const { authUrl, user, key } = storage.dev.credentials;
    const v1 = await fetch(authUrl, { headers: { 'x-auth-user': user, 'x-auth-key': key } });
    keystone.state.token = v1.headers.get('x-auth-token')!;
    keystone.state.endpoints = [{ ...PUBLIC, url: storage.dev.storageUrl }];
    const { container, tempUrlKey } = storage.withCredentials;
    const test = testSigner(swift({ auth: password(), container, tempUrlKey }));
    const { receipt } = await upload(test, new TextEncoder().encode('by Keystone'));
    assert.match(receipt, /^eyJ/);
    assert.equal(keystone.logins.length, 1);
  });
});
