/**
 * The demo as a module, for tests that want it in their own process.
 *
 * @module
 */
export { startDemo, type Demo } from './server/demo.js';
export { DemoError, type DemoErrorCode } from './server/demo-error.js';
export {
  settingsFrom,
  type DemoSettings,
  type Environment,
  type SwiftSettings,
} from './server/settings.js';
export type { PortSetting } from './server/ports.js';
export type { Ledger } from './server/ledger.js';
