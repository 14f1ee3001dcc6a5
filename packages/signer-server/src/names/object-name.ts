/**
 * Object names and the paths that address them. One rule, measured on Swift: the **decoded** path is signed, the
 * **encoded** one goes into the URL, and it is encoded exactly once.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { utf8Length } from '../utf8.js';

/** Swift's limit is 1024 characters; bytes are safe everywhere, and a file system may count bytes. */
const MAX_NAME_BYTES = 1024;
const MAX_CONTAINER_BYTES = 256;

const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * Refuses names that cannot be addressed from a browser (its URL parser collapses `.` and `..` segments, also
 * percent-encoded ones) or that some Swift refuses.
 *
 * @throws SignerError `invalid-request` that says why.
 */
export function assertObjectName(name: string): void {
  const why = nameFault(name);
  if (why !== undefined) {
    throw new SignerError('invalid-request', `The object name ${JSON.stringify(name)} ${why}.`);
  }
}

function nameFault(name: string): string | undefined {
  if (name === '') return 'is empty';
  if (!name.isWellFormed()) return 'is not valid Unicode';
  if (CONTROL.test(name)) return 'has a control character';
  if (utf8Length(name) > MAX_NAME_BYTES) return `is longer than ${MAX_NAME_BYTES} bytes`;
  if (/^\/+$/.test(name)) return 'has nothing but slashes';
  const segments = name.split('/');
  if (segments.includes('.') || segments.includes('..')) return 'has a "." or ".." segment';
  return undefined;
}

/** @throws SignerError `invalid-option` if no container can have this name. */
export function assertContainerName(name: string): void {
  const length = utf8Length(name);
  if (length < 1 || length > MAX_CONTAINER_BYTES || /[/]/.test(name) || nameFault(name)) {
    throw new SignerError(
      'invalid-option',
      `${JSON.stringify(name)} cannot be a container name: ` +
        `1 to ${MAX_CONTAINER_BYTES} bytes, no slash, no control character, not "." or "..".`,
    );
  }
}

/** Percent-encodes a decoded path once, segment by segment; slashes stay. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
