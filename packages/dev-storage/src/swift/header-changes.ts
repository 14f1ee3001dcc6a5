/**
 * Metadata of accounts and containers: sent headers are set, an empty value or `X-Remove-…` removes, the rest stays.
 *
 * @module
 */
import type { RequestHeaders } from '../http/exchange.js';
import type { HeaderChanges } from '../disk/store-types.js';
import { titleCase } from './header-name.js';

/** @param settable further headers of this kind, in lower case */
export function headerChanges(
  headers: RequestHeaders,
  kind: 'account' | 'container',
  settable: readonly string[] = [],
): HeaderChanges {
  const changes: Record<string, string> = {};
  for (const [name, value] of headers) {
    // `X-Remove-Container-Meta-Foo: x` does what `X-Container-Meta-Foo:` does; the value does not matter.
    const removed = name.startsWith('x-remove-')
      ? `x-${name.slice('x-remove-'.length)}`
      : undefined;
    const target = removed ?? name;
    if (!target.startsWith(`x-${kind}-meta-`) && !settable.includes(target)) continue;
    changes[titleCase(target)] = removed === undefined ? value : '';
  }
  return changes;
}
