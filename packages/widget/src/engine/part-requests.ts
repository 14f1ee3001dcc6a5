/**
 * The signed request of one part, renewed before it runs out and when storage refuses it.
 *
 * @module
 */
import type { ServerClock } from './clock.js';
import { UploadError } from './errors.js';
import type { Signer } from './ports.js';
import type { SignedRequest } from './protocol.js';
import { withRetry, type RetryPolicy } from './retry.js';

/** A URL with less time left than this is renewed before it is used, in milliseconds. */
const EXPIRY_MARGIN = 2_000;

/** Which part, and what came with the grant. */
export interface PartToSign {
  readonly token: string;
  readonly partNumber: number;
  readonly request: SignedRequest | undefined;
}

/** What signing needs. */
export interface SigningServices {
  readonly signer: Signer;
  readonly clock: ServerClock;
  readonly retry: RetryPolicy;
}

/** Where a part's next request comes from. */
export interface PartRequests {
  current(): Promise<SignedRequest>;
  /** Drops the present one. */
  renew(): void;
}

/** The part's signed request, renewed before it runs out; a fresh one is used as it is, however short it lives. */
export function createPartRequests(
  { token, partNumber, request }: PartToSign,
  { signer, clock, retry }: SigningServices,
  signal: AbortSignal,
): PartRequests {
  let current = request;
  const isFresh = ({ expiresAt }: SignedRequest): boolean =>
    Date.parse(expiresAt) - clock.now() > EXPIRY_MARGIN;

  async function sign(): Promise<SignedRequest> {
    const asked = Date.now();
    const answer = await withRetry(() => signer.parts(token, [partNumber], signal), retry, signal);
    clock.sync(answer.serverTime, asked);
    const [signed] = answer.requests;
    if (!signed) throw new UploadError('signer-refused', 'The upload service signed nothing.');
    return signed;
  }
  return {
    async current() {
      if (!current || !isFresh(current)) current = await sign();
      return current;
    },
    renew() {
      current = undefined;
    },
  };
}
