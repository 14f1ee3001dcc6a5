/**
 * The real connection to storage: PUT by XMLHttpRequest, which alone reports upload progress, and HEAD by fetch.
 *
 * @module
 */
import {
  TransportError,
  type PutOptions,
  type Sent,
  type StorageAnswer,
  type Transport,
} from '../ports.js';
import type { SignedRequest } from '../protocol.js';
import { readAnswer } from './storage-answer.js';

/** Limits in milliseconds. */
export interface TransportLimits {
  /** Without a progress event for this long, while bytes are still to go, the connection counts as dead. */
  readonly stallAfter?: number;
  /** Waiting for the answer once all bytes are out: storage hashes and syncs them to disk first. */
  readonly answerAfter?: number;
}

/** {@linkcode Transport} over XMLHttpRequest and fetch. */
export function xhrTransport(given: TransportLimits = {}): Transport {
  const limits = { stallAfter: 60_000, answerAfter: 120_000, ...given };
  return {
    put: (request, body, putOptions) => put(request, body, putOptions, limits),
    head: (url, signal) => head(url, limits.stallAfter, signal),
    answers: (url, signal) => answers(url, limits.stallAfter, signal),
  };
}

function put(
  request: SignedRequest,
  body: Blob,
  { signal, onProgress, integrity, headers }: PutOptions,
  { stallAfter, answerAfter }: Required<TransportLimits>,
): Promise<StorageAnswer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const xhr = new XMLHttpRequest();
    const settled = new AbortController();
    const settle = (end: () => void): void => {
      settled.abort();
      watch.stop();
      end();
    };
    const fail = (reason: Error): void => {
      settle(() => {
        reject(reason);
      });
      xhr.abort();
    };
    const watch = createWatch(() => {
      fail(new TransportError('stalled', watch.sent()));
    });
    const on = listenUntil(settled.signal);
    on(signal, 'abort', () => {
      fail(signal.reason as Error);
    });
    on(xhr.upload, 'progress', (event) => {
      const { loaded } = event as ProgressEvent;
      watch.moved(loaded, stallAfter);
      onProgress(loaded);
    });
    on(xhr.upload, 'load', () => {
      watch.allSent(answerAfter);
    });
    on(xhr, 'error', () => {
      fail(new TransportError('broken', watch.sent()));
    });
    on(xhr, 'load', () => {
      settle(() => {
        resolve(readAnswer(xhr.status, (name) => xhr.getResponseHeader(name), integrity));
      });
    });
    open(xhr, request, headers);
    xhr.send(body);
    // An empty body has no upload events at all (XHR §4.5.6): only the answer is left to wait for.
    if (body.size === 0) watch.allSent(answerAfter);
  });
}

function open(xhr: XMLHttpRequest, request: SignedRequest, more: PutOptions['headers']): void {
  xhr.open(request.method, request.url);
  for (const [name, value] of Object.entries({ ...request.headers, ...more })) {
    xhr.setRequestHeader(name, value);
  }
}

type Listen = (target: EventTarget, type: string, listener: (event: Event) => void) => void;

function listenUntil(signal: AbortSignal): Listen {
  return (target, type, listener) => {
    target.addEventListener(type, listener, { signal });
  };
}

async function head(url: string, limit: number, signal: AbortSignal): Promise<StorageAnswer> {
  try {
    const { status, headers } = await fetch(url, {
      method: 'HEAD',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
    });
    return readAnswer(status, (name) => headers.get(name));
  } catch (error) {
    signal.throwIfAborted();
    throw new TransportError(isTimeout(error) ? 'stalled' : 'broken', 'none');
  }
}

interface Watch {
  moved(bytes: number, limit: number): void;
  allSent(limit: number): void;
  sent(): Sent;
  stop(): void;
}

/**
 * Fires `stalled` if nothing moves. Armed by the first event only: a page behind a service worker gets no progress
 * events at all (w3c/ServiceWorker#1141), and must not be taken for a dead connection.
 */
function createWatch(stalled: () => void): Watch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent: Sent = 'none';
  const arm = (limit: number): void => {
    clearTimeout(timer);
    timer = setTimeout(stalled, limit);
  };
  return {
    moved(bytes, limit) {
      if (bytes > 0 && sent === 'none') sent = 'some';
      arm(limit);
    },
    allSent(limit) {
      sent = 'all';
      arm(limit);
    },
    sent: () => sent,
    stop() {
      clearTimeout(timer);
    },
  };
}

async function answers(url: string, limit: number, signal: AbortSignal): Promise<boolean> {
  try {
    await fetch(url, {
      method: 'HEAD',
      mode: 'no-cors',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
    });
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
