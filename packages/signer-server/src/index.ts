/**
 * The signer as a library: mints short-lived PUT URLs, looks at what was stored, and signs receipts. Applications that
 * only verify receipts import `@direct-upload/signer-server/receipt` instead.
 *
 * @module
 */
export { createSigner } from './create-signer.js';
export { SignerError } from './errors.js';
export type { SignerErrorCode, SignerErrorDetails } from './errors.js';
export { jsonLog } from './log.js';
export type { Log, LogEvent } from './log.js';
export { toNodeHandler } from './node-handler.js';
export type { NodeHandler } from './node-handler.js';
export type { Authorized, Signer, SignerOptions } from './options.js';
export type { Policy } from './policy.js';
export { generateReceiptKey } from './receipt-key.js';
export type { ReceiptKeyInput } from './receipt-key.js';
export { serve } from './serve.js';
export type { ServeOptions, SignerServer } from './serve.js';
export type {
  CheckResult,
  Finalized,
  GetOptions,
  SignOptions,
  Storage,
  StorageLimits,
  StoredObject,
  Upload,
} from './storage/storage.js';
export type { PartRecord, Problem, ProblemCode, SignedRequest } from './schema.js';
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
