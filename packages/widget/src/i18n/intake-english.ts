/**
 * The strings about chosen files, in English: a part of the chunk that takes them in.
 *
 * @module
 */
import type { IntakeKey, Messages } from './messages.js';

/** What there is to say of files that are not added. */
export const intakeEnglish: Pick<Messages, IntakeKey> = {
  duplicates: (count, name) =>
    count === 1
      ? `${name} is already in the list.`
      : `${count.toLocaleString('en')} files are already in the list.`,
  repeated: (count, name) =>
    count === 1
      ? `${name} was chosen twice.`
      : `${count.toLocaleString('en')} files were chosen twice.`,
  leftOut: (count) =>
    count === 1 ? '1 file was not added.' : `${count.toLocaleString('en')} files were not added.`,
  emptyFolder: (name) => `${name} has no files in it.`,
  unreadable: 'This file cannot be read. Check that it still exists and choose it again.',
};
