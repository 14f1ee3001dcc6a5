/**
 * The signer that direct-upload asks, in a process of its own.
 *
 * @module
 */
import type { ChildProcess } from 'node:child_process';
import { startChild } from './child.js';
import { here, type Place } from './place.js';

/** A running signer. */
export interface BenchSigner extends AsyncDisposable {
  readonly endpoint: string;
  readonly pid: number;
  readonly process: ChildProcess;
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

/**
 * Starts one that signs for this storage and answers pages of this origin.
 *
 * @param allows - `unlimited`: as many files as anybody asks for, of any size
 */
export async function startSigner(
  storage: SignerStorage,
  page: string,
  place: Place = here,
  allows: 'files' | 'unlimited' = 'files',
): Promise<BenchSigner> {
  const settings = JSON.stringify(storage);
  const child = await startChild<{ endpoint: string }>(
    './signer-process.js',
    place,
    settings,
    page,
    allows,
  );
  return { ...child, endpoint: child.told.endpoint };
}
