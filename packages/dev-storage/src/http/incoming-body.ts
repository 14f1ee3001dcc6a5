/**
 * The body of a request as it comes from the socket: with backpressure, a limit on silence, and a way to look at its
 * beginning without taking it away.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';
import { BodyBrokenError, type RequestBody } from './exchange.js';

/** What a body needs to know about its surroundings. */
export interface IncomingBodyOptions {
  /** Milliseconds without a byte after which the client counts as stalled. */
  readonly clientTimeout: number;
  /** Called before the first byte is asked for (`Expect: 100-continue`). */
  readonly onStart: () => void;
  /** Called for every chunk that arrived. */
  readonly onBytes: (count: number) => void;
}

/** See the module comment. Use one of `chunks` and `drain` at a time. */
export class IncomingBody implements RequestBody {
  readonly length: number | undefined;
  readonly #message: IncomingMessage;
  readonly #options: IncomingBodyOptions;
  /** Read ahead by `peek`. */
  #peeked: Uint8Array[] = [];
  #state: 'waiting' | 'reading' | 'ended' | 'disconnected' | 'stalled' = 'waiting';
  /** Wakes the reader that waits for the socket. */
  #wake: () => void = noop;

  constructor(message: IncomingMessage, options: IncomingBodyOptions) {
    this.#message = message;
    this.#options = options;
    const length = message.headers['content-length'];
    this.length = length === undefined ? lengthWithoutHeader(message) : Number(length);
  }

  /** Whether the client was asked for the body. */
  get started(): boolean {
    return this.#state !== 'waiting';
  }

  /** Whether it ended too early, so that nothing more can follow on this connection. */
  get broken(): boolean {
    return this.#state === 'disconnected' || this.#state === 'stalled';
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.#peeked.shift() ?? (await this.#next());
      if (chunk === undefined) return;
      yield chunk;
    }
  }

  async peek(count: number): Promise<Uint8Array> {
    let size = this.#peeked.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    while (size < count) {
      const chunk = await this.#next();
      if (chunk === undefined) break;
      this.#peeked.push(chunk);
      size += chunk.byteLength;
    }
    return Buffer.concat(this.#peeked).subarray(0, count);
  }

  /** Reads and forgets the rest, so that the connection can be used again; Swift does so after early errors. */
  async drain(): Promise<void> {
    this.#peeked = [];
    try {
      while ((await this.#next()) !== undefined);
    } catch {
      // The client is gone: there is no connection left to save.
    }
  }

  async #next(): Promise<Uint8Array | undefined> {
    if (this.#state === 'waiting') this.#start();
    for (;;) {
      const chunk = this.#message.read() as Buffer | null;
      if (chunk !== null) {
        this.#options.onBytes(chunk.byteLength);
        return chunk;
      }
      if (this.#state === 'ended') return undefined;
      const state = this.#state;
      if (state === 'disconnected' || state === 'stalled') throw new BodyBrokenError(state);
      await this.#wait();
    }
  }

  /**
   * Waits for the socket. Only now can a client be too slow: while nobody reads, backpressure keeps it silent. The
   * socket's timer fires once, so every wait sets it anew.
   */
  async #wait(): Promise<void> {
    const { socket } = this.#message;
    socket.setTimeout(this.#options.clientTimeout);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = noop;
    socket.setTimeout(0);
  }

  #start(): void {
    this.#state = 'reading';
    this.#options.onStart();
    const message = this.#message;
    const { socket } = message;
    const settle = (state: 'ended' | 'disconnected' | 'stalled'): void => {
      if (this.#state === 'reading') this.#state = state;
      socket.off('close', settleClosed);
      this.#wake();
    };
    message.on('readable', () => {
      this.#wake();
    });
    message.on('end', () => {
      settle('ended');
    });
    message.on('error', () => {
      settle('disconnected');
    });
    // What was not read before a connection closed is lost, whether it had arrived or not.
    const settleClosed = (): void => {
      settle(message.readableEnded || this.length === 0 ? 'ended' : 'disconnected');
    };
    message.on('close', settleClosed);
    // Once it has been answered, a message no longer hears of its connection's end.
    socket.on('close', settleClosed);
    message.on('timeout', () => {
      settle('stalled');
    });
    // It may have closed while nobody was looking, and will not say so again.
    if (message.destroyed || socket.destroyed) settleClosed();
  }
}

/** Without a length and without chunks there is no body; a PUT must say which it is, and gets its 411 elsewhere. */
function lengthWithoutHeader(message: IncomingMessage): number | undefined {
  const mayHaveBody = message.headers['transfer-encoding'] !== undefined;
  return mayHaveBody || message.method === 'PUT' ? undefined : 0;
}

function noop(): void {
  // Nobody waits.
}
