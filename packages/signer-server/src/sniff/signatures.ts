/**
 * Types that can be told from their first bytes without doubt, and under which names.
 *
 * @module
 */
import { typeKey } from '@direct-upload/accept';

/** Each row is one container, whose brands are used loosely; a format by itself is in a row of its own. */
const FORMATS: readonly (readonly string[])[] = [
  ['image/png', 'image/apng'],
  ['image/jpeg'],
  ['image/gif'],
  ['image/webp'],
  ['image/bmp'],
  ['image/tiff'],
  ['image/vnd.microsoft.icon'],
  ['image/jxl'],
  [
    'image/avif',
    'image/heic',
    'image/heif',
    'image/heic-sequence',
    'image/heif-sequence',
    'image/avif-sequence',
  ],
  ['application/pdf'],
  ['application/gzip'],
  ['application/7z-compressed'],
  ['application/vnd.rar'],
  ['application/zstd'],
  ['video/mp4', 'video/quicktime', 'video/3gpp', 'video/3gpp2', 'audio/mp4'],
  ['video/webm', 'audio/webm', 'video/matroska', 'audio/matroska'],
  ['audio/wav'],
  ['audio/flac'],
  ['audio/ogg', 'video/ogg', 'application/ogg', 'audio/opus'],
  ['font/woff'],
  ['font/woff2'],
];

/** Formats that are ZIP archives inside; in their first bytes they often look like nothing more. */
const IN_ZIP =
  /^application\/(?:zip|epub\+zip|vnd\.openxmlformats-officedocument\..+|vnd\.oasis\.opendocument\..+|vnd\.ms-(?:word|excel|powerpoint)\..+macroenabled\..+)$/i;

/** Whether a file of this type that is not recognised is not of this type. */
export function mustBeRecognised(type: string): boolean {
  const key = typeKey(type);
  return IN_ZIP.test(key) || FORMATS.some((names) => names.includes(key));
}

/** Whether bytes recognised as `found` may be stored as `type`. */
export function isSame(type: string, found: string): boolean {
  const [key, foundKey] = [typeKey(type), typeKey(found)];
  if (key === foundKey) return true;
  if (IN_ZIP.test(key)) {
    return IN_ZIP.test(foundKey) && [key, foundKey].includes('application/zip');
  }
  return FORMATS.some((names) => names.includes(key) && names.includes(foundKey));
}
