/**
 * `X-Trans-Id`, on every answer.
 *
 * @module
 */
import { randomBytes } from 'node:crypto';

/**
 * `tx` + 21 hex digits + `-` + the server's time in Unix seconds as 10 hex digits, as Swift builds it: the last field
 * lets a page see how far its own clock is off (measured: it is readable on an unsigned 401).
 *
 * @param now milliseconds since 1970
 */
export function createTransactionId(now: number): string {
  const time = Math.floor(now / 1000)
    .toString(16)
    .padStart(10, '0');
  return `tx${randomBytes(11).toString('hex').slice(0, 21)}-${time}`;
}
