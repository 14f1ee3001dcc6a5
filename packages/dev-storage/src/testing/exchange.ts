/**
 * One request of the comparison with a real Swift, and short ways to write one down.
 *
 * @module
 */
import { sign, type SignOptions } from './sign.js';

/** One request of the comparison. */
export interface Exchange {
  readonly title: string;
  readonly method: string;
  /** As it goes on the wire, without a query that `signed` adds. */
  readonly path: string;
  /** Whether it carries the token; default: no. */
  readonly asUser?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The account all requests are about. */
export const A = '/v1/AUTH_test';
/** A page that the container `rest` allows. */
export const ORIGIN = { origin: 'http://a.example' };
/** Of `hello`, the body most uploads have. */
export const MD5_HELLO = '5d41402abc4b2a76b9719d911017c592';

/** What a request may have beside method and path. */
export type Options = Omit<Exchange, 'title' | 'method' | 'path'>;

/** With the token, and with an origin that `rest` allows. */
export function user(method: string, path: string, options: Options = {}): Exchange {
  const headers = { ...ORIGIN, ...options.headers };
  return {
    title: describe(method, path, options),
    method,
    path,
    ...options,
    headers,
    asUser: true,
  };
}

/** Without the token. */
export function anyone(method: string, path: string, options: Options = {}): Exchange {
  const headers = { ...ORIGIN, ...options.headers };
  return { title: describe(method, path, options), method, path, ...options, headers };
}

/** With a temporary URL for `rest/<object>`. */
export function signed(
  title: string,
  method: string,
  object: string,
  options: Options & { readonly sign?: Partial<SignOptions>; readonly query?: string } = {},
): Exchange {
  const { sign: signOptions, query = '', ...rest } = options;
  const text = sign({ method, path: `${A}/rest/${object}`, ...signOptions });
  const encoded = object.split('/').map(encodeURIComponent).join('/');
  return {
    title: `temp url: ${title}`,
    method,
    path: `${A}/rest/${encoded}?${text}${query}`,
    ...rest,
    headers: { ...ORIGIN, ...options.headers },
  };
}

function describe(method: string, path: string, { headers = {} }: Options): string {
  const list = Object.entries(headers).map(([name, value]) => `${name}: ${value}`.slice(0, 60));
  return [`${method} ${path.slice(0, 80)}`, ...list].join(' | ');
}

/** A PUT of `rest/<object>` with the token. */
export function put(object: string, headers: Record<string, string>, body = 'hello'): Exchange {
  return user('PUT', `${A}/rest/${object}`, { headers, body });
}
