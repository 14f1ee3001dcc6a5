/**
 * Which pages may call the signer. A browser says where a request comes from (`Origin`, `Sec-Fetch-Site`) and a page
 * cannot change that; so a foreign page is refused before anything is done in the name of a signed-in person (CSRF),
 * and pages on the list get the CORS headers they need.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { assertExactOrigin } from '../origin.js';

/** Judges requests. */
export interface OriginGuard {
  /** @throws SignerError `origin-not-allowed`. */
  assertAllowed(request: Request): void;
  /** CORS headers for the answer; none for a page that needs none or may not have any. */
  corsHeaders(request: Request): Readonly<Record<string, string>>;
  /** The answer to a preflight. */
  preflight(request: Request): Response;
}

/** Seconds a browser may remember a preflight. */
const PREFLIGHT_AGE = '600';

/**
 * @param allowedOrigins - exact origins besides the signer's own.
 * @throws SignerError `invalid-option` if one is not exact.
 */
export function originGuard(allowedOrigins: readonly string[]): OriginGuard {
  const allowed = new Set(allowedOrigins.map(assertExactOrigin));

  const assertAllowed = (request: Request): void => {
    const origin = request.headers.get('origin');
    if ((origin !== null && allowed.has(origin)) || isOwn(request, origin)) return;
    throw new SignerError(
      'origin-not-allowed',
      `Pages of ${origin ?? 'this origin'} may not use this signer; add the origin to allowedOrigins (ALLOWED_ORIGINS).`,
    );
  };
  const corsHeaders = (request: Request): Readonly<Record<string, string>> => {
    const origin = request.headers.get('origin');
    if (origin === null || !allowed.has(origin)) return { vary: 'Origin' };
    return {
      vary: 'Origin',
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      'access-control-expose-headers': 'Retry-After, X-Request-Id',
    };
  };
  return {
    assertAllowed,
    corsHeaders,
    preflight: (request) => {
      assertAllowed(request);
      const wanted = request.headers.get('access-control-request-headers') ?? 'content-type';
      const headers = {
        ...corsHeaders(request),
        'access-control-allow-methods': 'POST',
        // The list of origins is exact, so what they want to send need not be listed as well.
        'access-control-allow-headers': wanted,
        'access-control-max-age': PREFLIGHT_AGE,
      };
      return new Response(null, { status: 204, headers });
    },
  };
}

/**
 * A request of the signer's own pages, or of no page at all. Browsers send `Origin` with every POST; one without
 * `Origin` and `Sec-Fetch-Site` comes from another program, which needs no page to abuse.
 */
function isOwn(request: Request, origin: string | null): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || (site === 'none' && origin === null);
  if (origin === null) return true;
  // Older browsers. Only the host is compared: behind a TLS proxy the signer sees http where the page sees https.
  const host = request.headers.get('host') ?? new URL(request.url).host;
  return URL.canParse(origin) && new URL(origin).host === host;
}
