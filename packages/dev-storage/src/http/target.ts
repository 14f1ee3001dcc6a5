/**
 * From the request line to a {@linkcode Target}.
 *
 * @module
 */
import type { ResourceTarget, Target } from './exchange.js';
import { decodeUtf8, percentDecode } from './percent.js';

/** The target of a request for an object. */
export type ObjectTarget = ResourceTarget & { readonly container: string; readonly object: string };

/** Splits a request target as sent into path and query text. */
export function splitTarget(raw: string): { readonly path: string; readonly query: string } {
  const cut = raw.indexOf('?');
  return cut < 0
    ? { path: raw, query: '' }
    : { path: raw.slice(0, cut), query: raw.slice(cut + 1) };
}

/**
 * Reads a path as sent. Everything after the container's slash is the object's name, further slashes, `.` and `..`
 * included: names are never normalised.
 */
export function parseTarget(rawPath: string): Target {
  const bytes = percentDecode(rawPath);
  const path = decodeUtf8(bytes);
  if (path === undefined) return { kind: 'unreadable', path: bytes.toString('latin1') };
  const [before, version, account, container, ...rest] = path.split('/');
  const object = rest.join('/');
  const hasGap = container === '' && object !== '';
  if (before !== '' || version === undefined || version === '' || !account || hasGap) {
    return { kind: 'other', path };
  }
  return {
    kind: 'resource',
    version,
    account,
    container: container === '' ? undefined : container,
    object: object === '' ? undefined : object,
  };
}

/** The container or object of the same account that a decoded `[/]container[/object]` means. */
export function targetBelow({ version, account }: ResourceTarget, name: string): ResourceTarget {
  const [container = '', ...rest] = name.replace(/^\/+/, '').split('/');
  const object = rest.join('/');
  return {
    kind: 'resource',
    version,
    account,
    container: container === '' ? undefined : container,
    object: object === '' ? undefined : object,
  };
}

/** The decoded path of a target. */
export function pathOf(target: Target): string {
  if (target.kind !== 'resource') return target.path;
  const { version, account, container, object } = target;
  return `/${[version, account, container, object].filter((part) => part !== undefined).join('/')}`;
}

/** The object a target names, `undefined` if it names something else. */
export function objectTargetOf(target: Target): ObjectTarget | undefined {
  if (target.kind !== 'resource') return undefined;
  const { container, object } = target;
  return container === undefined || object === undefined
    ? undefined
    : { ...target, container, object };
}
