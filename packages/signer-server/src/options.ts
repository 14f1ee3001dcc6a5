/**
 * What `createSigner` takes and gives.
 *
 * @module
 */
import type { Log } from './log.js';
import type { Policy } from './policy.js';
import type { ReceiptKeyInput } from './receipt-key.js';
import type { CheckResult, Storage } from './storage/storage.js';

/** Who calls. `subject` ends up in tokens and receipts (`sub`). */
export interface Authorized {
  readonly subject: string;
}

/** What a signer is made of. */
export interface SignerOptions {
  /** Where the files go, e.g. `swift({…})`. */
  readonly storage: Storage;
  /**
   * Says who sends a request, from its session cookie or `Authorization`; `null` is answered with 401. Asked before
   * every upload call. It must not read the body. Without it only loopback is served, to a subject `anonymous`.
   */
  readonly authorize?: (request: Request) => Promise<Authorized | null>;
  /** What may be uploaded. Default: whatever storage takes. */
  readonly policy?: Policy;
  /** Signs upload tokens: at least 32 random bytes, the same in all replicas. */
  readonly secret: string | Uint8Array;
  /** Signs receipts: Ed25519, as PKCS #8 PEM, private JWK or CryptoKey. */
  readonly receiptKey: ReceiptKeyInput;
  /** Exact origins of pages that may call, besides pages of the signer's own origin. */
  readonly allowedOrigins?: readonly string[];
  /** Path of the uploads resource. Default: `/uploads`. */
  readonly endpoint?: string;
  /** `iss` of receipts. Default: `direct-upload-signer`. */
  readonly issuer?: string;
  /** `aud` of receipts: the application that accepts them. Default: `direct-upload`. */
  readonly audience?: string;
  /** Gets one event per request and per upload; nothing is logged without it. */
  readonly log?: Log;
  /** Milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

/** A signer: `Request` in, `Response` out; mount it wherever that is spoken. */
export interface Signer {
  /** Path of the uploads resource, e.g. `/uploads`. */
  readonly endpoint: string;
  /** False if there is no `authorize`: then only loopback is served. */
  readonly authorizes: boolean;
  /** Answers one request. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** As {@link fetch} for a path or URL, for tests without a socket. */
  readonly request: (input: string, init?: RequestInit) => Promise<Response>;
  /** Looks at every link of the chain to storage, CORS for each allowed origin included. */
  readonly check: (signal: AbortSignal) => Promise<readonly CheckResult[]>;
}
