/**
 * Registers `<direct-upload>`. Importing this module is all a page needs; to use another tag name, import the class
 * from the package's main entry and register it oneself.
 *
 * @module
 */
import { DirectUpload } from './direct-upload.js';

// Twice on a page (two bundles, a hot reload) must not throw: the first one stays.
if (!customElements.get('direct-upload')) customElements.define('direct-upload', DirectUpload);

declare global {
  interface HTMLElementTagNameMap {
    'direct-upload': DirectUpload;
  }
}

// Types only: they bring the events into `HTMLElementEventMap`.
export type * from './events.js';
// For pages without a bundler: what they need to share an uploader or to build an own one.
export { fetchSigner, UploadError, Uploader } from './engine/index.js';
export { DirectUpload };
