/**
 * The real connection to storage: PUT by XMLHttpRequest, which alone reports upload progress, and HEAD by fetch.
 *
 * @module
 */
import { TransportError, type StorageAnswer, type Transport } from './ports.js';

/** Limits in milliseconds. */
export interface TransportOptions {
  /** Without a progress event for this long, while bytes are still to go, the connection counts as dead. */
  readonly stallAfter?: number;
  /** Waiting for the answer once all bytes are out: storage hashes and syncs them to disk first. */
  readonly answerAfter?: number;
}

/** {@linkcode Transport} over XMLHttpRequest and fetch. */
export function xhrTransport(options: TransportOptions = {}): Transport {
  const { stallAfter = 60_000, answerAfter = 120_000 } = options;
  return {
    put: (request, body, { signal, onProgress, headers }) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const xhr = new XMLHttpRequest();
        xhr.open(request.method, request.url);
        for (const [name, value] of Object.entries({ ...request.headers, ...headers })) {
          xhr.setRequestHeader(name, value);
        }
        const watch = createWatch(() => {
          finish(() => {
            reject(new TransportError('stalled', watch.bodySent()));
          });
          xhr.abort();
        });
        const abort = (): void => {
          finish(() => {
            reject(signal.reason as Error);
          });
          xhr.abort();
        };
        const finish = (settle: () => void): void => {
          watch.stop();
          signal.removeEventListener('abort', abort);
          settle();
        };
        signal.addEventListener('abort', abort, { once: true });
        xhr.upload.onprogress = ({ loaded }) => {
          watch.moved(stallAfter);
          onProgress(loaded);
        };
        xhr.upload.onload = () => {
          watch.allSent(answerAfter);
        };
        xhr.onload = () => {
          finish(() => {
            resolve(readAnswer(xhr));
          });
        };
        xhr.onerror = () => {
          finish(() => {
            reject(new TransportError('broken', watch.bodySent()));
          });
        };
        xhr.send(body);
      }),
    async head(url, signal) {
      const response = await fetch(url, {
        method: 'HEAD',
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.any([signal, AbortSignal.timeout(stallAfter)]),
      }).catch((error: unknown) => {
        signal.throwIfAborted();
        throw new TransportError(isTimeout(error) ? 'stalled' : 'broken', false);
      });
      return answer(response.status, (name) => response.headers.get(name));
    },
  };
}

interface Watch {
  moved(limit: number): void;
  allSent(limit: number): void;
  bodySent(): boolean;
  stop(): void;
}

/**
 * Fires `stalled` if nothing moves. Armed by the first event only: a page behind a service worker gets no progress
 * events at all (w3c/ServiceWorker#1141), and must not be taken for a dead connection.
 */
function createWatch(stalled: () => void): Watch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent = false;
  const arm = (limit: number): void => {
    clearTimeout(timer);
    timer = setTimeout(stalled, limit);
  };
  return {
    moved: arm,
    allSent(limit) {
      sent = true;
      arm(limit);
    },
    bodySent: () => sent,
    stop() {
      clearTimeout(timer);
    },
  };
}

function readAnswer(xhr: XMLHttpRequest): StorageAnswer {
  return answer(xhr.status, (name) => xhr.getResponseHeader(name));
}

function answer(status: number, header: (name: string) => string | null): StorageAnswer {
  const etag = header('ETag');
  const length = header('Content-Length');
  const retryAfter = parseRetryAfter(header('Retry-After'));
  const transactionId = header('X-Trans-Id');
  return {
    status,
    // Plain on Swift, quoted for large objects and behind its etag_quoter, quoted on S3.
    etag: etag === null ? null : etag.replaceAll('"', '').toLowerCase(),
    size: length === null ? null : Number(length),
    ...(retryAfter !== undefined && { retryAfter }),
    ...(transactionId !== null && { transactionId }),
  };
}

/** Milliseconds from now: the header holds seconds or an HTTP date (RFC 9110 §10.2.3). */
export function parseRetryAfter(value: string | null): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
