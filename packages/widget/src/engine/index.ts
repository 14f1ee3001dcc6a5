/**
 * The headless engine: {@linkcode Uploader}, its ports and the wire types. No DOM; safe to import on a server.
 *
 * @module
 */
export { canRetry } from './can-retry.js';
export * from './errors.js';
export * from './ports.js';
export type * from './protocol.js';
export type { ResumeOptions } from './resume/resume-keeper.js';
export type { FileIdentity, ResumeRecord, ResumeStore } from './resume/resume-store.js';
export type { TransportLimits } from './sending/put-watch.js';
export type { RetryPolicy } from './flow/retry.js';
export { fetchSigner, type FetchSignerOptions } from './signer.js';
export * from './state.js';
export type { UploadSnapshot } from './snapshot.js';
export { Uploader } from './uploader.js';
export type * from './uploader-options.js';
