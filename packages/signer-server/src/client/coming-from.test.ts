import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { startFakeRackspace } from '../testing/fake-rackspace.js';
import type { FakeRackspace } from '../testing/fake-rackspace.js';
import { startStorage } from '../testing/harness.js';
import type { TestStorage } from '../testing/harness.js';
import { v1Auth } from '../storage/swift/login/v1-auth.js';
import type { SwiftAuth } from '../storage/swift/login/login.js';
import { RACKSPACE_IDENTITY, swiftClient } from './index.js';
import type { SwiftClient } from './index.js';

const document = await readFile(
  new URL('../../../../docs/coming-from.md', import.meta.url),
  'utf8',
);

/** `| theirs | ours |`, without heads and rulers. */
const rows = [...document.matchAll(/^\| (.*?) +\| `(.*)` +\|$/gm)].map(
  ([, theirs = '', ours = '']) => ({
    theirs: theirs.trim(),
    ours,
  }),
);

/** `cumulus/settings.py`, all of it. */
const CUMULUS =
  'API_KEY AUTH_URL AUTH_VERSION AUTH_TENANT_NAME AUTH_TENANT_ID REGION CNAMES CONTAINER CONTAINER_URI ' +
  'CONTAINER_SSL_URI SERVICENET TIMEOUT TTL USE_SSL USERNAME STATIC_CONTAINER STATIC_CONTAINER_URI ' +
  'STATIC_CONTAINER_SSL_URI INCLUDE_LIST EXCLUDE_LIST HEADERS GZIP_CONTENT_TYPES USE_PYRAX PYRAX_IDENTITY_TYPE ' +
  'FILE_TTL FAIL_SILENTLY PUBLIC X_ACCOUNT_META_TEMP_URL_KEY X_STORAGE_URL X_TEMP_URL_TIMEOUT X_TEMP_URL_BASE';

/** Runs code as the body of an asynchronous function of these names. */
const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<unknown>;

describe('docs/coming-from.md', () => {
  let server: TestStorage;
  let fake: FakeRackspace;
  let storage: SwiftClient;
  let auth: SwiftAuth;
  let directory: string;
  before(async () => {
    server = await startStorage();
    fake = await startFakeRackspace([]);
    directory = await mkdtemp(join(tmpdir(), 'coming-from-'));
    const { authUrl: url, user, key } = server.dev.credentials;
    auth = {
      logIn: async (context, signal) => {
        const login = await v1Auth({ url, user, key }).logIn(context, signal);
        fake.tokens.add(login.token);
        return { ...login, cdnUrl: `${fake.url}/cdn/v1/MossoCloudFS_0672d7fa` };
      },
    };
    storage = swiftClient({ auth });
  });
  beforeEach(async () => {
    await writeFile(join(directory, 'local.jpg'), 'a local file');
    await storage.containers.create('photos');
    await storage.containers.setQuota('photos', {});
    await storage.objects.upload('photos', 'a.jpg', 'a picture');
    await storage.tempUrlKeys.set('key of the account');
    await storage.cdn.enable('photos');
  });
  after(async () => {
    await fake.close();
    await server.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('has a row for everything of theirs', () => {
    assert.ok(rows.length >= 80, String(rows.length));
    const told = new Set([...document.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name));
    const missing = CUMULUS.split(' ').filter((name) => !told.has(name));
    assert.deepEqual(missing, []);
    const lines = document.split('\n').filter((line) => line.startsWith('| '));
    const others = lines.filter((line) => /^\| (?:(?:pyrax|there|setting) +\||--)/.test(line));
    // A row that is not understood would not be run.
    assert.equal(rows.length, lines.length - others.length);
  });

  for (const [index, { theirs, ours }] of rows.entries()) {
    it(`${index + 1}: ${theirs}`, async () => {
      const scope = {
        storage,
        swiftClient,
        auth,
        path: join(directory, 'local.jpg'),
        RACKSPACE_IDENTITY,
      };
      // A statement runs as it is; an expression must also come to something that can be waited for.
      const run = new AsyncFunction(...Object.keys(scope), ours);
      await run(...Object.values(scope));
    });
  }
});
