/**
 * The cable between two ends: bytes pass unread until it is cut, or as its toxics have it. Chromium's own "offline" lets
 * requests that are under way end in peace, which no real cable does.
 *
 * @module
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { pass, stamp, unbuffered, type Toxic } from './toxics.js';

/** See the module comment. */
export interface Relay extends AsyncDisposable {
  /** Where the browser connects to instead. */
  readonly origin: string;
  /** Connections that were torn, by {@linkcode cut} or by a toxic. */
  readonly torn: number;
  /** Resets every connection and lets no new one through. */
  cut(): void;
  mend(): void;
  /** In place of those before; also for connections that are open. Of a `probability` each connection draws once. */
  poison(toxics: readonly Toxic[]): void;
}

/** Relays to `origin`, an `http://host:port`. */
export async function openRelay(
  origin: string,
  random: () => number = Math.random,
): Promise<Relay> {
  const { hostname, port } = new URL(origin);
  const open = new Set<Socket>();
  let whole = true;
  let torn = 0;
  let toxics: readonly Toxic[] = [];
  const tear = (): void => {
    for (const near of open) near.resetAndDestroy();
  };
  // Half open, as a cable is: that one end has said all does not end the other.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    if (!whole) {
      near.resetAndDestroy();
      return;
    }
    open.add(near);
    const far = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
    const reset = (): void => {
      torn += 1;
      for (const end of [near, far]) end.resetAndDestroy();
    };
    near.on('close', () => open.delete(near));
    join(near, far, { random, toxics: () => toxics, reset });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get torn() {
      return torn;
    },
    cut() {
      whole = false;
      torn += open.size;
      tear();
    },
    mend() {
      whole = true;
    },
    poison(wanted) {
      toxics = wanted;
    },
    async [Symbol.asyncDispose]() {
      tear();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Poison {
  readonly toxics: () => readonly Toxic[];
  readonly random: () => number;
  readonly reset: () => void;
}

/** Each end gets what the other sends. */
function join(near: Socket, far: Socket, { toxics, random, reset }: Poison): void {
  const end = new AbortController();
  const drawn = new Map<Toxic, boolean>();
  const isHit = (toxic: Toxic): boolean => {
    const hit = drawn.get(toxic) ?? random() < (toxic.probability ?? 1);
    drawn.set(toxic, hit);
    return hit;
  };
  for (const [from, to, direction] of [
    [near, far, 'up'],
    [far, near, 'down'],
  ] as const) {
    unbuffered(from).on('error', () => undefined);
    from.on('close', () => {
      // An orderly end passes on when all before it has; any other takes the other end along at once.
      if (from.readableEnded && from.writableFinished) return;
      end.abort();
      to.destroy();
    });
    const mine = (): readonly Toxic[] =>
      toxics().filter((toxic) => toxic.direction === direction && isHit(toxic));
    const step = pass({ toxics: mine, random, signal: end.signal, reset });
    pipeline(from, stamp(), step, to).catch(() => to.destroy());
  }
}
