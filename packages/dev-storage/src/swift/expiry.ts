/**
 * `X-Delete-After` and `X-Delete-At`: objects that end by themselves.
 *
 * @module
 */
import type { ObjectRecord } from '../disk/records.js';
import { plain, type Answer } from '../http/answer.js';
import type { RequestHeaders } from '../http/exchange.js';

/** Swift writes at most ten digits. */
const LATEST = 9_999_999_999;

/** When an object shall end, in Unix seconds, or the refusal. `X-Delete-After` goes before `X-Delete-At`. */
export type Expiry =
  | { readonly kind: 'never' }
  | { readonly kind: 'at'; readonly seconds: number }
  | { readonly kind: 'refused'; readonly answer: Answer };

/** @param now milliseconds since 1970 */
export function parseExpiry(headers: RequestHeaders, now: number): Expiry {
  const after = headers.get('x-delete-after');
  const at = headers.get('x-delete-at');
  const [name, text, base] =
    after !== undefined
      ? (['X-Delete-After', after, now / 1000] as const)
      : (['X-Delete-At', at, 0] as const);
  if (text === undefined) return { kind: 'never' };
  if (!/^\s*[+-]?\d+\s*$/.test(text)) return refused(`Non-integer ${name}`);
  const seconds = Math.floor(Math.min(base + Number(text), LATEST));
  return seconds <= now / 1000 ? refused(`${name} in past`) : { kind: 'at', seconds };
}

/** Whether an object is over. It stays in listings until the sweep (measured: Swift does the same). */
export function isExpired(object: ObjectRecord, now: number): boolean {
  return object.deleteAt !== undefined && object.deleteAt <= now / 1000;
}

function refused(text: string): Expiry {
  return { kind: 'refused', answer: plain(400, text) };
}
