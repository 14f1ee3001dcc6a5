/**
 * Holds what is believed to be stored against what storage holds. The file is read again before a part counts: a part
 * of an older version of the file is sent anew, never stitched to newer ones.
 *
 * @module
 */
import { createPartHash } from './part-hash.js';
import type { PartRange } from './parts.js';
import type { PartRecord } from '../protocol.js';
import { withRetry } from '../flow/retry.js';
import type { PartServices } from './send-part.js';
import { bareEtag } from './storage-answer.js';

/** What is reconciled. */
export interface Reconcilable {
  readonly token: string;
  readonly file: File;
  readonly plan: readonly PartRange[];
  /** Corrected in place. */
  readonly confirmed: Map<number, PartRecord>;
}

/** Calls `onConfirmed` for every part that was found to be there. */
export async function reconcile(
  { token, file, plan, confirmed }: Reconcilable,
  services: PartServices,
  onConfirmed: (record: PartRecord) => void,
  signal: AbortSignal,
): Promise<void> {
  const { signer, retry } = services;
  const { parts } = await withRetry(() => signer.status(token, signal), retry, signal);
  const stored = new Map(
    parts.map((part) => [part.partNumber, { ...part, etag: bareEtag(part.etag) }]),
  );
  for (const [partNumber, { etag }] of confirmed) {
    if (stored.get(partNumber)?.etag !== etag) confirmed.delete(partNumber);
  }
  for (const { partNumber, start, end } of plan) {
    const record = stored.get(partNumber);
    if (record?.size !== end - start || confirmed.has(partNumber)) continue;
    const hash = await createPartHash(file.slice(start, end), undefined, services, signal).start();
    if (hash !== record.etag) continue;
    confirmed.set(partNumber, record);
    onConfirmed(record);
  }
}
