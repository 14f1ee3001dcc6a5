/**
 * What a person wants a URL for: an object of the configured container by its name, or any object by its path or URL.
 *
 * @module
 */
import { isIP } from 'node:net';
import { SignerError } from '../errors.js';
import { assertObjectName } from '../names/object-name.js';

/** The object, or the prefix, that is meant. */
export type SignTarget =
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'path';
      /** What stands before the path, if it was said: scheme and host, and a gateway's prefix. */
      readonly base: string | undefined;
      /** `/v1/<account>/<container>`, decoded. */
      readonly parent: string;
      readonly container: string;
      readonly name: string;
    };

/**
 * `photos/a.jpg`, `/v1/AUTH_account/container/photos/a.jpg`, or the latter behind `https://host`. It is taken literally, as
 * `swift tempurl` does: `%20` is a percent sign and two digits, never a space.
 *
 * @throws SignerError `invalid-option` for names that a URL cannot address.
 */
export function readTarget(text: string, covers: 'object' | 'prefix'): SignTarget {
  const [, base, path] = /^(https?:\/\/[^?#@]+?)?(\/v1\/.*)$/su.exec(text) ?? [];
  if (path === undefined) return { kind: 'name', name: checked(text, covers) };
  const [, , account, container, ...rest] = path.split('/');
  if (!account || !container || rest.length === 0) {
    const message = `${JSON.stringify(text)} must be a whole path, like /v1/AUTH_account/container/object.`;
    throw new SignerError('invalid-option', message);
  }
  const name = checked(rest.join('/'), covers);
  return { kind: 'path', base, parent: `/v1/${account}/${container}`, container, name };
}

/** A prefix may be empty, which is the whole container, or end anywhere. */
function checked(name: string, covers: 'object' | 'prefix'): string {
  try {
    assertObjectName(covers === 'prefix' ? `${name}x` : name);
    return name;
  } catch (error) {
    if (!(error instanceof SignerError)) throw error;
    throw new SignerError('invalid-option', error.message, { cause: error });
  }
}

/**
 * An address, or a range in CIDR notation; Swift reads it with Python's `ip_network`, which wants the host bits clear.
 *
 * @throws SignerError `invalid-option`
 */
export function readIpRange(text: string): string {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  const good = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  if (family > 0 && good && more.length === 0) return text;
  const message = `${JSON.stringify(text)} must be an IP address or a range like 192.0.2.0/24.`;
  throw new SignerError('invalid-option', message);
}
