/**
 * Whether storage still has what a receipt names.
 *
 * @module
 */
import { SignerError } from '../errors.js';
import { readSettings } from '../settings/read-settings.js';
import type { ReceiptUpload } from '../tokens/receipt.js';
import { choiceFaults, createStorage, toStorageChoice } from '../settings/storage-choice.js';
import type { World } from './command.js';
import { STORAGE_NAMES } from './storage-settings.js';

/** What was found. */
export interface StoredFinding {
  readonly same: boolean;
  /** One sentence. */
  readonly message: string;
  /** Bytes. */
  readonly size?: number;
  readonly etag?: string;
}

/** @throws SignerError where storage cannot be asked. */
export async function compareStored(
  { env, signal }: World,
  upload: ReceiptUpload,
): Promise<StoredFinding> {
  const { settings, faults } = readSettings(env, STORAGE_NAMES);
  const all = [...faults, ...choiceFaults(env, settings)];
  if (all.length > 0) throw new SignerError('invalid-option', all.join('\n'));
  const storage = await createStorage(toStorageChoice(settings));
  if (upload.storage !== storage.name || upload.container !== storage.container) {
    const message = `The receipt is about ${upload.storage}, container ${JSON.stringify(upload.container)}; the settings, about ${storage.name}, ${JSON.stringify(storage.container)}.`;
    throw new SignerError('invalid-option', message);
  }
  const stored = await storage.stat(upload.key, signal);
  if (!stored) return { same: false, message: 'The object is not there any more.' };
  const { size, etag } = stored;
  if (size !== upload.size) {
    return { same: false, message: `Storage has ${size} bytes.`, size, etag };
  }
  if (etag !== upload.etag) {
    return { same: false, message: `Storage has other bytes (ETag ${etag}).`, size, etag };
  }
  return { same: true, message: 'Storage has the object, of this size and ETag.', size, etag };
}
