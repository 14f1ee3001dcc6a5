/**
 * The real connection to storage: PUT by XMLHttpRequest, which alone reports upload progress, and HEAD by fetch.
 *
 * @module
 */
import { UploadError } from '../errors.js';
import { TransportError, type PutOptions, type StorageAnswer, type Transport } from '../ports.js';
import type { Integrity, SignedRequest } from '../protocol.js';
import { createTurns } from '../flow/turn.js';
import { createPutWatch, type TransportLimits } from './put-watch.js';
import { readAnswer } from './storage-answer.js';

/** {@linkcode Transport} over XMLHttpRequest and fetch. */
export function xhrTransport(given: TransportLimits = {}): Transport {
  const limits = { stallAfter: 60_000, answerAfter: 120_000, quietAfter: 5_000, ...given };
  // To begin one takes a phone 10 ms, and six lanes may be free at once.
  const turns = createTurns();
  return {
    put: (request, body, putOptions) => {
      const begin = (): Promise<StorageAnswer> => put(request, body, putOptions, limits);
      return turns()?.then(begin) ?? begin();
    },
    head: (url, signal) => head(url, limits.stallAfter, signal),
    answers: (url, signal) => answers(url, limits.stallAfter, signal),
    leadsOn: (request, etag, signal) => leadsOn(request, etag, limits.stallAfter, signal),
  };
}

function put(
  request: SignedRequest,
  body: Blob,
  { signal, onProgress, onQuiet = () => undefined, integrity, headers }: PutOptions,
  limits: Required<TransportLimits>,
): Promise<StorageAnswer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const xhr = new XMLHttpRequest();
    const settled = new AbortController();
    const settle = (): void => {
      settled.abort();
      watch.stop();
    };
    const fail = (reason: Error): void => {
      settle();
      reject(reason);
      xhr.abort();
    };
    const stalled = (): void => {
      fail(new TransportError('stalled', watch.sent()));
    };
    const watch = createPutWatch(limits, { stalled, quiet: onQuiet });
    const on = listenUntil(settled.signal);
    on(signal, 'abort', () => {
      fail(signal.reason as Error);
    });
    on(xhr.upload, 'progress', (event) => {
      const { loaded } = event as ProgressEvent;
      watch.moved(loaded);
      onProgress(loaded);
    });
    on(xhr.upload, 'load', () => {
      watch.allSent();
    });
    on(xhr, 'error', () => {
      fail(new TransportError('broken', watch.sent()));
    });
    // `abort` without a call of ours: the browser stopped the page's loads (`window.stop()`, Esc, a click on a download). As
    // `loadend` follows every terminal event (XHR §4.5.6), no end of the request is missed.
    on(xhr, 'loadend', () => {
      fail(new TransportError('interrupted', watch.sent()));
    });
    on(xhr, 'load', () => {
      settle();
      resolve(answerTo(xhr, integrity));
    });
    open(xhr, request, headers);
    xhr.send(body);
    watch.begun(body.size);
  });
}

function answerTo(xhr: XMLHttpRequest, integrity: Integrity | undefined): StorageAnswer {
  return readAnswer(xhr.status, (name) => xhr.getResponseHeader(name), integrity, xhr.responseText);
}

function open(xhr: XMLHttpRequest, request: SignedRequest, more: PutOptions['headers']): void {
  assertForeign(request.url);
  xhr.open(request.method, request.url);
  for (const [name, value] of Object.entries({ ...request.headers, ...more })) {
    xhr.setRequestHeader(name, value);
  }
}

/** An XMLHttpRequest to the page's own origin always carries its cookies, and no signed URL needs them. */
function assertForeign(url: string): void {
  const { location } = globalThis as { readonly location?: { href: string; origin: string } };
  if (!location || new URL(url, location.href).origin !== location.origin) return;
  const message =
    "The upload service signed an address of the page's own site. Storage has to be on another origin.";
  throw new UploadError('signer-refused', message);
}

type Listen = (target: EventTarget, type: string, listener: (event: Event) => void) => void;

function listenUntil(signal: AbortSignal): Listen {
  return (target, type, listener) => {
    target.addEventListener(type, listener, { signal });
  };
}

async function head(url: string, limit: number, signal: AbortSignal): Promise<StorageAnswer> {
  try {
    const { status, headers, type } = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
    });
    // Fetch §2.2.6: where it leads to is hidden, and so is its status.
    if (type === 'opaqueredirect') return { status: 0, etag: null, size: null, isRedirect: true };
    return readAnswer(status, (name) => headers.get(name));
  } catch (error) {
    signal.throwIfAborted();
    throw new TransportError(isTimeout(error) ? 'stalled' : 'broken', 'none');
  }
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

/** XMLHttpRequest follows every redirect, and only says that the connection broke. Fetch can be told not to (Fetch §2.2.5). */
async function leadsOn(
  { method, url, headers }: SignedRequest,
  etag: string,
  limit: number,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { type } = await fetch(url, {
      ...{ method, headers: { ...headers, etag }, body: '' },
      redirect: 'manual',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limit)]),
    });
    return type === 'opaqueredirect';
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
