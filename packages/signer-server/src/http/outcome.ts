/**
 * How a request ended, as one line of the log and one count. Leaving is an outcome of its own: whatever broke because a
 * client hung up is no failure of the signer.
 *
 * @module
 */
import type { LogEvent } from '../log/log.js';

/** The status that logs have for a client that closed the connection before the answer was written; nginx has it so. */
const CLIENT_GONE = 499;

/** The line of a request whose client left. What failed on the way failed because of that. */
export function clientGone(event: LogEvent): LogEvent {
  const { detail: _detail, transactionId: _transactionId, ...rest } = event;
  return { ...rest, level: 'info', status: CLIENT_GONE, code: 'client-gone' };
}
