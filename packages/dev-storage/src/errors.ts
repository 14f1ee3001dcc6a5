/**
 * The one error class of this package: what can go wrong while a storage is started or a fault is set up. What goes
 * wrong inside a request is an HTTP answer, never an exception.
 *
 * @module
 */

/** Why a storage could not be started, or would not do what it was asked in-process. */
export type DevStorageErrorCode =
  /** An option or an environment setting has a value that cannot be used. */
  | 'invalid-option'
  /** Something else listens on this port. */
  | 'port-taken'
  /** Another process serves this directory. */
  | 'directory-in-use'
  /** The directory holds files that were not written by this package. */
  | 'directory-foreign'
  /** A record on disk cannot be read. */
  | 'damaged'
  /** The fault's description is not valid. */
  | 'invalid-fault';

/** {@linkcode DevStorageError.message} is one sentence that names the trouble and the mend. */
export class DevStorageError extends Error {
  override readonly name = 'DevStorageError';
  readonly code: DevStorageErrorCode;

  constructor(code: DevStorageErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
