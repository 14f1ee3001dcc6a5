/**
 * The books as server-sent events: an event whenever a figure changed, looked at four times a second.
 *
 * @module
 */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { LedgerBook } from './ledger.js';

const LOOK_EVERY_MS = 250;

/** A comment now and then keeps proxies from closing a quiet stream and lets a gone reader be noticed. */
const HEARTBEAT_EVERY_MS = 15_000;

/** Answers with a stream that ends when the reader goes, or the server closes its connections. */
export function streamLedger(context: Context, ledger: LedgerBook): Response {
  return streamSSE(context, async (stream) => {
    let told = '';
    let quiet = 0;
    while (!stream.aborted) {
      const now = JSON.stringify(ledger.read());
      if (now !== told) {
        await stream.writeSSE({ data: now });
        told = now;
        quiet = 0;
      } else if ((quiet += LOOK_EVERY_MS) >= HEARTBEAT_EVERY_MS) {
        await stream.write(': still here\n\n');
        quiet = 0;
      }
      await stream.sleep(LOOK_EVERY_MS);
    }
  });
}
