/**
 * `temp_url_ip_range`: one address, or a network in CIDR form.
 *
 * @module
 */
import { BlockList, isIP } from 'node:net';

/**
 * Whether `address` lies in `range`. A range that cannot be read, or whose host bits are set (`10.0.0.1/8`), holds no
 * address, as in Swift.
 */
export function isAddressInRange(address: string, range: string): boolean {
  const [network = '', length, ...rest] = range.split('/');
  const version = isIP(network);
  const hasZone = network.includes('%');
  if (version === 0 || hasZone || rest.length > 0 || isIP(address) !== version) return false;
  const bits = version === 4 ? 32 : 128;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return false;
  const prefix = length === undefined ? bits : Number(length);
  if (prefix > bits || (toBits(network, bits) & ((1n << BigInt(bits - prefix)) - 1n)) !== 0n) {
    return false;
  }
  const list = new BlockList();
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (prefix === bits) list.addAddress(network, family);
  else list.addSubnet(network, prefix, family);
  return list.check(address, family);
}

function toBits(address: string, bits: number): bigint {
  if (bits === 32) {
    return address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
  }
  // The URL parser knows every spelling of an IPv6 address and writes the shortest one.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const middle = Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...middle, ...right].reduce(
    (sum, part) => (sum << 16n) | BigInt(Number.parseInt(part, 16)),
    0n,
  );
}
