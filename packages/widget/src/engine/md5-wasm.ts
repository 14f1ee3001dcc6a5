/**
 * MD5 in WebAssembly. A module of its own, so that bundlers that cannot shake a dynamic import take only this function.
 *
 * @module
 */
export { createMD5 } from 'hash-wasm';
