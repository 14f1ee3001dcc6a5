/**
 * A real OpenStack Swift as sink. Peers put below one prefix, with one temporary URL for all of it, so that none of them
 * waits for a signature; Active Storage asks a little server for each file's URL, as it does in life.
 *
 * @module
 */
import { createHmac, randomBytes } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ask,
  createContainer,
  encodeName,
  openSession,
  type ListedObject,
  type SwiftSession,
} from '../../../dist/setup/swift-client.js';
import { startSwift } from '../../../dist/setup/swift.js';
import { inLanes } from '../pages/contender.js';
import type { Sink, SinkCounts } from '../sink.js';
import { serveRails } from './rails.js';

const CONTAINER = 'uploads';
/** Deletions at a time. */
const LANES = 8;

/** Starts Swift (Debian: `apt-get install swift-proxy swift-object …`; it says what is missing). */
export async function startSwiftSink(): Promise<Sink> {
  await using stack = new AsyncDisposableStack();
  const lab = await startSwift();
  stack.defer(() => lab.stop());
  const tempUrlKey = randomBytes(32).toString('hex');
  const session = await openSession(lab);
  await createContainer(session, CONTAINER, { origins: ['*'], tempUrlKey });
  const plain = `${lab.storageUrl}/${CONTAINER}/plain`;
  const query = signPrefix(new URL(plain).pathname, tempUrlKey);
  const rails = stack.use(await serveRails((name) => `${plain}/${name}${query}`));
  const log = await watchLog(join(lab.lab, 'log/proxy.log'));
  const running = stack.move();
  const counts = async (): Promise<SinkCounts> => {
    const seen = { ...(await log.read()), bytes: await takeAway(session) };
    // What taking away asked is not the contender's.
    await log.read();
    return seen;
  };
  return {
    target: { plain, query, tus: '', rails: rails.url },
    storage: { url: lab.authUrl, user: lab.user, key: lab.key, container: CONTAINER, tempUrlKey },
    expect: async () => {
      await counts();
    },
    counts,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** https://docs.openstack.org/swift/latest/middleware.html#tempurl, prefix-based; for a day. */
function signPrefix(path: string, key: string): string {
  const expires = Math.floor(Date.now() / 1000) + 86_400;
  const text = `PUT\n${expires}\nprefix:${path}/`;
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const [, , , , prefix = ''] = `${path}/`.split('/');
  return `?temp_url_sig=${signature}&temp_url_expires=${expires}&temp_url_prefix=${prefix}/`;
}

/** Deletes all objects, so that runs do not fill the disk; resolves with the bytes of those that are no manifests. */
async function takeAway(session: SwiftSession): Promise<number> {
  let bytes = 0;
  for (;;) {
    const listing = await ask(session, 'GET', `${CONTAINER}?format=json`);
    const objects = (await listing.json()) as readonly (ListedObject & { slo_etag?: string })[];
    if (objects.length === 0) return bytes;
    for (const { bytes: size, slo_etag: manifest } of objects) if (!manifest) bytes += size;
    await inLanes(objects, LANES, async ({ name }) => {
      await ask(session, 'DELETE', `${CONTAINER}/${encodeName(name)}`);
    });
  }
}

interface Log {
  /** Since it was last read. */
  read(): Promise<{ readonly requests: number; readonly preflights: number }>;
}

/** Swift's own proxy log: a line per request from outside, `- -` instead of addresses for those that it made itself. */
async function watchLog(path: string): Promise<Log> {
  let from = (await stat(path)).size;
  return {
    async read() {
      await using file = await open(path);
      const { size } = await file.stat();
      const { buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
      from = size;
      const methods = [...buffer.toString().matchAll(/^proxy: [\d.]+ [\d.]+ \S+ ([A-Z]+) /gm)];
      const preflights = methods.filter(([, method]) => method === 'OPTIONS').length;
      return { requests: methods.length - preflights, preflights };
    },
  };
}
