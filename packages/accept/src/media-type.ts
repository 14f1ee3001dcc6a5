/**
 * Media types as they are written, and as they are compared: in lower case, without parameters, and under one name where
 * systems use several.
 *
 * @module
 */

/** The type of bytes nobody vouches for. */
export const UNKNOWN_TYPE = 'application/octet-stream';

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

/**
 * Other names of a type, `x-` left out (see {@link typeKey}). From the lists of browsers and systems: Chromium's
 * net/base/mime_util.cc, Firefox's uriloader/exthandler, shared-mime-info's aliases, the Windows registry (`jpg`, `pjpeg`,
 * `zip-compressed`, `vnd.dlna.*`), and the type names of the MIME Sniffing Standard.
 */
const ALIASES: readonly (readonly [type: string, ...others: string[]])[] = [
  ['application/octet-stream', 'binary/octet-stream', 'application/unknown', 'unknown/unknown'],
  ['application/octet-stream', 'application/force-download', 'application/download'],
  ['image/jpeg', 'image/jpg', 'image/pjpeg', 'image/jpe', 'image/citrix-jpeg'],
  ['image/png', 'image/citrix-png'],
  ['image/apng', 'image/vnd.mozilla.apng'],
  ['image/bmp', 'image/ms-bmp', 'image/windows-bmp'],
  ['image/tiff', 'image/tif'],
  ['image/svg+xml', 'image/svg', 'image/svg-xml', 'image/svg+xml-compressed'],
  ['image/vnd.microsoft.icon', 'image/icon', 'image/ico'],
  ['image/vnd.adobe.photoshop', 'image/psd', 'image/photoshop', 'application/photoshop'],
  ['audio/mpeg', 'audio/mp3', 'audio/mpeg3', 'audio/mpg'],
  ['audio/mp4', 'audio/m4a', 'audio/mp4a-latm'],
  ['audio/wav', 'audio/wave', 'audio/vnd.wave', 'audio/pn-wav'],
  ['audio/aac', 'audio/aacp', 'audio/vnd.dlna.adts', 'audio/hx-aac-adts'],
  ['audio/midi', 'audio/mid'],
  ['video/mp4', 'video/m4v'],
  ['video/mp2t', 'video/vnd.dlna.mpeg-tts'],
  ['video/msvideo', 'video/avi'],
  ['video/matroska', 'video/mkv'],
  ['application/pdf', 'application/acrobat', 'applications/vnd.pdf', 'text/pdf'],
  ['application/zip', 'application/zip-compressed'],
  ['application/gzip', 'application/gzip-compressed'],
  ['application/vnd.rar', 'application/rar', 'application/rar-compressed'],
  ['application/msword', 'application/vnd.ms-word', 'application/doc'],
  ['application/vnd.ms-excel', 'application/msexcel', 'application/excel', 'application/xls'],
  ['application/vnd.ms-powerpoint', 'application/mspowerpoint', 'application/powerpoint'],
  ['application/rtf', 'text/rtf', 'text/richtext'],
  ['application/json', 'text/json'],
  ['application/xml', 'text/xml'],
  ['application/yaml', 'text/yaml'],
  ['text/csv', 'application/csv', 'text/comma-separated-values'],
  ['text/javascript', 'text/ecmascript', 'application/javascript', 'application/ecmascript'],
  ['text/vcard', 'text/directory'],
  ['font/woff', 'application/font-woff'],
  ['font/ttf', 'application/font-ttf', 'application/font-truetype'],
  ['font/otf', 'application/font-otf', 'application/font-opentype'],
];

const TYPE_OF_ALIAS: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  ALIASES.flatMap(([type, ...others]) => others.map((other) => [other, type] as const)),
);

/**
 * What is the same for all names of a type. `x-` does not count: RFC 6648 gave it up, and most types that had it are in use
 * with and without.
 *
 * @param type - as {@link mediaType} returns it
 */
export function typeKey(type: string): string {
  const plain = type.replace('/x-', '/');
  return TYPE_OF_ALIAS.get(plain) ?? plain;
}
