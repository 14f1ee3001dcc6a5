/**
 * MD5 in plain JavaScript, for pages whose CSP forbids WebAssembly.
 *
 * @module
 */
export { md5 } from 'js-md5';
