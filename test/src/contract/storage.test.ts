/**
 * The storage contract, in both modes of Swift, against the embedded storage and against a real Swift.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevStorage } from '@direct-upload/dev-storage';
import { swift } from '@direct-upload/signer-server';
import type { SwiftOptions } from '@direct-upload/signer-server';
import { skipWithout } from '../setup/needs.js';
import {
  ask,
  createContainer,
  encodeName,
  listObjects,
  openSession,
  readObject,
} from '../setup/swift-client.js';
import type { SwiftAccess } from '../setup/swift-client.js';
import { startSwift } from '../setup/swift.js';
import { gatewayTo } from './below-a-path.js';
import { storageContract } from './storage-contract.js';
import { nameBehind, put } from './client.js';
import type { SwiftUnderTest } from './client.js';
import { partsContract } from './parts-contract.js';

type Mode = 'with credentials' | 'with the key alone';
type Server = SwiftAccess & { stop(): Promise<void> };

const origin = 'https://app.example';

/** A container with a key, and the storage over it. `path`: what a gateway has it below. */
async function under(server: Server, mode: Mode, path?: string): Promise<SwiftUnderTest> {
  const container = 'über uploads';
  const tempUrlKey = randomBytes(16).toString('hex');
  const session = await openSession(server);
  await createContainer(session, encodeURIComponent(container), { origins: [origin], tempUrlKey });
  // An account key as well, so that the check can tell a missing container from a wrong key without credentials.
  const accountKey = randomBytes(16).toString('hex');
  await ask(session, 'POST', '', { headers: { 'x-account-meta-temp-url-key': accountKey } });
  const { origin: inner, pathname } = new URL(session.storageUrl);
  const gateway = path === undefined ? undefined : await gatewayTo(inner, path);
  const storageUrl = `${gateway?.base ?? inner}${pathname}`;
  const auth = { url: server.authUrl, user: server.user, key: server.key };
  const place =
    mode === 'with credentials' ? { auth, ...(gateway && { storageUrl }) } : { storageUrl };
  const options: SwiftOptions = { ...place, container, tempUrlKey };
  return {
    storage: swift(options),
    with: (more) => swift({ ...options, ...more }),
    finalized: mode === 'with credentials' ? 'copy' : 'in-place',
    origin,
    wrongKey: swift({ ...options, tempUrlKey: 'wrong' }),
    wrongContainer: swift({ ...options, container: 'absent', tempUrlKey: accountKey }),
    answers: { stored: 201, refused: 401 },
    binds: false,
    expires: true,
    mends: {
      origin: /https:\/\/stranger\.example cannot upload.*Allow-Origin/,
      key: /TempURL key.*SWIFT_TEMP_URL_KEY/,
      container: /There is no container "absent".*SWIFT_CONTAINER/,
    },
    nameOf: nameBehind(new URL(storageUrl).pathname.split('/').length + 1),
    put,
    read: async (name) => readObject(session, encodeURIComponent(container), name),
    ask: async (method, name, headers) =>
      (
        await ask(session, method, `${encodeURIComponent(container)}/${encodeName(name)}`, {
          headers,
        })
      ).status,
    list: async () =>
      (await listObjects(session, encodeURIComponent(container))).map((object) => object.name),
    stop: async () => {
      await gateway?.close();
      await server.stop();
    },
  };
}

async function devStorage(): Promise<Server> {
  const directory = await mkdtemp(join(tmpdir(), 'contract-'));
  const storage = await createDevStorage({ directory });
  return {
    ...storage.credentials,
    stop: async () => {
      await storage.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Why the embedded storage cannot be asked to put parts together, if it cannot. */
async function withoutSlo(): Promise<string | false> {
  const server = await devStorage();
  const info = (await (await fetch(new URL('/info', server.authUrl))).json()) as { slo?: object };
  await server.stop();
  return info.slo ? false : 'dev-storage does not list slo in /info: it puts no parts together';
}

for (const mode of ['with credentials', 'with the key alone'] as const) {
  storageContract(`Swift ${mode}, on dev-storage`, async () => under(await devStorage(), mode));
  storageContract(
    `Swift ${mode}, on OpenStack Swift`,
    async () => under(await startSwift(), mode),
    skipWithout('swift'),
  );
}

storageContract('Swift with the key alone, on dev-storage below /swift', async () =>
  under(await devStorage(), 'with the key alone', '/swift'),
);
storageContract(
  'Swift with credentials, on OpenStack Swift below /object',
  async () => under(await startSwift(), 'with credentials', '/object'),
  skipWithout('swift'),
);

partsContract(
  'Parts, on dev-storage',
  async () => under(await devStorage(), 'with credentials'),
  await withoutSlo(),
);
partsContract(
  'Parts, on OpenStack Swift',
  async () => under(await startSwift(), 'with credentials'),
  skipWithout('swift'),
);
