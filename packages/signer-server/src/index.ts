/**
 * The signer as a library: mints short-lived PUT URLs, looks at what was stored, and signs receipts. Applications that
 * only verify receipts import `@direct-upload/signer-server/receipt` instead; those outside Node
 * `@direct-upload/signer-server/web`.
 *
 * @module
 */
export * from './web.js';
export { createMetrics } from './metrics/metrics.js';
export type { Metrics } from './metrics/metrics.js';
export type { MetricsPlace } from './metrics/place.js';
export { hostGuard } from './http/host-guard.js';
export type { HostGuard } from './http/host-guard.js';
export { toNodeHandler } from './http/node-handler.js';
export type { NodeHandler } from './http/node-handler.js';
export { serve } from './http/serve.js';
export type { DrainOptions } from './http/drain.js';
export type { ServeOptions, ServerTimeouts, SignerServer } from './http/serve.js';
