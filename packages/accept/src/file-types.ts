/**
 * What a file may be, by the type its system gave it and by its name. Systems give none, one that is too general, or a wrong
 * one that they are known for; a type that contradicts the name for no such reason is believed alone.
 *
 * @module
 */
import { UNKNOWN_TYPE, mediaType, typeKey } from './media-type.js';
import type { TypeTable } from './type-table.js';

/** What is said of a file. */
export interface DeclaredFile {
  readonly name: string;
  /** `''` if nobody knows. */
  readonly type: string;
}

/**
 * Types that systems give wrongly, by extension. Windows has them from what is installed: a CSV is Excel's, an RTF is
 * Word's, an STL a certificate list. Containers go by the type of what is mostly in them (Ogg, 3GP, HEIF, M4A).
 */
const MISREPORTED: Readonly<Record<string, readonly string[]>> = {
  '.csv': ['application/vnd.ms-excel'],
  '.tsv': ['application/vnd.ms-excel'],
  '.rtf': ['application/msword'],
  '.stl': ['application/vnd.ms-pki.stl', 'application/sla'],
  '.obj': ['application/tgif'],
  '.ogg': ['video/ogg', 'application/ogg', 'audio/vorbis'],
  '.oga': ['video/ogg', 'application/ogg'],
  '.ogv': ['application/ogg'],
  '.opus': ['video/ogg', 'application/ogg', 'audio/opus'],
  '.webm': ['audio/webm'],
  '.weba': ['video/webm'],
  '.m4a': ['video/mp4'],
  '.mp4': ['audio/mp4'],
  '.3gp': ['audio/3gpp'],
  '.heic': ['image/heif'],
  '.heif': ['image/heic'],
  '.avif': ['image/heif'],
  '.tgz': ['application/compressed-tar', 'application/tar'],
  '.gz': ['application/compressed'],
  '.zip': ['application/compressed'],
  '.rar': ['application/compressed'],
  '.7z': ['application/compressed'],
  '.dwg': ['application/acad', 'application/autocad', 'application/dwg', 'image/dwg'],
  '.ai': ['application/pdf', 'application/illustrator'],
};

/** Formats that are ZIP archives inside. */
const IN_ZIP =
  /openxmlformats|oasis\.opendocument|macroenabled|\+zip$|apple\.(?:pages|numbers|key)/;

/** Types that are true of a whole class of formats, and of which. */
const GENERAL: Readonly<Record<string, RegExp>> = {
  [UNKNOWN_TYPE]: /^/,
  'text/plain': /^text\/|[/+](?:json|xml|yaml|toml|sql|javascript|rtf)$/,
  'application/xml': /\+xml$/,
  'application/json': /\+json$/,
  'application/zip': IN_ZIP,
};

/** The lower-case extension of a file name with its dot, `''` if it has none. */
export function extensionOfName(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : '';
}

/** Whether a file of this extension may well be called `declared` by its system. */
export function fitsExtension(declared: string, extension: string, table: TypeTable): boolean {
  const type = table.typeOf(extension);
  const key = typeKey(declared);
  if (isMisreported(declared, extension)) return true;
  if (type === undefined) return false;
  return key === typeKey(type) || (GENERAL[key]?.test(type) ?? false);
}

function isMisreported(declared: string, extension: string): boolean {
  return MISREPORTED[extension]?.includes(typeKey(declared)) ?? false;
}

/** What a file may be, the likeliest first; nothing if neither type nor name says anything. */
export function typesOfFile({ name, type }: DeclaredFile, table: TypeTable): readonly string[] {
  const declared = table.nameOf(mediaType(type) ?? UNKNOWN_TYPE);
  const extension = extensionOfName(name);
  const byName = table.typeOf(extension);
  const isSilent = declared === UNKNOWN_TYPE && type.trim().toLowerCase() !== UNKNOWN_TYPE;
  if (byName === undefined) return isSilent ? [] : [declared];
  if (isSilent) return [byName];
  if (!fitsExtension(declared, extension, table)) return [declared];
  const both = isMisreported(declared, extension) ? [byName, declared] : [declared, byName];
  return [...new Set(both)];
}
