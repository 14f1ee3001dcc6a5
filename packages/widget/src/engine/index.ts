/** The headless engine: `Uploader`, its ports and the wire types. No DOM. @module */
export * from './errors.js';
export * from './state.js';
export type * from './protocol.js';
