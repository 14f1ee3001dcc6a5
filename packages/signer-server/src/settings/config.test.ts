import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { freshKeys } from '../commands/keys.js';
import { readConfig } from './config.js';
import { SignerError } from '../errors.js';
import { generateReceiptKey, importReceiptKey } from '../tokens/receipt-key.js';
import type { SwiftOptions } from '../storage/swift/options.js';
import { RECEIPT_KEY, SECRET } from '../testing/harness.js';

const GOOD = {
  ST_AUTH: 'https://s/auth/v1.0',
  ST_USER: 'test:tester',
  ST_KEY: 'testing',
  SWIFT_CONTAINER: 'uploads',
  SWIFT_TEMP_URL_KEY: 'key',
  SIGNER_SECRET: SECRET,
  RECEIPT_KEY,
};

/** What `swift()` is told. */
function swiftOf(env: Record<string, string | undefined>): SwiftOptions {
  const { storage } = readConfig(env);
  assert.ok(storage.kind === 'swift');
  return storage.options;
}

/** The lines of the refusal. */
function faults(env: Record<string, string | undefined>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof SignerError && error.code === 'invalid-option');
    return error.message.split('\n');
  }
  return [];
}

describe('configuration', () => {
  it('has safe defaults', () => {
    const config = readConfig(GOOD);
    assert.deepEqual(swiftOf(GOOD), {
      container: 'uploads',
      tempUrlKey: 'key',
      auth: { url: 'https://s/auth/v1.0', user: 'test:tester', key: 'testing' },
    });
    assert.equal(config.host, '127.0.0.1');
    assert.equal(config.port, 8080);
    assert.deepEqual(config.signer.policy, {});
    assert.deepEqual(config.signer.allowedOrigins, []);
  });

  it('reads every variable', () => {
    const env = {
      ...GOOD,
      STORAGE: 'swift',
      SWIFT_STORAGE_URL: 'https://s/v1/AUTH_test',
      SWIFT_TEMP_URL_DIGEST: 'sha512',
      PORT: '0',
      HOST: '::1',
      AUTH: 'none',
      ALLOWED_ORIGINS: 'https://a.example, http://localhost:5173',
      RECEIPT_ISSUER: 'me',
      RECEIPT_AUDIENCE: 'you',
      URL_TTL: '2m',
      UPLOAD_TTL: '12h',
      RECEIPT_TTL: '1h',
      MAX_SIZE: '50MB',
      ACCEPT: 'image/*, .PDF',
      MAX_FILES: '20',
      KEY_TEMPLATE: 'x/{random}',
    };
    const swift = swiftOf(env);
    const { signer, port, host } = readConfig(env);
    assert.equal(swift.storageUrl, 'https://s/v1/AUTH_test');
    assert.equal(swift.tempUrlDigest, 'sha512');
    assert.deepEqual([port, host], [0, '::1']);
    assert.deepEqual(signer.allowedOrigins, ['https://a.example', 'http://localhost:5173']);
    assert.deepEqual([signer.issuer, signer.audience], ['me', 'you']);
    assert.deepEqual(signer.policy, {
      maxSize: 50_000_000,
      accept: ['image/*', '.pdf'],
      maxFiles: 20,
      keyTemplate: 'x/{random}',
      urlTtl: 120,
      uploadTtl: 43_200,
      receiptTtl: 3600,
    });
  });

  it('needs no credentials where a storage URL is given', () => {
    const rest = { ...GOOD, ST_AUTH: undefined, ST_USER: undefined, ST_KEY: undefined };
    const swift = swiftOf({ ...rest, SWIFT_STORAGE_URL: 'https://s/v1/AUTH_test' });
    assert.equal(swift.auth, undefined);
  });

  for (const [env, sentence] of [
    [{ ST_AUTH: '' }, /^ST_AUTH is missing; ST_USER and ST_KEY need it/],
    [{ ST_KEY: undefined }, /^ST_KEY is missing/],
    [{ ST_AUTH: 'ftp://x' }, /^ST_AUTH must be the URL of Swift v1 auth/],
    [{ SWIFT_CONTAINER: ' ' }, /^SWIFT_CONTAINER is missing: set it/],
    [{ SWIFT_CONTAINER: 'a/b' }, /^SWIFT_CONTAINER must be a container name/],
    [
      {
        SWIFT_TEMP_URL_KEY: undefined,
        ST_AUTH: undefined,
        ST_USER: undefined,
        ST_KEY: undefined,
        SWIFT_STORAGE_URL: 'https://s/v1/AUTH_test',
      },
      /^SWIFT_TEMP_URL_KEY is missing: without credentials/,
    ],
    [{ SWIFT_TEMP_URL_KEY_CACHE: 'soon' }, /^SWIFT_TEMP_URL_KEY_CACHE must be a duration/],
    [{ SWIFT_TEMP_URL_KEY: 'testing' }, /^SWIFT_TEMP_URL_KEY is the same as ST_KEY/],
    [
      { SWIFT_TEMP_URL_DIGEST: 'md5' },
      /^SWIFT_TEMP_URL_DIGEST must be one of sha256, sha512, sha1/,
    ],
    [{ SWIFT_STORAGE_URL: 'https://s' }, /^SWIFT_STORAGE_URL must look like/],
    [{ STORAGE: 'ftp' }, /^STORAGE must be swift or s3\.$/],
    [{ PORT: '65536' }, /^PORT must be a port number/],
    [{ HOST: '0.0.0.0' }, /^HOST is 0\.0\.0\.0, but with AUTH=none/],
    [{ AUTH: 'basic' }, /^AUTH must be one of none, jwt, forward/],
    [{ AUTH: 'jwt', AUTH_AUDIENCE: 'x' }, /^AUTH=jwt needs AUTH_JWT_SECRET .* or AUTH_JWKS_URL/],
    [{ AUTH: 'jwt', AUTH_JWT_SECRET: SECRET }, /^AUTH_AUDIENCE is missing/],
    [
      { AUTH: 'jwt', AUTH_AUDIENCE: 'x', AUTH_JWT_SECRET: SECRET, AUTH_JWKS_URL: 'https://k/' },
      /^AUTH_JWT_SECRET and AUTH_JWKS_URL are both set/,
    ],
    [{ AUTH: 'jwt', AUTH_AUDIENCE: 'x', AUTH_JWKS_URL: 'k' }, /^AUTH_JWKS_URL must be the URL/],
    [{ AUTH: 'forward' }, /^AUTH_FORWARD_URL is missing/],
    [{ AUTH_FORWARD_URL: 'https://app/' }, /^AUTH_FORWARD_URL is set, but AUTH is none/],
    [
      { POLICIES: '{"a":{"maxSize":"lots"}}' },
      /^POLICIES cannot be used: a\.maxSize is "lots".*"50MB"/,
    ],
    [{ POLICIES: '{"a":{"maxsize":1}}' }, /^POLICIES cannot be used: a\.maxsize is unknown/],
    [{ POLICIES: '{"parts":{}}' }, /^"parts" cannot name a policy/],
    [{ POLICIES: '{"a":{"maxFiles":0}}' }, /^POLICIES cannot be used: a\.maxFiles is 0/],
    [{ POLICIES: '/no/such/file.json' }, /^POLICIES cannot be used: ENOENT/],
    [{ ALLOWED_ORIGINS: '*' }, /^ALLOWED_ORIGINS .*"\*" is not an exact origin/],
    [{ ALLOWED_ORIGINS: 'https://a/' }, /^ALLOWED_ORIGINS .*without path, slash or wildcard\.$/],
    [{ SIGNER_SECRET: 'short' }, /^SIGNER_SECRET must have at least 32 bytes/],
    [{ SIGNER_SECRET_2: 'short' }, /^SIGNER_SECRET_2 must have at least 32 bytes/],
    [{ RECEIPT_KEY_2: '{}' }, /^RECEIPT_KEY_2 must be an Ed25519 private key/],
    [{ SIGNER_SECRET: undefined }, /^SIGNER_SECRET is missing: direct-upload-signer keys/],
    [{ RECEIPT_KEY: '/no/such/file' }, /^RECEIPT_KEY must be .* no file of that name can be read/],
    [{ RECEIPT_KEY: '{}' }, /^RECEIPT_KEY must be an Ed25519 private key/],
    [{ URL_TTL: 'soon' }, /^URL_TTL must be a duration like 120s/],
    [{ URL_TTL: '2d', UPLOAD_TTL: '3d' }, /^URL_TTL is 172800; it must be a whole number/],
    [{ URL_TTL: '1h', UPLOAD_TTL: '1m' }, /^UPLOAD_TTL is 60/],
    [{ MAX_SIZE: 'lots' }, /^MAX_SIZE must be a size like 50MB or 5GiB/],
    [{ ACCEPT: 'image' }, /^ACCEPT cannot be used: no file could match "image"/],
    [{ ACCEPT: '.pdf image/' }, /^ACCEPT cannot be used: .*"image\/"/],
    [{ MAX_FILES: '0' }, /^MAX_FILES must be a number from 1 to 1000/],
    [{ KEY_TEMPLATE: '{name}' }, /^KEY_TEMPLATE cannot be used: .*\{name\} is no placeholder/],
  ] as const) {
    it(`says about ${JSON.stringify(env)}: ${sentence.source.slice(0, 40)}…`, () => {
      const lines = faults({ ...GOOD, ...env });
      assert.equal(lines.length, 1, lines.join('\n'));
      assert.match(lines[0] ?? '', sentence);
      assert.match(lines[0] ?? '', /[^.]\.$/);
    });
  }

  it('knows callers by JWT or by asking, and then listens anywhere', () => {
    const HOST = '0.0.0.0';
    const jwt = { AUTH: 'jwt', AUTH_AUDIENCE: 'x', AUTH_JWT_SECRET: SECRET, HOST };
    assert.ok(readConfig({ ...GOOD, ...jwt }).signer.authorize);
    const forward = { AUTH: 'forward', AUTH_FORWARD_URL: 'https://app.example/me', HOST };
    assert.ok(readConfig({ ...GOOD, ...forward }).signer.authorize);
    assert.equal(readConfig(GOOD).signer.authorize, undefined);
  });

  it('reads policies from the variable or a file', async (t) => {
    const directory = await mkdtemp(join(tmpdir(), 'signer-config-'));
    t.after(() => rm(directory, { recursive: true }));
    const file = join(directory, 'policies.json');
    const text = '{"avatar":{"maxSize":"5MB","accept":["image/*"],"urlTtl":"1m"}}';
    await writeFile(file, text);
    for (const POLICIES of [text, file]) {
      assert.deepEqual(readConfig({ ...GOOD, POLICIES }).signer.policies, {
        avatar: { maxSize: 5_000_000, accept: ['image/*'], urlTtl: 60 },
      });
    }
  });

  describe('of Keystone', () => {
    const REST = { ...GOOD, ST_AUTH: '', ST_USER: '', ST_KEY: '' };
    const authUrl = 'https://k/v3';
    const PASSWORD = {
      ...REST,
      OS_AUTH_URL: authUrl,
      OS_USERNAME: 'ann',
      OS_PASSWORD: 'horse',
      OS_PROJECT_NAME: 'photos',
    };
    const APPLICATION = {
      ...REST,
      OS_AUTH_URL: authUrl,
      OS_AUTH_TYPE: 'v3applicationcredential',
      OS_APPLICATION_CREDENTIAL_ID: '423f',
      OS_APPLICATION_CREDENTIAL_SECRET: 'horse',
    };
    const auth = (env: Record<string, string>) => swiftOf(env).auth;

    it('takes a password, in the default domain unless told otherwise', () => {
      const domain = { id: 'default' };
      assert.deepEqual(auth(PASSWORD), {
        authUrl,
        user: { name: 'ann', domain },
        password: 'horse',
        project: { name: 'photos', domain },
      });
      const more = {
        OS_USER_DOMAIN_NAME: 'People',
        OS_PROJECT_DOMAIN_ID: 'd1',
        OS_PROJECT_DOMAIN_NAME: 'Projects',
        OS_REGION_NAME: 'RegionOne',
        OS_INTERFACE: 'internalURL',
      };
      assert.deepEqual(auth({ ...PASSWORD, ...more }), {
        authUrl,
        user: { name: 'ann', domain: { name: 'People' } },
        password: 'horse',
        project: { name: 'photos', domain: { id: 'd1' } },
        region: 'RegionOne',
        interface: 'internal',
      });
      const byId = auth({ ...PASSWORD, OS_PROJECT_ID: 'p1' });
      assert.deepEqual(byId && 'project' in byId && byId.project, { id: 'p1' });
    });

    it('takes the openrc of a cloud that says tenant for project', () => {
      const openrc = {
        OS_PROJECT_NAME: '',
        OS_IDENTITY_API_VERSION: '3',
        OS_USER_DOMAIN_NAME: 'Default',
        OS_PROJECT_DOMAIN_NAME: 'Default',
        OS_TENANT_ID: '9d5f',
        OS_TENANT_NAME: '1234567890',
        OS_REGION_NAME: 'GRA',
      };
      assert.deepEqual(auth({ ...PASSWORD, ...openrc }), {
        authUrl,
        user: { name: 'ann', domain: { name: 'Default' } },
        password: 'horse',
        project: { id: '9d5f' },
        region: 'GRA',
      });
      const byName = auth({ ...PASSWORD, ...openrc, OS_TENANT_ID: '' });
      assert.deepEqual(byName && 'project' in byName && byName.project, {
        name: '1234567890',
        domain: { name: 'Default' },
      });
    });

    it('takes an application credential, by id or by name and user', () => {
      assert.deepEqual(auth(APPLICATION), {
        authUrl,
        applicationCredential: { id: '423f', secret: 'horse' },
      });
      const byName = {
        OS_APPLICATION_CREDENTIAL_ID: '',
        OS_APPLICATION_CREDENTIAL_NAME: 'signer',
        OS_USERNAME: 'ann',
        OS_USER_DOMAIN_ID: 'd1',
      };
      assert.deepEqual(auth({ ...APPLICATION, ...byName }), {
        authUrl,
        applicationCredential: {
          name: 'signer',
          secret: 'horse',
          user: { name: 'ann', domain: { id: 'd1' } },
        },
      });
    });

    for (const [base, env, sentence] of [
      [PASSWORD, { ST_KEY: 'x' }, /^ST_KEY \(v1 auth\) and OS_AUTH_URL \(Keystone\) are both set/],
      [
        PASSWORD,
        { OS_AUTH_URL: '' },
        /^OS_AUTH_URL is missing; OS_USERNAME and OS_PASSWORD need it/,
      ],
      [PASSWORD, { OS_AUTH_URL: 'https://k/v1.0' }, /^OS_AUTH_URL must be the URL of Keystone/],
      [PASSWORD, { OS_API_KEY: 'x' }, /^OS_API_KEY is set, which only the Identity API v2.0 takes/],
      [PASSWORD, { OS_PASSWORD: '' }, /^OS_PASSWORD is missing/],
      [PASSWORD, { OS_PROJECT_NAME: '' }, /^OS_PROJECT_NAME \(or OS_PROJECT_ID\) is missing/],
      [PASSWORD, { OS_INTERFACE: 'outer' }, /^OS_INTERFACE must be public, internal or admin/],
      [PASSWORD, { OS_AUTH_TYPE: 'v3oidc' }, /^OS_AUTH_TYPE must be one of password/],
      [PASSWORD, { SWIFT_TEMP_URL_KEY: 'horse' }, /^SWIFT_TEMP_URL_KEY is the same as OS_PASSWORD/],
      [APPLICATION, { OS_PASSWORD: 'x' }, /CREDENTIAL_ID and OS_PASSWORD are both set/],
      [APPLICATION, { OS_PROJECT_NAME: 'x' }, /and OS_PROJECT_NAME are both set: .* its project/],
      [APPLICATION, { OS_APPLICATION_CREDENTIAL_SECRET: '' }, /_SECRET is missing; .*_ID needs it/],
      [
        APPLICATION,
        { OS_APPLICATION_CREDENTIAL_ID: '' },
        /^OS_APPLICATION_CREDENTIAL_ID is missing/,
      ],
      [
        APPLICATION,
        { OS_APPLICATION_CREDENTIAL_ID: '', OS_APPLICATION_CREDENTIAL_NAME: 'signer' },
        /^OS_USERNAME is missing; OS_APPLICATION_CREDENTIAL_NAME needs it/,
      ],
    ] as const) {
      it(`says about ${JSON.stringify(env)}: ${sentence.source.slice(0, 40)}…`, () => {
        const lines = faults({ ...base, ...env });
        assert.equal(lines.length, 1, lines.join('\n'));
        assert.match(lines[0] ?? '', sentence);
        assert.ok(!/horse/.test(lines[0] ?? ''));
      });
    }
  });

  describe('of the Identity API v2.0', () => {
    const authUrl = 'https://identity.api.rackspacecloud.com/v2.0';
    const REST = { ...GOOD, ST_AUTH: '', ST_USER: '', ST_KEY: '' };
    const RACKSPACE = { ...REST, OS_AUTH_URL: authUrl, OS_USERNAME: 'jdoe', OS_API_KEY: 'horse' };
    const PASSWORD = { ...RACKSPACE, OS_API_KEY: '', OS_PASSWORD: 'horse' };

    it('takes an API key or a password, and a tenant under either name', () => {
      const rackspace = { ...RACKSPACE, OS_REGION_NAME: 'ORD', OS_AUTH_TYPE: 'rackspace_apikey' };
      assert.deepEqual(swiftOf(rackspace).auth, {
        authUrl,
        username: 'jdoe',
        apiKey: 'horse',
        region: 'ORD',
      });
      const login = { authUrl, username: 'jdoe', password: 'horse' };
      assert.deepEqual(swiftOf(PASSWORD).auth, login);
      for (const [name, tenant] of [
        ['OS_TENANT_NAME', { name: 't' }],
        ['OS_PROJECT_NAME', { name: 't' }],
        ['OS_TENANT_ID', { id: 't' }],
        ['OS_PROJECT_ID', { id: 't' }],
      ] as const) {
        assert.deepEqual(swiftOf({ ...PASSWORD, [name]: 't' }).auth, { ...login, tenant });
      }
    });

    for (const [env, sentence] of [
      [{ OS_USERNAME: '' }, /^OS_USERNAME is missing/],
      [{ OS_API_KEY: '' }, /^OS_API_KEY \(or OS_PASSWORD\) is missing/],
      [{ OS_PASSWORD: 'x' }, /^OS_API_KEY and OS_PASSWORD are both set/],
      [{ OS_APPLICATION_CREDENTIAL_ID: 'x' }, /^OS_APPLICATION_CREDENTIAL_ID is set, but/],
      [{ SWIFT_TEMP_URL_KEY: 'horse' }, /^SWIFT_TEMP_URL_KEY is the same as OS_API_KEY/],
    ] as const) {
      it(`says about ${JSON.stringify(env)}: ${sentence.source.slice(0, 40)}…`, () => {
        const lines = faults({ ...RACKSPACE, ...env });
        assert.equal(lines.length, 1, lines.join('\n'));
        assert.match(lines[0] ?? '', sentence);
        assert.ok(!/horse/.test(lines[0] ?? ''));
      });
    }
  });

  it('tells who names an S3 bucket and not S3', () => {
    const rest = { ...GOOD, ST_AUTH: undefined, ST_USER: undefined, ST_KEY: undefined };
    assert.match(faults(rest).join(), /^Storage cannot be found: set OS_AUTH_URL/);
    assert.match(faults({ ...rest, S3_ENDPOINT: 'https://x' }).join(), /STORAGE is not s3: set it/);
    assert.deepEqual(faults({ ...GOOD, AWS_REGION: 'x' }), []);
  });

  describe('of S3', () => {
    const S3 = {
      STORAGE: 's3',
      S3_BUCKET: 'uploads',
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'horse',
      AWS_REGION: 'eu-central-1',
      SIGNER_SECRET: SECRET,
      RECEIPT_KEY,
    };

    it('takes the names of AWS', () => {
      const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'horse' };
      const options = { bucket: 'uploads', region: 'eu-central-1', credentials };
      assert.deepEqual(readConfig(S3).storage, { kind: 's3', options });
      const more = {
        AWS_SESSION_TOKEN: 'cart',
        S3_ENDPOINT: 'https://s3.example',
        S3_FORCE_PATH_STYLE: 'true',
        S3_MAX_PARTS: '1000',
        S3_INTEGRITY: 'crc64nvme',
      };
      assert.deepEqual(readConfig({ ...S3, ...more }).storage, {
        kind: 's3',
        options: {
          ...options,
          credentials: { ...credentials, sessionToken: 'cart' },
          endpoint: 'https://s3.example',
          forcePathStyle: true,
          maxParts: 1000,
          integrity: 'crc64nvme',
        },
      });
    });

    for (const [env, sentence] of [
      [{ S3_BUCKET: '' }, /^S3_BUCKET is missing/],
      [{ S3_BUCKET: 'a/b' }, /^S3_BUCKET must be the name of a bucket/],
      [{ AWS_ACCESS_KEY_ID: '' }, /^AWS_ACCESS_KEY_ID is missing/],
      [{ AWS_SECRET_ACCESS_KEY: '' }, /^AWS_SECRET_ACCESS_KEY is missing/],
      [{ AWS_REGION: '' }, /^AWS_REGION is missing: .* auto at Cloudflare R2/],
      [{ AWS_REGION: 'eu central' }, /^AWS_REGION must be a region/],
      [{ S3_ENDPOINT: 's3.example' }, /^S3_ENDPOINT must be a URL without bucket/],
      [{ S3_ENDPOINT: 'https://s3.example/?uploads' }, /^S3_ENDPOINT must be a URL without bucket/],
      [{ S3_FORCE_PATH_STYLE: 'yes' }, /^S3_FORCE_PATH_STYLE must be true or false/],
      [{ S3_INTEGRITY: 'md5' }, /^S3_INTEGRITY must be md5-etag or crc64nvme/],
      [{ S3_MAX_PARTS: '10001' }, /^S3_MAX_PARTS must be a number from 1 to 10000/],
    ] as const) {
      it(`says about ${JSON.stringify(env)}: ${sentence.source.slice(0, 40)}…`, () => {
        const lines = faults({ ...S3, ...env });
        assert.equal(lines.length, 1, lines.join('\n'));
        assert.match(lines[0] ?? '', sentence);
        assert.ok(!/horse/.test(lines[0] ?? ''));
      });
    }
  });

  it('tells all faults at once, and never a value that may be secret', () => {
    const lines = faults({
      PORT: 'x',
      SIGNER_SECRET: 'hunter2',
      RECEIPT_KEY: 'hunter3',
      ST_KEY: 'hunter4',
    });
    assert.ok(lines.length >= 6, lines.join('\n'));
    assert.ok(!/hunter/.test(lines.join()));
  });

  it('reads the receipt key from a file, and with written line breaks', async (t) => {
    const directory = await mkdtemp(join(tmpdir(), 'signer-config-'));
    t.after(() => rm(directory, { recursive: true }));
    const file = join(directory, 'receipt.pem');
    await writeFile(file, RECEIPT_KEY);
    const kid = importReceiptKey(RECEIPT_KEY).publicJwk.kid;
    const written = RECEIPT_KEY.trim().replaceAll('\n', '\\n');
    for (const value of [file, written, `"${written}"`]) {
      const { signer } = readConfig({ ...GOOD, RECEIPT_KEY: value });
      assert.equal(importReceiptKey(signer.receiptKey).publicJwk.kid, kid);
    }
  });

  it('accepts a second secret and a second receipt key', () => {
    const other = generateReceiptKey();
    const env = { SIGNER_SECRET_2: `${SECRET}2`, RECEIPT_KEY_2: other.replaceAll('\n', '\\n') };
    const { signer } = readConfig({ ...GOOD, ...env });
    assert.deepEqual(signer.acceptedSecrets, [`${SECRET}2`]);
    const kids = [other, ...signer.acceptedReceiptKeys!].map(
      (key) => importReceiptKey(key).publicJwk.kid,
    );
    assert.equal(kids[0], kids[1]);
  });

  it('takes what the keys command prints', () => {
    const env: Record<string, string> = {};
    for (const line of freshKeys().text.trim().split('\n')) {
      const [, name = '', value = ''] = /^(\w+)="?(.*?)"?$/.exec(line) ?? [];
      env[name] = value;
    }
    assert.deepEqual(Object.keys(env), ['SIGNER_SECRET', 'RECEIPT_KEY']);
    readConfig({ ...GOOD, ...env });
    assert.notEqual(freshKeys().text, freshKeys().text);
  });
});
