/**
 * So much per window: what a limit says.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { parseDuration } from '../units.js';

/** An amount (requests, files, bytes) that is there again when the window is over; a window begins with its first use. */
export interface Rate {
  /** A whole number, at least 1. */
  readonly amount: number;
  /** Seconds, 1 to 604800 (seven days). */
  readonly window: number;
}

/** Timers of Node hold 24.8 days; nobody should wait a week. */
const MOST_SECONDS = 7 * 86_400;

/**
 * Reads `600/1m` or `10GB/1d`.
 *
 * @param parseAmount - how the part before the slash is read
 * @returns undefined if it is no rate
 */
export function parseRate(
  text: string,
  parseAmount: (text: string) => number | undefined,
): Rate | undefined {
  const [before = '', after = '', ...more] = text.split('/');
  const amount = parseAmount(before.trim());
  const window = parseDuration(after);
  if (more.length > 0 || amount === undefined || window === undefined) return undefined;
  return isRate({ amount, window }) ? { amount, window } : undefined;
}

/** @throws SignerError `invalid-option` that names the limit. */
export function assertRate(name: string, rate: Rate): void {
  if (isRate(rate)) return;
  throw new SignerError(
    'invalid-option',
    `limits.${name} is ${rate.amount} in ${rate.window} s; both must be whole numbers from 1, the window at most ${MOST_SECONDS} s.`,
  );
}

function isRate({ amount, window }: Rate): boolean {
  return (
    Number.isSafeInteger(amount) &&
    amount >= 1 &&
    Number.isSafeInteger(window) &&
    window >= 1 &&
    window <= MOST_SECONDS
  );
}
