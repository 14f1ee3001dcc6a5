/**
 * The headless engine: {@linkcode Uploader}, its ports and the wire types. No DOM; safe to import on a server.
 *
 * @module
 */
export * from './errors.js';
export * from './ports.js';
export type * from './protocol.js';
export { xhrTransport, type TransportOptions } from './put-blob.js';
export { defaultRetryPolicy, type RetryPolicy } from './retry.js';
export { fetchSigner, type FetchSignerOptions } from './signer.js';
export * from './state.js';
export type { UploadSnapshot } from './snapshot.js';
export { Uploader, type FileCheck, type UploaderOptions } from './uploader.js';
