/**
 * Everything that sends, as one chunk that is loaded with the first file.
 *
 * @module
 */
export { createHasher } from './hasher.js';
export { xhrTransport } from './put-blob.js';
export { runUpload } from './run-upload.js';
