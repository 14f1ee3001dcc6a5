/**
 * Which host names a server on this machine answers to. A page of any site can make its own name point to 127.0.0.1 (DNS
 * rebinding) and is then of the same origin as whatever listens there; only the name in the request tells that apart.
 *
 * @module
 */
import { isLoopback } from './loopback.js';
import { SignerError } from '../errors.js';

/** Judges the names by which a server is called. */
export interface HostGuard {
  /** Whether a `Host` (RFC 9110 §7.2), of any port, is this machine's or one of the list. */
  readonly knows: (authority: string) => boolean;
  /** @throws SignerError `forbidden` with status 421 (RFC 9110 §15.5.20). */
  readonly assertKnown: (request: Request) => void;
}

/**
 * For `serve`, and for any other server that only this machine should reach, like a page in development.
 *
 * @param names - host names besides those of this machine, without ports
 * @throws SignerError `invalid-option` for anything else.
 */
export function hostGuard(names: readonly string[]): HostGuard {
  const known = new Set(names.map(checkName));
  const knows = (authority: string): boolean => {
    const name = nameIn(authority);
    return name !== undefined && (isLoopback(name) || known.has(name));
  };
  return {
    knows,
    assertKnown: (request) => {
      // The host of an absolute request target and `Host` are two places, and nobody may hide one behind the other.
      const target = new URL(request.url).host;
      const host = request.headers.get('host') ?? target;
      if (!knows(target) || !knows(host)) throw misdirected();
    },
  };
}

/** What `node:http` says of a request. */
interface NodeRequest {
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly url?: string | undefined;
}

/** Whether a request of `node:http` names one host at most, which must be known; it names one as a rule (RFC 9112 §3.2). */
export function namesKnownHost(guard: Pick<HostGuard, 'knows'>, request: NodeRequest): boolean {
  const hosts = request.rawHeaders.filter(
    (_, index, all) => index % 2 === 1 && /^(?:host|:authority)$/i.test(all[index - 1] ?? ''),
  );
  const [, target] = /^[a-z][\w+.-]*:\/\/([^/?#]*)/i.exec(request.url ?? '') ?? [];
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) return false;
  return guard.knows(host) && (target === undefined || guard.knows(target));
}

export function misdirected(): SignerError {
  return new SignerError(
    'forbidden',
    'This signer is on a machine of its own and does not answer to that host name; add it to allowedHosts (ALLOWED_HOSTS).',
    { status: 421 },
  );
}

/** In lower case, without port and the dot of an absolute name. Undefined for what is no host. */
function nameIn(authority: string): string | undefined {
  const name = /^(\[[\da-f:.]{2,45}\]|[\w.-]{1,254})(?::\d{0,5})?$/i.exec(authority)?.[1];
  return name?.toLowerCase().replace(/\.$/, '');
}

/** As browsers write it: Unicode names in Punycode. */
function checkName(name: string): string {
  const url = `http://${name}`;
  const isName = /^(?:\[[\da-f:.]+\]|[^/:?#@\\\s]+)$/i.test(name) && URL.canParse(url);
  const read = isName ? nameIn(new URL(url).host) : undefined;
  if (read !== undefined) return read;
  throw new SignerError(
    'invalid-option',
    'allowedHosts (ALLOWED_HOSTS) lists host names like uploads.example, without scheme, port or path.',
  );
}
