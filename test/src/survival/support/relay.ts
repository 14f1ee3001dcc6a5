/**
 * The cable between browser and storage: bytes pass unread until it is cut. Chromium's own "offline" lets requests that
 * are under way end in peace, which no real cable does.
 *
 * @module
 */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** See the module comment. */
export interface Relay extends AsyncDisposable {
  /** Where the browser connects to instead. */
  readonly origin: string;
  /** Connections that were torn by {@linkcode cut}. */
  readonly torn: number;
  /** Resets every connection and lets no new one through. */
  cut(): void;
  mend(): void;
}

/** Relays to `origin`, an `http://host:port`. */
export async function openRelay(origin: string): Promise<Relay> {
  const { hostname, port } = new URL(origin);
  const open = new Set<Socket>();
  let whole = true;
  let torn = 0;
  const server = createServer((near) => {
    if (!whole) {
      near.resetAndDestroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const tear = (): void => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get torn() {
      return torn;
    },
    cut() {
      whole = false;
      torn += open.size / 2;
      tear();
    },
    mend() {
      whole = true;
    },
    async [Symbol.asyncDispose]() {
      tear();
      server.close();
      await once(server, 'close');
    },
  };
}
