/**
 * The signer for runtimes that are not Node: Cloudflare's workerd and whatever else speaks `Request` and `Response`. All of
 * the library but what listens to sockets and counts for Prometheus, without an import of Node's. A request there comes
 * from nowhere known, so `authorize` is required.
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
export { jsonLog } from './log/log.js';
export type { Log, LogEvent } from './log/log.js';
export type { Authorize, Authorized } from './authorize/authorize.js';
export { forwardAuthorize } from './authorize/forward.js';
export type { ForwardOptions } from './authorize/forward.js';
export { jwtAuthorize } from './authorize/jwt.js';
export type { JwtOptions } from './authorize/jwt.js';
export type { FileLimits } from './policy/file-limits.js';
export type { Signer, SignerOptions } from './options.js';
export type { AllowDownload, Policy, RequestedFile } from './policy/policy.js';
export { generateReceiptKey } from './tokens/receipt-key.js';
export type { ReceiptKeyInput } from './tokens/receipt-key.js';
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
export type { PartRecord, Problem, ProblemCode, SignedRequest } from './wire/schema.js';
export type { Inspect, InspectedUpload } from './sniff/inspect.js';
export { s3 } from './storage/s3/s3.js';
export type { S3Credentials, S3Options } from './storage/s3/options.js';
export { swift } from './storage/swift/swift.js';
export type { SwiftOptions } from './storage/swift/options.js';
export type { LoginContext, SwiftAuth, SwiftLogin } from './storage/swift/login/login.js';
export type { SwiftCredentials } from './storage/swift/login/credentials.js';
export type { V1Credentials } from './storage/swift/login/v1-auth.js';
export type {
  KeystoneApplicationCredential,
  KeystoneCredentials,
  KeystonePassword,
} from './storage/swift/login/keystone.js';
export type { TempUrlDigest } from './storage/swift/temp-url.js';
