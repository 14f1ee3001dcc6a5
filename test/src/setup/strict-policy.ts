/**
 * The strictest content security policy under which the element works: what test sites serve pages and scripts with.
 *
 * @module
 */

/** Directives of a Content-Security-Policy; an empty value leaves one out. */
export type Policy = Readonly<Record<string, string>>;

/**
 * The policy, with nothing left out for the element's sake.
 *
 * @param peers - origins of signer and storage, separated by spaces
 * @param reportUri - where browsers post what they refuse, workers too
 */
export function strictPolicy(peers: string, reportUri: string): Policy {
  return {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'worker-src': "'self'",
    'connect-src': `'self' ${peers}`,
    'form-action': "'self'",
    'base-uri': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'lit-html direct-upload',
    'report-uri': reportUri,
  };
}

/** As the header's value. */
export function writePolicy(policy: Policy): string {
  const present = Object.entries(policy).filter(([, value]) => value !== '');
  return present.map((directive) => directive.join(' ')).join('; ');
}
