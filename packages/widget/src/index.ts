/**
 * The element's class, its events and strings, and what a page needs of the engine. No side effects; safe to import on
 * a server. `@direct-upload/widget/define` registers the tag.
 *
 * @module
 */
export { DirectUpload } from './direct-upload.js';
export {
  UploadAcceptEvent,
  UploadChangeEvent,
  UploadCompleteEvent,
  UploadErrorEvent,
} from './events.js';
export { english } from './i18n/english.js';
export type { Messages } from './i18n/messages.js';
export {
  fetchSigner,
  UploadError,
  Uploader,
  type FetchSignerOptions,
  type Signer,
  type UploaderOptions,
  type UploadErrorCode,
  type UploadSnapshot,
  type UploadState,
} from './engine/index.js';
export type { DirectUploadAttributes, DirectUploadEvents, DirectUploadProps } from './props.js';
