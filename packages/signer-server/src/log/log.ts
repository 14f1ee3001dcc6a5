/**
 * What the signer tells about its work: one event per request, and one per upload that was granted, refused, completed
 * or aborted. Every text is redacted before it reaches the port, so that no log sink can leak a signature.
 *
 * @module
 */
import type { SignerErrorCode } from '../errors.js';
import { redact } from './redact.js';
import { escapeJson, visible } from './visible.js';

/** One line of the log. */
export interface LogEvent {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly level: 'info' | 'warn' | 'error';
  /**
   * `request` ends every request; `limits` is about where they are counted, `check` about what could not be looked at when it
   * started; the others, about one upload or file.
   */
  readonly event:
    'request' | 'granted' | 'completed' | 'aborted' | 'download' | 'refused' | 'limits' | 'check';
  /** Id of the request; the browser sees it as `X-Request-Id` and in problems. */
  readonly requestId: string;
  /** Name of the call: `create`, `parts`, `status`, `complete`, `abort`, `downloads`, `jwks`, `preflight`, or `-`. */
  readonly route: string;
  readonly subject?: string;
  /** Which upload: the `jti` of its receipt, from the grant on. */
  readonly upload?: string;
  /** Name of the final object. */
  readonly key?: string;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** Of a request whose client hung up it is `client-gone`, with status 499. */
  readonly code?: SignerErrorCode | 'client-gone';
  /** Why it was refused, or what broke. */
  readonly detail?: string;
  /** Bytes. */
  readonly size?: number;
  /** Milliseconds the request took. */
  readonly ms?: number;
  /** Storage's own id for what failed. */
  readonly transactionId?: string;
}

/** Takes events. */
export type Log = (event: LogEvent) => void;

/** Puts {@link redact} and {@link visible} before a log. One that fails costs its line, and no request. */
export function redactingLog(log: Log): Log {
  // A log may be asynchronous, and then reject.
  const call: (event: LogEvent) => unknown = log;
  const write = async (event: LogEvent): Promise<void> => {
    await call(event);
  };
  return (event) => {
    write({
      ...event,
      ...(event.subject !== undefined && { subject: clean(event.subject) }),
      ...(event.key !== undefined && { key: clean(event.key) }),
      ...(event.detail !== undefined && { detail: clean(event.detail) }),
      ...(event.transactionId !== undefined && { transactionId: clean(event.transactionId) }),
    }).catch(() => undefined);
  };
}

const clean = (text: string): string => visible(redact(text));

/** One JSON object per line. */
export function jsonLog(write: (line: string) => void): Log {
  return (event) => {
    write(`${escapeJson(JSON.stringify(event))}\n`);
  };
}

/** Every event to the one and to the other. */
export function bothLogs(one: Log, other: Log): Log {
  return (event) => {
    one(event);
    other(event);
  };
}
