/**
 * Judges what a page says of a file; whether the stored object keeps to it is looked at on completion. Every refusal says
 * the number or the list that was passed.
 *
 * @module
 */
import {
  UNKNOWN_TYPE,
  acceptedType,
  extensionOfName,
  mediaType,
  typeTable,
} from '@direct-upload/accept';
import { SignerError } from '../errors.js';
import { formatBytesApart, formatList } from '../format.js';
import type { FileDeclaration } from '../wire/schema.js';
import { wantsSniffing } from './file-limits.js';
import type { FileLimits } from './file-limits.js';

/** What the limits make of an accepted file. */
export interface AcceptedFile {
  /** What the file is: allowed, not merely declared. */
  readonly contentType: string;
  /** Extension for the key, with its dot, or `''`. */
  readonly ext: string;
  /** The bytes have to agree with the type. */
  readonly sniff: boolean;
}

/**
 * Judges one file.
 *
 * @param limits - it has to keep to all of them: the policy's, and the caller's
 * @throws SignerError `too-large` or `type-not-allowed`.
 */
export function judge(
  file: FileDeclaration,
  limits: readonly FileLimits[],
  storageMaxSize: number,
): AcceptedFile {
  const most = Math.min(storageMaxSize, ...limits.map(({ maxSize = Infinity }) => maxSize));
  if (file.size > most) {
    const [size, limit] = formatBytesApart(file.size, most);
    throw new SignerError('too-large', `The file is ${size}; the limit is ${limit}.`, {
      limit: most,
    });
  }
  const lists = limits.map(({ accept = [] }) => accept);
  const contentType = typeWithin(file, lists);
  return {
    contentType,
    ext: typeTable.extensionsOf(contentType)[0] ?? listedExtension(file.name, lists),
    sniff: limits.some(wantsSniffing),
  };
}

/** The type as which every list lets a file in: an extension in one may make it another type than the one before. */
function typeWithin(file: FileDeclaration, lists: readonly (readonly string[])[]): string {
  const declared = mediaType(file.type);
  if (declared === undefined) {
    throw new SignerError('type-not-allowed', `${JSON.stringify(file.type)} is no media type.`);
  }
  let type = file.type;
  for (const list of lists) {
    type = acceptedType({ name: file.name, type }, list, typeTable) ?? refuse(file, declared, list);
  }
  for (const list of lists) {
    const again = acceptedType({ name: file.name, type }, list, typeTable);
    if (again !== type) refuse(file, declared, list);
  }
  return type === '' ? UNKNOWN_TYPE : type;
}

function listedExtension(name: string, lists: readonly (readonly string[])[]): string {
  const extension = extensionOfName(name);
  return lists.some((list) => list.includes(extension)) ? extension : '';
}

/** @throws SignerError `type-not-allowed` */
function refuse({ name }: FileDeclaration, type: string, accept: readonly string[]): never {
  const extension = extensionOfName(name);
  throw new SignerError(
    'type-not-allowed',
    `Files of type ${type}${extension && ` (${extension})`} are not allowed; ` +
      `allowed are ${formatList(accept)}.`,
    { accept },
  );
}

/** @throws SignerError `too-many`. */
export function assertFileCount(count: number, limits: readonly FileLimits[]): void {
  const most = Math.min(...limits.map(({ maxFiles = Infinity }) => maxFiles));
  if (count > most) {
    throw new SignerError(
      'too-many',
      `This call asks for ${count} files; at most ${most} are allowed in one.`,
      { limit: most },
    );
  }
}
