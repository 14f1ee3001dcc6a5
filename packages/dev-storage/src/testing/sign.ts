/**
 * Signs temporary URLs for the tests of this package.
 *
 * @module
 */
import { createHmac } from 'node:crypto';

/** What is signed; the defaults make a URL that is good for a long time. */
export interface SignOptions {
  readonly method: string;
  /** `/v1/<account>/<container>/<object>`, decoded. */
  readonly path: string;
  readonly key?: string;
  /** Unix seconds, as text that may be nonsense. */
  readonly expires?: string;
  /** What stands in the URL, if not what is signed. */
  readonly expiresInUrl?: string;
  readonly digest?: 'sha1' | 'sha256' | 'sha512' | 'md5' | 'sha384';
  readonly form?: 'hex' | 'HEX' | 'base64' | 'base64url' | 'unpadded';
  /** Object name prefix; with it the signature covers every object whose name starts so. */
  readonly prefix?: string;
  readonly ipRange?: string;
}

/** 2100-01-01: the tests' signatures are the same on every run. */
export const FAR_FUTURE = '4102444800';

/** The query of a temporary URL, without the `?`. */
export function sign(options: SignOptions): string {
  const { expires = FAR_FUTURE, prefix, ipRange } = options;
  const query = new URLSearchParams({
    temp_url_sig: signature(options, expires),
    temp_url_expires: options.expiresInUrl ?? expires,
  });
  if (prefix !== undefined) query.set('temp_url_prefix', prefix);
  if (ipRange !== undefined) query.set('temp_url_ip_range', ipRange);
  return query.toString();
}

function signature(options: SignOptions, expires: string): string {
  const { method, key = 's3cret', path, digest = 'sha256', form = 'hex' } = options;
  const { prefix, ipRange } = options;
  const container = path.split('/').slice(0, 4).join('/');
  const signedPath = prefix === undefined ? path : `prefix:${container}/${prefix}`;
  const range = ipRange === undefined ? '' : `ip=${ipRange}\n`;
  const mac = createHmac(digest, key).update(`${range}${method}\n${expires}\n${signedPath}`);
  const bytes = mac.digest();
  switch (form) {
    case 'hex':
      return bytes.toString('hex');
    case 'HEX':
      return bytes.toString('hex').toUpperCase();
    case 'base64':
      return `${digest}:${bytes.toString('base64')}`;
    case 'base64url':
      return `${digest}:${bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_')}`;
    case 'unpadded':
      return `${digest}:${bytes.toString('base64url')}`;
  }
}
