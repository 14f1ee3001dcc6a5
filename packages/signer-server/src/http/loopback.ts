/**
 * Which addresses and host names are this machine and nobody else's.
 *
 * @module
 */

/** An IP address without brackets: 127.0.0.0/8 and `::1`, also in the IPv6 form of an IPv4 address. */
export function isLoopbackAddress(address: string): boolean {
  if (isLoopbackIpv4(address)) return true;
  // The URL parser writes every spelling of an IPv6 address in one way (WHATWG URL §3.5). A zone id is no part of one.
  const url = `http://[${address}]/`;
  if (!/^[\da-f:.]+$/i.test(address) || !URL.canParse(url)) return false;
  return /^\[::(?:1|ffff:7f[\da-f]{2}:[\da-f]{1,4})\]$/.test(new URL(url).hostname);
}

/** `localhost`, `*.localhost` (RFC 6761 §6.3), and the addresses, of IPv6 with or without brackets. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return (
    /^(?:[\w-]+\.)*localhost$/.test(name) || isLoopbackAddress(name.replace(/^\[(.*)\]$/, '$1'))
  );
}

function isLoopbackIpv4(address: string): boolean {
  const numbers = /^127\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1) ?? [];
  return numbers.length > 0 && numbers.every((number) => Number(number) <= 255);
}
