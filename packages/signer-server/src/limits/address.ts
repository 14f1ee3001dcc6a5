/**
 * Where a request comes from. Behind a reverse proxy the connection's other end is the proxy, and the client is in
 * `X-Forwarded-For`, which anybody can write: it is read from its right end, as far as each hop that added to it is
 * trusted.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { ipVersion, isInNetwork } from '../ip.js';

/** Names for groups of addresses, as Express and others have them. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7', 'fe80::/10'],
};

/** What is known about the connection a request came by. */
export interface Connection {
  /** IP address of its other end, without port. */
  readonly remoteAddress?: string | undefined;
  /** The server listens on a loopback address: only known host names are answered then. */
  readonly onLoopback?: boolean;
  /** Resolves when the answer is written, or false when the client left before. The line of the log waits for it. */
  readonly delivered?: Promise<boolean>;
  /** The body where somebody has read it before the signer: bytes, text, or what they made of JSON. */
  readonly parsedBody?: { readonly value: unknown };
}

/** Which proxies are believed. */
export interface TrustedProxies {
  /** Whether the connection's other end is one of them. */
  isTrusted(connection: Connection): boolean;
  /** The client's address; undefined if the connection's is not known. */
  clientAddress(request: Request, connection: Connection): string | undefined;
}

/**
 * @param entries - addresses, networks (`10.0.0.0/8`), `loopback` or `private`.
 * @throws SignerError `invalid-option` for anything else.
 */
export function trustedProxies(entries: readonly string[]): TrustedProxies {
  const networks = entries.flatMap((name) => GROUPS[name] ?? [name]).map(readNetwork);
  const trusts = (client: string): boolean =>
    networks.some(({ address, bits }) => isInNetwork(client, address, bits));
  return {
    isTrusted: ({ remoteAddress }) => {
      const address = plainAddress(remoteAddress ?? '');
      return address !== undefined && trusts(address);
    },
    clientAddress: (request, { remoteAddress }) => {
      let client = plainAddress(remoteAddress ?? '');
      if (client === undefined) return undefined;
      const hops = (request.headers.get('x-forwarded-for') ?? '').split(',').reverse();
      for (const hop of hops) {
        const next = plainAddress(hop);
        // What a trusted proxy could not have written ends the chain at that proxy.
        if (!trusts(client) || next === undefined) break;
        client = next;
      }
      return client;
    },
  };
}

interface Network {
  readonly address: string;
  readonly bits: number;
}

/** @throws SignerError `invalid-option`. */
function readNetwork(entry: string): Network {
  const [, address = '', prefix] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const version = ipVersion(address);
  const most = version === 4 ? 32 : 128;
  const bits = Number(prefix ?? most);
  if (version !== undefined && bits <= most) return { address, bits };
  throw new SignerError(
    'invalid-option',
    `${JSON.stringify(entry)} is no proxy to trust; write an address, a network like 10.0.0.0/8, loopback or private.`,
  );
}

/** Without the port that some proxies add, brackets, zone and the IPv6 coat of an IPv4 address. */
function plainAddress(text: string): string | undefined {
  const trimmed = text.trim();
  const bare =
    /^\[([^\]]+)\](?::\d+)?$/.exec(trimmed)?.[1] ??
    /^([\d.]+):\d+$/.exec(trimmed)?.[1] ??
    trimmed.split('%', 1)[0] ??
    '';
  const address = /^::ffff:([\d.]+)$/i.exec(bare)?.[1] ?? bare;
  return ipVersion(address) === undefined ? undefined : address;
}

/**
 * What one household or server has: an IPv4 address, or the 64 bits of an IPv6 network, within which anybody can take as
 * many addresses as they like (RFC 6177, RFC 8981).
 */
export function networkOf(address: string): string {
  if (ipVersion(address) !== 6) return address;
  const [left = '', right] = address.toLowerCase().split('::');
  const head = left.split(':').filter(Boolean);
  const tail = (right ?? '').split(':').filter(Boolean);
  const gap = right === undefined ? 0 : Math.max(0, 8 - head.length - tail.length);
  const groups = [...head, ...Array.from({ length: gap }, () => '0'), ...tail];
  const network = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(':')}::/64`;
}
