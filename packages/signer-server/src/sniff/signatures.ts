/**
 * Types that can be told from their first bytes without doubt, and under which names.
 *
 * @module
 */

/** Each row is one format; the first names are those of file-type. */
const FORMATS: readonly (readonly string[])[] = [
  ['image/png', 'image/apng', 'image/vnd.mozilla.apng'],
  ['image/jpeg', 'image/jpg', 'image/pjpeg'],
  ['image/gif'],
  ['image/webp'],
  ['image/bmp', 'image/x-ms-bmp', 'image/x-bmp'],
  ['image/tiff'],
  ['image/x-icon', 'image/vnd.microsoft.icon'],
  ['image/jxl'],
  // One container, whose brands are used loosely.
  [
    'image/avif',
    'image/heic',
    'image/heif',
    'image/heic-sequence',
    'image/heif-sequence',
    'image/avif-sequence',
  ],
  ['application/pdf', 'application/x-pdf'],
  ['application/gzip', 'application/x-gzip'],
  ['application/x-7z-compressed'],
  ['application/x-rar-compressed', 'application/vnd.rar'],
  ['application/zstd'],
  [
    'video/mp4',
    'video/quicktime',
    'video/x-m4v',
    'video/3gpp',
    'video/3gpp2',
    'audio/mp4',
    'audio/x-m4a',
  ],
  ['video/webm', 'audio/webm', 'video/matroska', 'video/x-matroska', 'audio/x-matroska'],
  ['audio/wav', 'audio/x-wav', 'audio/wave', 'audio/vnd.wave'],
  ['audio/flac', 'audio/x-flac'],
  ['audio/ogg', 'video/ogg', 'application/ogg', 'audio/opus'],
  ['font/woff'],
  ['font/woff2'],
];

/** Formats that are ZIP archives inside; in their first bytes they often look like nothing more. */
const IN_ZIP =
  /^application\/(?:zip|x-zip-compressed|epub\+zip|vnd\.openxmlformats-officedocument\..+|vnd\.oasis\.opendocument\..+|vnd\.ms-(?:word|excel|powerpoint)\..+macroenabled\..+)$/i;

/** Whether a file of this type that is not recognised is not of this type. */
export function mustBeRecognised(type: string): boolean {
  return IN_ZIP.test(type) || FORMATS.some((names) => names.includes(type));
}

/** Whether bytes recognised as `found` may be stored as `type`. */
export function isSame(type: string, found: string): boolean {
  if (type === found) return true;
  if (IN_ZIP.test(type)) return IN_ZIP.test(found) && (found === 'application/zip' || isZip(type));
  return FORMATS.some((names) => names.includes(type) && names.includes(found));
}

function isZip(type: string): boolean {
  return type === 'application/zip' || type === 'application/x-zip-compressed';
}
