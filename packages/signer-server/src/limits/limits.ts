/**
 * How much one caller may ask for: calls and their entries, per caller and per network address; files and bytes per
 * caller. An entry is a file, a part, a token or a download that a call is about; a completion counts as its parts. What a call
 * asks of storage grows with their number: at most some seven requests each. Bytes are those a grant allows. They are counted
 * when it is given: that is when storage has to have room for them.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { formatBytesApart } from '../format.js';
import { networkOf } from './address.js';
import { assertRate } from './rate.js';
import type { Rate } from './rate.js';
import { memoryStore } from './store.js';
import type { Counter, LimitStore } from './store.js';

/** The limits of a signer; `false` is none. */
export interface LimitOptions {
  /** Calls of one subject. Default: none. */
  readonly requests?: Rate | false;
  /**
   * Calls from one IPv4 address or IPv6 /64 network, whoever makes them; counted before `authorize`. Default: 6000 a
   * minute.
   */
  readonly requestsPerAddress?: Rate | false;
  /**
   * Entries of the calls of one subject: files, parts, tokens, downloads; a completion counts as its parts. A call with more
   * than the whole limit takes all of it. Default: 60,000 in ten minutes.
   */
  readonly entries?: Rate | false;
  /** Entries of the calls from one address or network. Default: 240,000 in ten minutes. */
  readonly entriesPerAddress?: Rate | false;
  /** Files granted to one subject. Default: none. */
  readonly files?: Rate | false;
  /** Bytes granted to one subject. Default: 10 TB a day. */
  readonly bytes?: Rate | false;
  /** Where counts are kept. Default: in this process. */
  readonly store?: LimitStore;
}

/** For everybody who has set nothing: far above what people do, and below what hurts. See decision 27. */
export const DEFAULT_LIMITS = {
  requestsPerAddress: { amount: 6000, window: 60 },
  entries: { amount: 60_000, window: 600 },
  entriesPerAddress: { amount: 240_000, window: 600 },
  bytes: { amount: 10e12, window: 86_400 },
} satisfies LimitOptions;

/** What one file got. */
export type Share =
  { readonly kind: 'granted' } | { readonly kind: 'refused'; readonly error: SignerError };

/** On whose account. */
export interface Whose {
  readonly subject: string;
  readonly address: string | undefined;
}

/** Holds callers to the limits. */
export interface Limits {
  /** Counts a request of an address; one that is not known is not limited. @throws SignerError `rate-limited`. */
  takeAddress(address: string | undefined): Promise<void>;
  /** Counts a request of a caller. @throws SignerError `rate-limited`. */
  takeRequest(subject: string): Promise<void>;
  /** Counts what a call is about. @throws SignerError `rate-limited`. */
  takeEntries(by: Whose, entries: number): Promise<void>;
  /** Counts what fits of these files, first come first served: one share per size, in order. */
  takeFiles(subject: string, sizes: readonly number[]): Promise<readonly Share[]>;
  /** What was counted and not granted after all. */
  giveBackFiles(subject: string, sizes: readonly number[]): Promise<void>;
}

/** @throws SignerError `invalid-option`. */
export function createLimits(given: LimitOptions | false = {}): Limits {
  const options: LimitOptions = given === false ? {} : { ...DEFAULT_LIMITS, ...given };
  const { store = memoryStore() } = options;
  const counter = (name: Exclude<keyof LimitOptions, 'store'>): Counter | undefined => {
    const rate = options[name];
    if (rate === undefined || rate === false) return undefined;
    assertRate(name, rate);
    return store.counter(name, rate);
  };
  const most = (name: 'bytes' | 'entries' | 'entriesPerAddress'): number =>
    options[name] ? options[name].amount : Number.POSITIVE_INFINITY;
  const perSubject = counter('requests');
  const perAddress = counter('requestsPerAddress');
  const entriesOf = { subject: counter('entries'), address: counter('entriesPerAddress') };
  const budget: Budget = {
    files: counter('files'),
    bytes: counter('bytes'),
    mostBytes: most('bytes'),
  };
  return {
    takeAddress: async (address) => {
      if (address !== undefined) await take(perAddress, networkOf(address), 1);
    },
    takeRequest: (subject) => take(perSubject, subject, 1),
    takeEntries: async ({ subject, address }, entries) => {
      await take(entriesOf.subject, subject, Math.min(entries, most('entries')));
      if (address === undefined) return;
      const amount = Math.min(entries, most('entriesPerAddress'));
      await take(entriesOf.address, networkOf(address), amount);
    },
    takeFiles: (subject, sizes) => takeFiles(budget, subject, sizes),
    giveBackFiles: async (subject, sizes) => {
      await budget.files?.giveBack(subject, sizes.length);
      await budget.bytes?.giveBack(subject, sum(sizes));
    },
  };
}

async function take(counter: Counter | undefined, key: string, amount: number): Promise<void> {
  const taken = await counter?.take(key, amount);
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
  const [has, limit] = formatBytesApart(size, most);
  const message = `The file is ${has}; the limit for a while is ${limit}.`;
  return { kind: 'refused', error: new SignerError('too-large', message, { limit: most }) };
}
