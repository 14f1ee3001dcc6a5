/**
 * The few media types with an extension that the signer is sure of. Used in both directions: the extension of a key
 * follows the allowed type, and a file let in by its extension gets the type that belongs to it, so that `x.pdf`
 * declared as `text/html` is never stored as HTML. Everything else is `application/octet-stream` without extension.
 *
 * @module
 */

/** Type to extension; where a type has several, the first one listed names keys. */
const EXTENSIONS: readonly (readonly [type: string, ...extensions: string[]])[] = [
  ['application/gzip', '.gz'],
  ['application/json', '.json'],
  ['application/msword', '.doc'],
  ['application/pdf', '.pdf'],
  ['application/vnd.ms-excel', '.xls'],
  ['application/vnd.ms-powerpoint', '.ppt'],
  ['application/vnd.oasis.opendocument.spreadsheet', '.ods'],
  ['application/vnd.oasis.opendocument.text', '.odt'],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', '.pptx'],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '.xlsx'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', '.docx'],
  ['application/x-7z-compressed', '.7z'],
  ['application/x-tar', '.tar'],
  ['application/zip', '.zip'],
  ['audio/flac', '.flac'],
  ['audio/mp4', '.m4a'],
  ['audio/mpeg', '.mp3'],
  ['audio/ogg', '.ogg', '.oga'],
  ['audio/wav', '.wav'],
  ['image/avif', '.avif'],
  ['image/bmp', '.bmp'],
  ['image/gif', '.gif'],
  ['image/heic', '.heic'],
  ['image/jpeg', '.jpg', '.jpeg'],
  ['image/png', '.png'],
  ['image/svg+xml', '.svg'],
  ['image/tiff', '.tiff', '.tif'],
  ['image/webp', '.webp'],
  ['text/css', '.css'],
  ['text/csv', '.csv'],
  ['text/html', '.html', '.htm'],
  ['text/markdown', '.md'],
  ['text/plain', '.txt', '.log'],
  ['video/mp4', '.mp4'],
  ['video/mpeg', '.mpeg', '.mpg'],
  ['video/quicktime', '.mov'],
  ['video/webm', '.webm'],
  ['video/x-matroska', '.mkv'],
];

/** Type for bytes nobody vouches for. */
export const UNKNOWN_TYPE = 'application/octet-stream';

/** `.png` for `image/png`, `''` if unknown. */
export function extensionOfType(type: string): string {
  return EXTENSIONS.find(([known]) => known === type)?.[1] ?? '';
}

/** `image/png` for `.png`, `application/octet-stream` if unknown. */
export function typeOfExtension(extension: string): string {
  return EXTENSIONS.find(([, ...known]) => known.includes(extension))?.[0] ?? UNKNOWN_TYPE;
}

/** The lower-case extension of a file name with its dot, `''` if it has none. */
export function extensionOfName(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : '';
}

/** RFC 6838 §4.2 restricted names, which leave nothing to inject into a header. */
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/**
 * A declared type without its parameters, in lower case; `application/octet-stream` for `''`.
 *
 * @returns undefined if it is no media type.
 */
export function mediaType(declared: string): string | undefined {
  const essence = (declared.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (essence === '') return UNKNOWN_TYPE;
  return MEDIA_TYPE.test(essence) ? essence : undefined;
}
