/**
 * The headers that make the pages safe, as strict as a site of one's own should have them.
 *
 * @module
 */

/** The origins a page talks to besides its own. */
export interface PeerOrigins {
  readonly signer: string;
  readonly storage: string;
}

/**
 * The Content-Security-Policy of the pages. Scripts and styles come from this site only, nothing is inline, and text never
 * becomes script: the element needs no exception for any of it. `lit-html` is the policy Lit makes for its static
 * templates, `direct-upload` the element's own for the address of its hash worker.
 */
export function pagePolicy({ signer, storage }: PeerOrigins): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src 'self' ${storage}`,
    "worker-src 'self'",
    `connect-src 'self' ${signer} ${storage}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html direct-upload',
  ].join('; ');
}

/**
 * The policy sent with scripts, which matters when one is started as a worker: a worker obeys the policy of its own
 * response, not of the page (CSP3 §4.2.2). So WebAssembly is allowed exactly where MD5 is computed and nowhere else.
 * The worker reads this header from its own script, hence `connect-src`.
 */
export const scriptPolicy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/**
 * Headers of every answer. `same-origin` keeps page addresses from storage, yet leaves `Origin` on form posts, which
 * `no-referrer` would turn into `null`.
 */
export const commonHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Was the form sent from a page of another site? Browsers say so in `Sec-Fetch-Site`; a program that sends no such
 * header has no visitor's cookies to abuse.
 */
export function isCrossSite(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}
