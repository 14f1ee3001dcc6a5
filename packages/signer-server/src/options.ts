/**
 * What `createSigner` takes and gives.
 *
 * @module
 */
import type { Authorize } from './authorize/authorize.js';
import type { Connection } from './limits/address.js';
import type { LimitOptions } from './limits/limits.js';
import type { Inspect } from './sniff/inspect.js';
import type { Log } from './log/log.js';
import type { Policy } from './policy/policy.js';
import type { ReceiptKeyInput } from './tokens/receipt-key.js';
import type { CheckResult, Storage } from './storage/storage.js';

/** What a signer is made of. */
export interface SignerOptions {
  /** Where the files go, e.g. `swift({…})`. */
  readonly storage: Storage;
  /**
   * Asked before every upload call. Without it only callers on this machine are served, to a subject `anonymous`: those
   * whose connection comes from a loopback address and by way of no proxy.
   */
  readonly authorize?: Authorize;
  /** What may be uploaded. Default: whatever storage takes. */
  readonly policy?: Policy;
  /**
   * More policies by name, each {@link policy} with changes. `avatar` is used by a field with
   * `endpoint="/uploads/avatar"`; receipts name it, see `verifyReceipt`.
   */
  readonly policies?: Readonly<Record<string, Policy>>;
  /** Signs upload tokens: at least 32 random bytes, the same in all replicas. */
  readonly secret: string | Uint8Array;
  /** More secrets whose tokens are taken, so that {@link secret} can be changed while uploads go on. */
  readonly acceptedSecrets?: readonly (string | Uint8Array)[];
  /** Signs receipts: Ed25519, as PKCS #8 PEM, private JWK or CryptoKey. */
  readonly receiptKey: ReceiptKeyInput;
  /** More keys that are published and whose receipts hold, so that {@link receiptKey} can be changed in the same way. */
  readonly acceptedReceiptKeys?: readonly ReceiptKeyInput[];
  /** Exact origins of pages that may call, besides pages of the signer's own origin. */
  readonly allowedOrigins?: readonly string[];
  /**
   * Host names to answer to, besides those of this machine (`localhost`, `*.localhost`, 127.0.0.0/8, `[::1]`) and of
   * {@link allowedOrigins}; others get 421. It is looked at where this is given, where there is no {@link authorize}, and
   * where `serve` listens on a loopback address. Default: no others.
   */
  readonly allowedHosts?: readonly string[];
  /** Path of the uploads resource. Default: `/uploads`. */
  readonly endpoint?: string;
  /**
   * Whether the public keys are at `/.well-known/jwks.json` besides `{endpoint}/jwks.json`. Turn it off where the
   * application has a key set of its own there. Default: true.
   */
  readonly wellKnown?: boolean;
  /** `iss` of receipts. Default: `direct-upload-signer`. */
  readonly issuer?: string;
  /** `aud` of receipts: the application that accepts them. Default: `direct-upload`. */
  readonly audience?: string;
  /**
   * Looks at each upload before there is a receipt, e.g. for viruses; what it throws refuses the upload and deletes it, a
   * `SignerError` with its own code. An upload that has a receipt is not asked about again.
   */
  readonly inspect?: Inspect;
  /**
   * Milliseconds that {@link inspect} may take. After that its signal ends, and the completion is refused as `internal`: a page
   * asks again. Default: 300000, five minutes.
   */
  readonly inspectTimeout?: number;
  /** How much one caller may ask for; `false` for as much as they like. Default: see {@link LimitOptions}. */
  readonly limits?: LimitOptions | false;
  /**
   * Reverse proxies whose `X-Forwarded-For` and `X-Request-Id` are believed: addresses, networks (`10.0.0.0/8`),
   * `loopback` or `private`. Default: none.
   */
  readonly trustProxy?: readonly string[];
  /** Gets one event per request and per upload; nothing is logged without it. */
  readonly log?: Log;
  /** Milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
}

/** A signer: `Request` in, `Response` out; mount it wherever that is spoken. */
export interface Signer {
  /** Path of the uploads resource, e.g. `/uploads`. */
  readonly endpoint: string;
  /** Where the public keys are, e.g. `/uploads/jwks.json`. */
  readonly keyPaths: readonly string[];
  /** False if there is no `authorize`: then only callers on this machine are served. */
  readonly authorizes: boolean;
  /**
   * Answers one request. Never rejects. Without the connection's address there is no limit per address, no proxy is
   * trusted, and without `authorize` nobody is served; `serve` and `toNodeHandler` know it.
   */
  readonly fetch: (request: Request, connection?: Connection) => Promise<Response>;
  /** As {@link fetch} for a path or URL, as if it came from this machine: for tests without a socket. */
  readonly request: (input: string, init?: RequestInit) => Promise<Response>;
  /** Whether it answers to a `Host` where only known names are answered, see {@link SignerOptions.allowedHosts}. */
  readonly knowsHost: (authority: string) => boolean;
  /**
   * Looks at every link of the chain to storage, CORS for each allowed origin included, and for holes of storage by which a
   * URL could do more than it is for.
   */
  readonly check: (signal: AbortSignal) => Promise<readonly CheckResult[]>;
  /** The links alone, without CORS: whether uploads could be granted and completed now. */
  readonly ready: (signal: AbortSignal) => Promise<readonly CheckResult[]>;
}
