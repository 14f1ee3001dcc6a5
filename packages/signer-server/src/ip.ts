/**
 * IP addresses as text.
 *
 * @module
 */
import ipaddr from 'ipaddr.js';

/** 4 or 6; undefined for what is no address. Short, octal and hexadecimal spellings of IPv4 are none. */
export function ipVersion(text: string): 4 | 6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return 4;
  return text.includes(':') && ipaddr.IPv6.isValid(text) ? 6 : undefined;
}

/** Whether an address is in a network of the same version; `bits` are those that count. */
export function isInNetwork(address: string, network: string, bits: number): boolean {
  const one = ipaddr.parse(address);
  const other = ipaddr.parse(network);
  return one.kind() === other.kind() && one.match(other, bits);
}
