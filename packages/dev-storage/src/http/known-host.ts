/**
 * Which host names a storage on this machine answers to. A page of any site can make its own name point to 127.0.0.1 (DNS
 * rebinding) and could then use the well-known password; only the name in the request tells that apart.
 *
 * @module
 */
import type { IncomingMessage } from 'node:http';

/** `localhost`, `*.localhost` (RFC 6761 §6.3), 127.0.0.0/8 and `::1`, the latter without brackets as well. */
export function isLoopbackHost(host: string): boolean {
  return /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/**
 * Whether a request names one host (RFC 9112 §3.2), of any port, and it is this machine's or one of the list. The host of
 * an absolute request target is a second place for a name, and must be known too.
 */
export function namesKnownHost(message: IncomingMessage, names: readonly string[]): boolean {
  const hosts = message.rawHeaders.filter(
    (_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === 'host',
  );
  const [, target] = /^[a-z][\w+.-]*:\/\/([^/?#]*)/i.exec(message.url ?? '') ?? [];
  const knows = (authority: string): boolean => {
    const name = hostNameIn(authority);
    return name !== undefined && (isLoopbackHost(name) || names.includes(name));
  };
  const [host] = hosts;
  if (host === undefined || hosts.length > 1) return false;
  return knows(host) && (target === undefined || knows(target));
}

/** In lower case, without port and the dot of an absolute name. Undefined for what is no host. */
function hostNameIn(authority: string): string | undefined {
  const name = /^(\[[\da-f:.]{2,45}\]|[\w.-]{1,254})(?::\d{0,5})?$/i.exec(authority)?.[1];
  return name?.toLowerCase().replace(/\.$/, '');
}
