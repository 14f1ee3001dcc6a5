/**
 * When the certificate of a host ends, by a connection of its own.
 *
 * @module
 */
import { connect } from 'node:tls';

/** Milliseconds for the connection. */
const PATIENCE = 5_000;

/** Milliseconds; undefined if there is no way to it. */
export function certificateEnd(
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    // Whether it can be trusted was seen by the requests before this; nothing is sent here.
    const socket = connect({ host, port, servername: host, rejectUnauthorized: false });
    const end = (result: number | undefined): void => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(PATIENCE, () => {
      end(undefined);
    });
    signal.addEventListener('abort', () => {
      end(undefined);
    });
    socket.once('error', () => {
      end(undefined);
    });
    socket.once('secureConnect', () => {
      const ends = Date.parse(socket.getPeerCertificate().valid_to);
      end(Number.isNaN(ends) ? undefined : ends);
    });
  });
}
