/**
 * Where the bytes go, in processes of their own, so that what that costs is not counted as the browser's.
 *
 * @module
 */
import { once } from 'node:events';
import { startChild } from './child.js';
import type { Target } from './pages/contender.js';
import { here, type Place } from './place.js';
import type { SignerStorage } from './signer.js';
import type { ServerKind } from './sinks/body.js';
import { startSwiftSink } from './sinks/swift.js';

/** The bench's own server, which counts or hashes, or a real Swift. */
export type SinkKind = ServerKind | 'swift';

/** What arrived since it was last asked. */
export interface SinkCounts {
  readonly requests: number;
  readonly preflights: number;
  readonly bytes: number;
}

/** See the module comment. */
export interface Sink extends AsyncDisposable {
  /** Where pages put things. */
  readonly target: Omit<Target, 'signer' | 'etags'>;
  readonly storage: SignerStorage;
  /** Tells it the MD5s of what comes; starts its counts at nothing. */
  expect(etags: Readonly<Record<string, string>>): Promise<void>;
  counts(): Promise<SinkCounts>;
}

/** Starts one. */
export function startSink(kind: SinkKind, place: Place = here): Promise<Sink> {
  return kind === 'swift' ? startSwiftSink() : startServer(kind, place);
}

async function startServer(kind: ServerKind, place: Place): Promise<Sink> {
  const child = await startChild<{ origin: string }>('./sinks/server.js', place, kind);
  const ask = async (message: object): Promise<SinkCounts> => {
    child.process.send(message);
    const [counts] = (await once(child.process, 'message')) as [SinkCounts];
    return counts;
  };
  const { origin } = child.told;
  return {
    target: {
      plain: `${origin}/plain`,
      query: '',
      tus: `${origin}/files`,
      rails: `${origin}/rails/active_storage/direct_uploads`,
    },
    // It believes any login and any signature.
    storage: {
      url: `${origin}/auth/v1.0`,
      user: 'bench:bench',
      key: 'bench',
      container: 'uploads',
      tempUrlKey: 'a key that nobody checks',
    },
    expect: async (etags) => {
      await ask({ etags });
    },
    counts: () => ask({}),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
