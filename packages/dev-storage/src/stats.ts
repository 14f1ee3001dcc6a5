/**
 * Counters for tests and benchmarks: did a resume really send only what was missing, did a page need a preflight.
 *
 * @module
 */

/** A moment's counters since the start or the last reset. Requests to `/dev-storage/` are not counted. */
export interface StorageStats {
  /** Request bodies, in bytes as they arrived (before a fault changed them); drained ones count. */
  readonly bytesReceived: number;
  /** Answer bodies, in bytes. */
  readonly bytesSent: number;
  /** By method, e.g. `{ PUT: 3, OPTIONS: 1 }`. */
  readonly requests: Readonly<Record<string, number>>;
  /** By status, e.g. `{ 201: 3 }`. Requests whose connection was cut have none. */
  readonly answers: Readonly<Record<string, number>>;
  /** `OPTIONS` requests with an `Origin`. */
  readonly preflights: number;
}

/** Where the server counts. */
export class StatsCounter {
  #bytesReceived = 0;
  #bytesSent = 0;
  #preflights = 0;
  #requests = new Map<string, number>();
  #answers = new Map<string, number>();

  countRequest(method: string, isPreflight: boolean): void {
    increment(this.#requests, method);
    if (isPreflight) this.#preflights += 1;
  }

  countAnswer(status: number): void {
    increment(this.#answers, String(status));
  }

  countReceived(bytes: number): void {
    this.#bytesReceived += bytes;
  }

  countSent(bytes: number): void {
    this.#bytesSent += bytes;
  }

  reset(): void {
    this.#bytesReceived = 0;
    this.#bytesSent = 0;
    this.#preflights = 0;
    this.#requests = new Map();
    this.#answers = new Map();
  }

  snapshot(): StorageStats {
    return {
      bytesReceived: this.#bytesReceived,
      bytesSent: this.#bytesSent,
      requests: Object.fromEntries(this.#requests),
      answers: Object.fromEntries(this.#answers),
      preflights: this.#preflights,
    };
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
