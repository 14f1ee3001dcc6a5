/**
 * Judges files by the table of types, as the signer does. Loaded with the chunk that takes files in; until then
 * `restrictions.ts` refuses only what is certain.
 *
 * @module
 */
import { acceptedType } from '@direct-upload/accept/match';
import { typeTable } from '@direct-upload/accept/table';

/** @param entries - as `acceptTokens` reads them */
export function isAcceptedFile(file: File, entries: readonly string[]): boolean {
  return acceptedType(file, entries, typeTable) !== undefined;
}

/** Entries for a native input, with the usual name of each type beside others: browsers know `image/jpeg`, not `image/jpg`. */
export function nativeNames(entries: readonly string[]): readonly string[] {
  return [...new Set(entries.flatMap((entry) => [entry, typeTable.nameOf(entry)]))];
}
