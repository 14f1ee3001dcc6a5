/**
 * How much one caller may ask for: requests per caller and per network address, files and bytes per caller. Bytes are
 * those a grant allows, counted when it is given: that is when storage has to have room for them.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { formatBytes } from '../format.js';
import { networkOf } from './address.js';
import { assertRate } from './rate.js';
import type { Rate } from './rate.js';
import { memoryStore } from './store.js';
import type { Counter, LimitStore } from './store.js';

/** The limits of a signer; what is left out is not limited. */
export interface LimitOptions {
  /** Calls of one subject. */
  readonly requests?: Rate;
  /** Calls from one IPv4 address or IPv6 /64 network, whoever makes them; counted before `authorize`. */
  readonly requestsPerAddress?: Rate;
  /** Files granted to one subject. */
  readonly files?: Rate;
  /** Bytes granted to one subject. */
  readonly bytes?: Rate;
  /** Where counts are kept. Default: in this process. */
  readonly store?: LimitStore;
}

/** What one file got. */
export type Share =
  { readonly kind: 'granted' } | { readonly kind: 'refused'; readonly error: SignerError };

/** Holds callers to the limits. */
export interface Limits {
  /** Counts a request of an address; one that is not known is not limited. @throws SignerError `rate-limited`. */
  takeAddress(address: string | undefined): Promise<void>;
  /** Counts a request of a caller. @throws SignerError `rate-limited`. */
  takeRequest(subject: string): Promise<void>;
  /** Counts what fits of these files, first come first served: one share per size, in order. */
  takeFiles(subject: string, sizes: readonly number[]): Promise<readonly Share[]>;
  /** What was counted and not granted after all. */
  giveBackFiles(subject: string, sizes: readonly number[]): Promise<void>;
}

/** @throws SignerError `invalid-option`. */
export function createLimits(options: LimitOptions = {}): Limits {
  const { store = memoryStore(), requests, requestsPerAddress, files, bytes } = options;
  const counter = (name: keyof LimitOptions, rate: Rate | undefined): Counter | undefined => {
    if (rate === undefined) return undefined;
    assertRate(name, rate);
    return store.counter(name, rate);
  };
  const perSubject = counter('requests', requests);
  const perAddress = counter('requestsPerAddress', requestsPerAddress);
  const budget: Budget = {
    files: counter('files', files),
    bytes: counter('bytes', bytes),
    mostBytes: bytes?.amount ?? Number.POSITIVE_INFINITY,
  };
  return {
    takeAddress: async (address) => {
      if (address !== undefined) await takeOne(perAddress, networkOf(address));
    },
    takeRequest: (subject) => takeOne(perSubject, subject),
    takeFiles: (subject, sizes) => takeFiles(budget, subject, sizes),
    giveBackFiles: async (subject, sizes) => {
      await budget.files?.giveBack(subject, sizes.length);
      await budget.bytes?.giveBack(subject, sum(sizes));
    },
  };
}

async function takeOne(counter: Counter | undefined, key: string): Promise<void> {
  const taken = await counter?.take(key, 1);
  if (taken?.ok === false) throw limited('Too many requests', taken.retryAfter);
}

interface Budget {
  readonly files: Counter | undefined;
  readonly bytes: Counter | undefined;
  /** The whole limit: a file of more would never fit. */
  readonly mostBytes: number;
}

async function takeFiles(
  budget: Budget,
  subject: string,
  sizes: readonly number[],
): Promise<readonly Share[]> {
  const possible = sizes.filter((size) => size <= budget.mostBytes);
  const shares = (await takePossible(budget, subject, possible)).values();
  return sizes.map((size) => {
    if (size > budget.mostBytes) return tooLarge(size, budget.mostBytes);
    return shares.next().value ?? { kind: 'granted' };
  });
}

/** All at once where all fit, which is the rule; else as many as fit, from the first on. */
async function takePossible(
  { files, bytes }: Budget,
  subject: string,
  sizes: readonly number[],
): Promise<readonly Share[]> {
  if (sizes.length === 0) return [];
  const count = await takeMost(
    files,
    subject,
    sizes.map(() => 1),
  );
  const fitting = sizes.slice(0, count.fit);
  const room = await takeMost(bytes, subject, fitting);
  await files?.giveBack(subject, count.fit - room.fit);
  return sizes.map((_, index): Share => {
    if (index < room.fit) return { kind: 'granted' };
    return index < count.fit
      ? { kind: 'refused', error: limited('Too many bytes', room.retryAfter) }
      : { kind: 'refused', error: limited('Too many files', count.retryAfter) };
  });
}

interface Fit {
  /** How many of the amounts were taken, from the first on. */
  readonly fit: number;
  readonly retryAfter: number;
}

async function takeMost(
  counter: Counter | undefined,
  subject: string,
  amounts: readonly number[],
): Promise<Fit> {
  let fit = amounts.length;
  let retryAfter = 1;
  while (counter && fit > 0) {
    const wanted = amounts.slice(0, fit);
    const taken = await counter.take(subject, sum(wanted));
    if (taken.ok) break;
    // Each round wants less than the one before, also while others take at the same time.
    fit = Math.min(fit - 1, fitting(wanted, taken.left));
    retryAfter = taken.retryAfter;
  }
  return { fit, retryAfter };
}

/** How many of the amounts, from the first on, `left` suffices for. */
function fitting(amounts: readonly number[], left: number): number {
  let rest = left;
  const first = amounts.findIndex((amount) => (rest -= amount) < 0);
  return first === -1 ? amounts.length : first;
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

function limited(what: string, retryAfter: number): SignerError {
  const message = `${what} in a short time. Try again in ${retryAfter} s.`;
  return new SignerError('rate-limited', message, { retryAfter });
}

function tooLarge(size: number, most: number): Share {
  const message = `The file has ${formatBytes(size)}; at most ${formatBytes(most)} are allowed in a while.`;
  return { kind: 'refused', error: new SignerError('too-large', message, { limit: most }) };
}
