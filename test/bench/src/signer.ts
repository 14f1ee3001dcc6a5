/**
 * The signer that direct-upload asks, in a process of its own.
 *
 * @module
 */
import { startChild } from './child.js';
import { here, type Place } from './place.js';

/** A running signer. */
export interface BenchSigner extends AsyncDisposable {
  readonly endpoint: string;
  readonly pid: number;
}

/** What it signs for. */
export interface SignerStorage {
  /** v1 auth. */
  readonly url: string;
  readonly user: string;
  readonly key: string;
  readonly container: string;
  readonly tempUrlKey: string;
}

/** Starts one that signs for this storage and answers pages of this origin. */
export async function startSigner(
  storage: SignerStorage,
  page: string,
  place: Place = here,
): Promise<BenchSigner> {
  const settings = JSON.stringify(storage);
  const child = await startChild<{ endpoint: string }>(
    './signer-process.js',
    place,
    settings,
    page,
  );
  return { ...child, endpoint: child.told.endpoint };
}
