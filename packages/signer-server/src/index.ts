/**
 * The signer as a library: mints short-lived PUT URLs, looks at what was stored, and signs receipts. Applications that
 * only verify receipts import `@direct-upload/signer-server/receipt` instead.
 *
 * @module
 */
export { createSigner } from './create-signer.js';
export type { Connection } from './limits/address.js';
export type { LimitOptions } from './limits/limits.js';
export type { Rate } from './limits/rate.js';
export type { Counter, LimitStore, Taken } from './limits/store.js';
export { SignerError } from './errors.js';
export type { SignerErrorCode, SignerErrorDetails } from './errors.js';
export { jsonLog } from './log.js';
export type { Log, LogEvent } from './log.js';
export { createMetrics } from './metrics/metrics.js';
export type { Metrics } from './metrics/metrics.js';
export type { MetricsPlace } from './metrics/place.js';
export { toNodeHandler } from './node-handler.js';
export type { NodeHandler } from './node-handler.js';
export type { Authorize, Authorized } from './authorize/authorize.js';
export { forwardAuthorize } from './authorize/forward.js';
export type { ForwardOptions } from './authorize/forward.js';
export { jwtAuthorize } from './authorize/jwt.js';
export type { JwtOptions } from './authorize/jwt.js';
export type { CallerLimits } from './authorize/limits.js';
export type { Signer, SignerOptions } from './options.js';
export type { AllowDownload, Policy, RequestedFile } from './policy.js';
export { generateReceiptKey } from './receipt-key.js';
export type { ReceiptKeyInput } from './receipt-key.js';
export { serve } from './serve.js';
export type { DrainOptions } from './drain.js';
export type { ServeOptions, ServerTimeouts, SignerServer } from './serve.js';
export type {
  CheckResult,
  Finalized,
  GetOptions,
  Inspection,
  ObjectState,
  ReadBytes,
  SignOptions,
  Storage,
  StorageLimits,
  StoredObject,
  Upload,
} from './storage/storage.js';
export type { PartRecord, Problem, ProblemCode, SignedRequest } from './schema.js';
export type { Inspect, InspectedUpload } from './sniff/inspect.js';
export { s3 } from './storage/s3.js';
export type { S3Credentials, S3Options } from './storage/s3-options.js';
export { swift } from './storage/swift.js';
export type { SwiftOptions } from './storage/swift-options.js';
export type { LoginContext, SwiftAuth, SwiftLogin } from './storage/swift-auth.js';
export type { SwiftCredentials } from './storage/swift-credentials.js';
export type { V1Credentials } from './storage/v1-auth.js';
export type {
  KeystoneApplicationCredential,
  KeystoneCredentials,
  KeystonePassword,
} from './storage/keystone.js';
export type { TempUrlDigest } from './storage/temp-url.js';
