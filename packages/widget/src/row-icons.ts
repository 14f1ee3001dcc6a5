/**
 * The icons of the rows: what a button does, how an upload ended, what kind of file it is.
 *
 * @module
 */

/** Path data by name. */
export const ICON_PATHS = {
  close: 'M6 6l12 12M18 6 6 18',
  pause: 'M9 5.5v13M15 5.5v13',
  play: 'M8 5.5v13l10.5-6.5z',
  retry: 'M19 12a7 7 0 1 1-2.1-5M19.5 3.5V8H15',
  done: 'M12 3l7 2.5V11c0 4.5-3 8-7 10-4-2-7-5.5-7-10V5.5zM8.8 11.8l2.3 2.4 4.2-4.4',
  failed: 'M12 8v5m0 3v.01M12 3.5 2.8 19.5h18.4z',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15 9v.01',
  video: 'M3.5 6h12v12h-12zM15.5 11l5-3v8l-5-3',
  audio:
    'M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  archive: 'M4 4h16v5H4zM5.5 9v11h13V9M10 13h4',
  text: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
} as const;

/** Names of the icons. */
export type IconName = keyof typeof ICON_PATHS;

/** The icon for a media type or, where the browser knows none, for the extension. */
export function fileIconName({
  name,
  type,
}: {
  readonly name: string;
  readonly type: string;
}): IconName {
  const family = type.split('/')[0];
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  if (/\.(zip|gz|tgz|bz2|xz|zst|7z|rar|tar|iso|dmg)$/i.test(name)) return 'archive';
  if (
    family === 'text' ||
    /\.(pdf|docx?|odt|rtf|md|xlsx?|ods|csv|pptx?|odp|json|xml)$/i.test(name)
  ) {
    return 'text';
  }
  return 'file';
}
