/**
 * An object store on local disk that answers like OpenStack Swift, for demos, development and tests. Never for
 * production: it has well-known passwords, no replication and faults on demand.
 *
 * @module
 */
export { createDevStorage, type DevStorage, type DevStorageOptions } from './dev-storage.js';
export type { ContainerOptions } from './container-options.js';
export { DevStorageError, type DevStorageErrorCode } from './errors.js';
export type { Fault, FaultCommon, FaultEffect, FaultMatch } from './faults/fault.js';
export type { ActiveFault, Faults } from './faults/registry.js';
export type { LogEntry } from './http/server.js';
export type { StorageStats } from './stats.js';
export type { StorageAccount } from './swift/auth.js';
