/**
 * Whether an accept list lets a file in, and as what: the one answer that a field gives before anything is sent, and a
 * signer gives with authority.
 *
 * @module
 */
import { isActiveType } from './active-types.js';
import { extensionOfName, fitsExtension, typesOfFile } from './file-types.js';
import type { DeclaredFile } from './file-types.js';
import { UNKNOWN_TYPE, mediaType, typeKey } from './media-type.js';
import type { TypeTable } from './type-table.js';

/**
 * The type by which a list lets a file in.
 *
 * An extension lets in what has it, whatever its type, and makes it the type of that extension; but not what declares
 * itself as something that browsers run: `x.pdf` that says `text/html` is no PDF.
 *
 * @param entries - as `parseAccept` reads them; none means everything
 * @returns undefined if no entry does
 */
export function acceptedType(
  file: DeclaredFile,
  entries: readonly string[],
  table: TypeTable,
): string | undefined {
  const types = typesOfFile(file, table);
  if (entries.length === 0 || entries.includes('*/*')) return types[0] ?? UNKNOWN_TYPE;
  const type = types.find((each) => entries.some((entry) => coversType(entry, each)));
  if (type !== undefined) return type;
  return entries.some((entry) => hasExtension(file.name, entry))
    ? typeByName(file, types, table)
    : undefined;
}

/** `image/*` covers `image/png`, `image/jpg` covers `image/jpeg`; extensions cover no type. */
export function coversType(entry: string, type: string): boolean {
  if (entry === '*/*') return true;
  if (entry.endsWith('/*')) return typeKey(type).startsWith(entry.slice(0, -1));
  return typeKey(entry) === typeKey(type);
}

function hasExtension(name: string, entry: string): boolean {
  return entry.startsWith('.') && name.toLowerCase().endsWith(entry);
}

function typeByName(
  { name, type }: DeclaredFile,
  types: readonly string[],
  table: TypeTable,
): string | undefined {
  const declared = mediaType(type) ?? UNKNOWN_TYPE;
  const extension = extensionOfName(name);
  const byName = table.typeOf(extension) ?? UNKNOWN_TYPE;
  if (types.includes(byName)) return byName;
  if (!isActiveType(declared) || isActiveType(byName)) return byName;
  return fitsExtension(declared, extension, table) ? byName : undefined;
}
