/**
 * CRC-64 in WebAssembly. A module of its own, so that bundlers that cannot shake a dynamic import take only this function.
 *
 * @module
 */
export { createCRC64 } from 'hash-wasm';
