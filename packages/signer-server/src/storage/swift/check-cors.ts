/**
 * Can a page of this origin upload to this container? Asked the way a browser asks: a real preflight, and a real
 * request whose answer the page would have to be allowed to read. Container metadata alone proves nothing: a comma
 * or a trailing slash in it never matches (measured).
 *
 * @module
 */
import { randomId } from '../../names/random-id.js';
import type { CheckResult } from '../storage.js';
import type { SwiftSigner } from './container.js';
import { sendToSwift } from './http.js';
import type { Fetch, SwiftAnswer } from './http.js';

/** What is checked. */
export interface CorsCheckContext {
  readonly options: { readonly container: string };
  readonly signer: SwiftSigner;
  readonly fetch: Fetch;
  readonly now: () => number;
}

/** What the widget sends besides the safelisted headers. */
const REQUEST_HEADERS = 'content-type, etag, x-delete-after';

/** One sentence about one origin. */
export async function checkCors(
  context: CorsCheckContext,
  origin: string,
  signal: AbortSignal,
): Promise<CheckResult> {
  const name = `cors ${origin}`;
  const expires = Math.floor(context.now() / 1000) + 60;
  const url = await context.signer.url('PUT', `parts/check-${randomId()}`, expires, signal);
  const preflight = await sendToSwift(
    context.fetch,
    {
      method: 'OPTIONS',
      url,
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': REQUEST_HEADERS,
      },
    },
    signal,
  );
  const mend =
    `swift post ${context.options.container} -H 'X-Container-Meta-Access-Control-Allow-Origin: ${origin}' ` +
    '(several origins are separated by spaces; a change may take a minute)';
  if (preflight.status >= 300 || !allows(preflight, origin)) {
    const message = `Pages of ${origin} cannot upload: the container refuses their preflight (${preflight.status}). Mend: ${mend}.`;
    return { name, ok: false, message };
  }
  const actual = await sendToSwift(
    context.fetch,
    { method: 'HEAD', url, headers: { origin } },
    signal,
  );
  if (!allows(actual, origin) || !exposesEtag(actual)) {
    const message =
      `Pages of ${origin} could not read the ETag of what they upload: add it with ` +
      `swift post ${context.options.container} -H 'X-Container-Meta-Access-Control-Expose-Headers: ETag'.`;
    return { name, ok: false, message };
  }
  return { name, ok: true, message: `Pages of ${origin} may upload.` };
}

function allows({ headers }: SwiftAnswer, origin: string): boolean {
  const allowed = headers.get('access-control-allow-origin');
  return allowed === origin || allowed === '*';
}

function exposesEtag({ headers }: SwiftAnswer): boolean {
  const exposed = (headers.get('access-control-expose-headers') ?? '')
    .toLowerCase()
    .split(/[\s,]+/);
  return exposed.includes('etag') || exposed.includes('*');
}
