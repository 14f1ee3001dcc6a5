/**
 * The signed requests of one upload's parts: signed just in time in small batches ahead of the lanes, renewed before
 * they run out and when storage refuses one.
 *
 * @module
 */
import type { ServerClock } from '../calls/clock.js';
import { UploadError } from '../errors.js';
import type { Signer } from '../ports.js';
import type { SignedRequest } from '../protocol.js';
import { withRetry, type RetryPolicy } from '../flow/retry.js';

/** A URL with less time left than this is renewed before it is used, in milliseconds. */
const EXPIRY_MARGIN = 2_000;
/** Parts per call: two rounds of six connections. More would run out on a slow line before their turn. */
const AHEAD = 12;

/** What signing needs. */
export interface SigningServices {
  readonly signer: Signer;
  readonly clock: ServerClock;
  readonly retry: RetryPolicy;
}

/** Where parts' requests come from. */
export interface PartUrls {
  /** A request that may be sent now. One that was just signed is given out however short it lives. */
  current(partNumber: number): Promise<SignedRequest>;
  /** Drops the present one. */
  renew(partNumber: number): void;
}

/** The upload whose parts are signed. */
export interface UploadToSign {
  readonly token: string;
  /** Those that came with the grant. */
  readonly requests: readonly SignedRequest[];
  /** Parts still to be sent, ascending; asked anew for each call. */
  readonly missing: () => readonly number[];
}

/** Starts with the grant's requests. */
export function createPartUrls(
  upload: UploadToSign,
  { signer, clock, retry }: SigningServices,
  signal: AbortSignal,
): PartUrls {
  const known = new Map(upload.requests.map((request) => [request.partNumber, request]));
  const signing = new Map<number, Promise<void>>();

  const isFresh = (partNumber: number): boolean =>
    Date.parse(known.get(partNumber)?.expiresAt ?? '') - clock.now() > EXPIRY_MARGIN;

  async function sign(partNumbers: readonly number[]): Promise<void> {
    const asked = Date.now();
    const answer = await withRetry(
      () => signer.parts(upload.token, partNumbers, signal),
      retry,
      signal,
    );
    clock.sync(answer.serverTime, asked);
    for (const request of answer.requests) {
      assertAsked(request, partNumbers);
      known.set(request.partNumber, request);
    }
  }
  /** This part and those that will be wanted next, unless they are there or on their way. */
  function signFrom(partNumber: number): Promise<void> {
    const next = upload
      .missing()
      .filter((other) => other > partNumber && !signing.has(other) && !isFresh(other))
      .slice(0, AHEAD - 1);
    const batch = [partNumber, ...next];
    const call = sign(batch).finally(() => {
      for (const signed of batch) signing.delete(signed);
    });
    for (const wanted of batch) signing.set(wanted, call);
    return call;
  }
  return {
    async current(partNumber) {
      if (!isFresh(partNumber)) await (signing.get(partNumber) ?? signFrom(partNumber));
      const request = known.get(partNumber);
      if (request) return request;
      throw new UploadError(
        'signer-refused',
        `The upload service did not sign part ${partNumber}.`,
      );
    },
    renew(partNumber) {
      known.delete(partNumber);
    },
  };
}

function assertAsked({ partNumber }: SignedRequest, asked: readonly number[]): void {
  if (asked.includes(partNumber)) return;
  const message = `The upload service signed part ${partNumber}, which was not asked for.`;
  throw new UploadError('signer-refused', message);
}
