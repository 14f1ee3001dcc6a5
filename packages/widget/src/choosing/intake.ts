/**
 * What becomes of chosen files before they are in the list. A chunk of its own, loaded when a pointer, the keyboard's
 * focus or a drag arrives at the field. It takes nothing but types from what is loaded first, so that no bundler splits
 * that into more files.
 *
 * @module
 */
export { isAcceptedFile, nativeNames } from './accepted.js';
export { pickFiles } from './file-picker.js';
export { intakeEnglish } from '../i18n/intake-english.js';
export { filesOf, filesOfFolder } from './folder-walk.js';
export { namePasted } from './pasted-name.js';
export { createReceiver } from './receiver.js';
