/**
 * What {@link swift} is told, and what can be wrong with it before anything is asked of storage.
 *
 * @module
 */
import { SignerError } from '../../errors.js';
import { assertContainerName } from '../../names/object-name.js';
import type { SwiftCredentials } from './login/credentials.js';
import type { Fetch } from './http.js';
import { MAX_PART_SIZE, MIN_PART_SIZE } from './limits.js';
import { TEMP_URL_DIGESTS } from './temp-url.js';
import type { TempUrlDigest } from './temp-url.js';

/** Where the container is, and with what right. */
export interface SwiftOptions {
  /** `https://storage.example/v1/AUTH_account`, also below a path; may be left out where `auth` announces it. */
  readonly storageUrl?: string;
  /** Credentials that may read and write the container. Without them uploads are finished in place. */
  readonly auth?: SwiftCredentials;
  readonly container: string;
  /**
   * The key that signs URLs: `X-Container-Meta-Temp-URL-Key` (preferred) or `X-Account-Meta-Temp-URL-Key`. May be left
   * out where `auth` lets the signer read the container's; then a rotation needs no restart.
   */
  readonly tempUrlKey?: string;
  /** Seconds for which a key that was read from the container is used. Default: 60. */
  readonly tempUrlKeyCache?: number;
  /** Default: sha256. */
  readonly tempUrlDigest?: TempUrlDigest;
  /** Bytes per part as long as the count allows, 1 MiB to 5 GiB. Default: 16 MiB. */
  readonly partSize?: number;
  /** Default: one of the package's own, which keeps connections also after HEAD. */
  readonly fetch?: Fetch;
  /** Milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

/** @throws SignerError `invalid-option` that names the option and the mend. */
export function assertSwiftOptions(options: SwiftOptions): void {
  const { storageUrl, auth, container, tempUrlDigest, partSize } = options;
  assertContainerName(container);
  if (!storageUrl && !auth) {
    throw new SignerError(
      'invalid-option',
      'swift() needs storageUrl or auth to find the account.',
    );
  }
  assertKey(options);
  if (tempUrlDigest !== undefined && !TEMP_URL_DIGESTS.includes(tempUrlDigest)) {
    throw new SignerError(
      'invalid-option',
      `tempUrlDigest must be one of ${TEMP_URL_DIGESTS.join(', ')}.`,
    );
  }
  if (partSize !== undefined && !isPartSize(partSize)) {
    throw new SignerError(
      'invalid-option',
      `partSize is ${partSize}; it must be a whole number of bytes from ${MIN_PART_SIZE} (1 MiB) to ${MAX_PART_SIZE} (5 GiB).`,
    );
  }
}

function assertKey({ auth, tempUrlKey, tempUrlKeyCache }: SwiftOptions): void {
  if (tempUrlKey === '' || (tempUrlKey === undefined && !auth)) {
    throw new SignerError(
      'invalid-option',
      'swift() needs tempUrlKey, the key that signs URLs, or auth to read it from the container.',
    );
  }
  if (tempUrlKeyCache !== undefined && !(tempUrlKeyCache >= 1)) {
    throw new SignerError('invalid-option', 'tempUrlKeyCache must be 1 second or more.');
  }
}

function isPartSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= MIN_PART_SIZE && size <= MAX_PART_SIZE;
}
