/**
 * HTTP by hand, for what no client library does: stopping in the middle, reading before writing, reusing a connection.
 *
 * @module
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { TestContext } from 'node:test';

/** One connection. */
export interface RawSocket {
  readonly socket: Socket;
  write(data: string | Uint8Array): void;
  /** Everything received so far, once it matches; rejects if the connection ends before. */
  receive(pattern: RegExp): Promise<string>;
  /** Forgets what was received. */
  clear(): void;
  /** Resolves when the other side has closed. */
  closed(): Promise<void>;
}

/** Connects to `http://host:port`. */
export async function openSocket(t: TestContext, base: string): Promise<RawSocket> {
  const { hostname, port } = new URL(base);
  const socket = connect(Number(port), hostname);
  t.after(() => {
    socket.destroy();
  });
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  return {
    socket,
    write: (data) => socket.write(data),
    async receive(pattern) {
      while (!pattern.test(text)) {
        if (socket.destroyed) throw new Error(`the connection ended after: ${text}`);
        await Promise.race([once(socket, 'data'), once(socket, 'close')]);
      }
      return text;
    },
    clear: () => {
      text = '';
    },
    async closed() {
      if (!socket.destroyed) await once(socket, 'close');
    },
  };
}
