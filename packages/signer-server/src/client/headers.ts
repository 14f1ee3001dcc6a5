/**
 * Headers of accounts, containers and objects: values are UTF-8 on the wire, which `fetch` shows byte by byte as
 * Latin-1; metadata is a family of headers by prefix.
 *
 * @module
 */
import { SignerError } from '../errors.js';

/** Whose metadata. */
export type MetadataOwner = 'account' | 'container' | 'object';

/** Names are case-insensitive and read in lower case; values are text. */
export type Metadata = Readonly<Record<string, string>>;

/** Text as a header value. @throws SignerError `invalid-request` for what would end the header. */
export function toHeader(value: string): string {
  if (/[\r\n\0]/.test(value)) {
    throw new SignerError('invalid-request', 'A header value must have no line break.');
  }
  return Buffer.from(value, 'utf8').toString('latin1');
}

/** A header value as text. */
export function fromHeader(value: string): string {
  return Buffer.from(value, 'latin1').toString('utf8');
}

/** `{ color: 'blue' }` as `x-object-meta-color: blue`. */
export function metadataHeaders(owner: MetadataOwner, metadata: Metadata): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata).map(([name, value]) => [
      `x-${owner}-meta-${metadataName(name)}`,
      toHeader(value),
    ]),
  );
}

/** Removes from an account or a container; objects have their metadata replaced instead. */
export function removalHeaders(
  owner: 'account' | 'container',
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [`x-remove-${owner}-meta-${metadataName(name)}`, 'x']),
  );
}

/** What is stored by these names, without those that have a meaning of their own, keys above all. */
export function readMetadata(
  headers: Headers,
  owner: MetadataOwner,
  reserved: RegExp = /^temp-url-key/,
): Metadata {
  const prefix = `x-${owner}-meta-`;
  return Object.fromEntries(
    [...headers]
      .filter(([name]) => name.startsWith(prefix) && !reserved.test(name.slice(prefix.length)))
      .map(([name, value]) => [name.slice(prefix.length), fromHeader(value)]),
  );
}

/** A number in a header; undefined if it is not there. */
export function readNumber(headers: Headers, name: string): number | undefined {
  const value = headers.get(name);
  return value === null || value === '' ? undefined : Number(value);
}

/** `{[key]: value}`, or nothing where there is no value: optional members are exact. */
export function optional<K extends string, V>(
  key: K,
  value: V | undefined | null,
): { readonly [P in K]?: V } {
  return (value === undefined || value === null ? {} : { [key]: value }) as {
    readonly [P in K]?: V;
  };
}

function metadataName(name: string): string {
  // A token (RFC 9110 §5.6.2): anything else is refused by HTTP itself, far away from here.
  if (/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}$/.test(name)) return name.toLowerCase();
  throw new SignerError(
    'invalid-request',
    `${JSON.stringify(name)} cannot be a metadata name: 1 to 128 letters, digits and hyphens.`,
  );
}
