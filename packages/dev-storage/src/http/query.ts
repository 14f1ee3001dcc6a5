/**
 * Query strings read as Swift reads them (Python's `parse_qs`): `+` is a space, the first value of a name counts,
 * broken percent signs stay what they are.
 *
 * @module
 */
import { percentDecode } from './percent.js';

/** Parameters of a request; `get` gives `undefined` for a parameter that is absent and `''` for an empty one. */
export type Query = ReadonlyMap<string, string>;

/** @param text what follows the `?`, as sent */
export function parseQuery(text: string): Query {
  const query = new Map<string, string>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = decode(cut < 0 ? pair : pair.slice(0, cut));
    if (!query.has(name)) query.set(name, cut < 0 ? '' : decode(pair.slice(cut + 1)));
  }
  return query;
}

function decode(text: string): string {
  return percentDecode(text.replaceAll('+', ' ')).toString('utf8');
}
