/**
 * Callers known to the application: each request's cookies and `Authorization` are shown to an endpoint of it, as
 * Traefik's `forwardAuth` and nginx's `auth_request` do. Whatever goes wrong on the way, nobody gets in.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { isHttpUrl } from '../http-url.js';
import { readLimits } from '../policy/file-limits.js';
import type { Authorize, Authorized } from './authorize.js';
import { readText } from '../read-limited.js';

/** Whom to ask. */
export interface ForwardOptions {
  /** The application's endpoint; it answers 2xx for a caller who may upload, 401 or 403 for others. */
  readonly url: string;
  /**
   * Header of its answer that names the caller, where the answer is not JSON (`{"subject": "user-7", "limits": {…}}`).
   * Default: `Remote-User`.
   */
  readonly subjectHeader?: string;
  /** Milliseconds until it counts as down. Default: 5000. */
  readonly timeout?: number;
}

/** Bytes of an answer that are read; more is no answer to this question. */
const MAX_ANSWER = 16 * 1024;
/** What identifies a caller. Nothing else of the request leaves the signer. */
const SHOWN = ['authorization', 'cookie'] as const;

/**
 * Makes an `authorize` for {@link createSigner}.
 *
 * @throws SignerError `invalid-option` for a URL that is none.
 */
export function forwardAuthorize(options: ForwardOptions): Authorize {
  const { url, subjectHeader = 'Remote-User', timeout = 5000 } = options;
  if (!isHttpUrl(url)) {
    throw new SignerError('invalid-option', `${url} is no http(s) URL to ask about callers.`);
  }
  return async (request) => {
    const headers = shown(request);
    // Without either there is nothing to know the caller by.
    if (!SHOWN.some((name) => headers.has(name))) return null;
    const answer = await ask(
      url,
      headers,
      AbortSignal.any([request.signal, AbortSignal.timeout(timeout)]),
    );
    // A redirect leads to a sign-in page.
    if (answer.status === 401 || (answer.status >= 300 && answer.status < 400)) return null;
    if (answer.status === 403) {
      throw new SignerError('forbidden', 'You may not upload here.');
    }
    if (answer.status < 200 || answer.status > 299) throw unavailable(`status ${answer.status}`);
    return callerIn(answer, subjectHeader);
  };
}

function shown(request: Request): Headers {
  const url = new URL(request.url);
  const headers = new Headers({
    accept: 'application/json',
    'x-forwarded-method': request.method,
    'x-forwarded-proto': url.protocol.slice(0, -1),
    'x-forwarded-host': request.headers.get('host') ?? url.host,
    'x-forwarded-uri': url.pathname,
  });
  for (const name of SHOWN) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

async function ask(url: string, headers: Headers, signal: AbortSignal): Promise<Answer> {
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal });
    return {
      status: response.status,
      headers: response.headers,
      body: await readText(response, MAX_ANSWER),
    };
  } catch (cause) {
    throw unavailable('no answer', cause);
  }
}

function callerIn({ headers, body }: Answer, subjectHeader: string): Authorized {
  const isJson = /^application\/(?:\w+\+)?json\b/i.test(headers.get('content-type') ?? '');
  const said = isJson ? (parse(body) as { subject?: unknown; limits?: unknown } | null) : null;
  const subject = isJson ? said?.subject : headers.get(subjectHeader);
  if (typeof subject !== 'string' || subject === '') {
    throw unavailable(`an answer without a subject (JSON "subject" or ${subjectHeader})`);
  }
  return { subject, limits: readLimits(said?.limits) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw unavailable('an answer that is no JSON', cause);
  }
}

/** Fails closed: an application that cannot be asked has not said yes. */
function unavailable(why: string, cause?: unknown): SignerError {
  return new SignerError(
    'internal',
    `Who you are cannot be checked just now: the application gave ${why}. Try again.`,
    { status: 503, cause },
  );
}
