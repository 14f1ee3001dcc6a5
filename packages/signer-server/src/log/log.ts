/**
 * What the signer tells about its work: one event per request, and one per upload that was granted, refused, completed
 * or aborted. Every text is redacted before it reaches the port, so that no log sink can leak a signature.
 *
 * @module
 */
import type { SignerErrorCode } from '../errors.js';
import { redact } from './redact.js';

/** One line of the log. */
export interface LogEvent {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly level: 'info' | 'warn' | 'error';
  /** `request` ends every request; `limits` is about where they are counted; the others, about one upload or file. */
  readonly event:
    'request' | 'granted' | 'completed' | 'aborted' | 'download' | 'refused' | 'limits';
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
  readonly code?: SignerErrorCode;
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

/** Puts {@link redact} before a log. */
export function redactingLog(log: Log): Log {
  return (event) => {
    log({
      ...event,
      ...(event.subject !== undefined && { subject: redact(event.subject) }),
      ...(event.key !== undefined && { key: redact(event.key) }),
      ...(event.detail !== undefined && { detail: redact(event.detail) }),
      ...(event.transactionId !== undefined && { transactionId: redact(event.transactionId) }),
    });
  };
}

/** One JSON object per line. */
export function jsonLog(write: (line: string) => void): Log {
  return (event) => {
    write(`${JSON.stringify(event)}\n`);
  };
}

/** Every event to the one and to the other. */
export function bothLogs(one: Log, other: Log): Log {
  return (event) => {
    one(event);
    other(event);
  };
}
