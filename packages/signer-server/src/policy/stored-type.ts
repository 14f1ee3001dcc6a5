/**
 * As what an object is stored. Where the holder of a download URL chooses whether a browser shows or saves it, whatever a
 * browser could run is stored as bytes without a type: there is nothing to choose then.
 *
 * @module
 */
import { UNKNOWN_TYPE, isActiveType, mediaType } from '@direct-upload/accept';
import { SignerError } from '../errors.js';
import type { Presentation } from '../storage/storage.js';
import { mayShow } from './inline-types.js';

/** Shown in a viewer whose scripts run in no origin: kept, as long as the policy shows it. */
const DOCUMENTS = ['application/pdf'];

/**
 * The type to store a file of this type under.
 *
 * @param inline - types that the policy shows in the browser
 */
export function storedTypeOf(
  type: string,
  inline: readonly string[],
  presentation: Presentation,
): string {
  if (presentation === 'signed' || mayShow(type, inline)) return type;
  return isActiveType(type) || DOCUMENTS.includes(type) ? UNKNOWN_TYPE : type;
}

/**
 * Before a download URL for an object that was stored under another rule, or whose type somebody changed.
 *
 * @param stored - the type as storage says it, perhaps with parameters
 * @throws SignerError `type-not-allowed`
 */
export function assertHarmless(
  stored: string,
  inline: readonly string[],
  presentation: Presentation,
): void {
  if (presentation === 'signed') return;
  const type = mediaType(stored);
  if (type !== undefined && (mayShow(type, inline) || !isActiveType(type))) return;
  throw new SignerError(
    'type-not-allowed',
    `The file is stored as ${type ?? JSON.stringify(stored)}, which a browser could run, and whoever has the URL could have it shown. Store it as ${UNKNOWN_TYPE}, or let the policy show its type.`,
  );
}
