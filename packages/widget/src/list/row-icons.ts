/**
 * The icons of the rows: what a button does, how an upload ended, what kind of file it is.
 *
 * @module
 */

/** A sheet of paper with a folded corner. */
const SHEET = 'M6 3h8l4 4v14H6zM14 3v4h4';
const SHIELD = 'M12 3l7 2.5V11c0 4.5-3 8-7 10-4-2-7-5.5-7-10V5.5z';

/** Path data by name. */
export const ICON_PATHS = {
  close: 'M6 6l12 12M18 6 6 18',
  pause: 'M9 5.5v13M15 5.5v13',
  play: 'M8 5.5v13l10.5-6.5z',
  retry: 'M19 12a7 7 0 1 1-2.1-5M19.5 3.5V8H15',
  uploading: 'M12 19V6M6.5 11.5 12 6l5.5 5.5',
  completing: `${SHIELD}M12 8v4l2.5 1.5`,
  done: `${SHIELD}M8.8 11.8l2.3 2.4 4.2-4.4`,
  failed: 'M12 8v5m0 3v.01M12 3.5 2.8 19.5h18.4z',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15 9v.01',
  video: 'M3.5 6h12v12h-12zM15.5 11l5-3v8l-5-3',
  audio:
    'M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  archive: 'M4 4h16v5H4zM5.5 9v11h13V9M10 13h4',
  pdf: `${SHEET}M9 17.5c2.5-1 3.7-4 3.5-6.5 0 3 1.5 4.5 3 5-2-.4-4.5.3-6.5 1.5z`,
  document: `${SHEET}M9 11h6M9 14h6M9 17h3.5`,
  sheet: `${SHEET}M9 11h6v6H9zM9 14h6M12 11v6`,
  slides: 'M4 4.5h16V15H4zM12 15v5M8.5 20h7M8 8h5M8 11h3',
  code: 'M8.5 7.5 4 12l4.5 4.5M15.5 7.5 20 12l-4.5 4.5M13.5 5l-3 14',
  font: 'M5 19 12 5l7 14M7.5 14h9',
  model: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  text: `${SHEET}M9 12h6M9 16h6`,
  file: SHEET,
} as const;

/** Names of the icons. */
export type IconName = keyof typeof ICON_PATHS;

/** By extension, where it says more than the media type; the first that fits. */
const EXTENSIONS: readonly (readonly [IconName, RegExp])[] = [
  ['pdf', /^pdf$/],
  ['document', /^(docx?|odt|rtf|pages|epub)$/],
  ['sheet', /^(xlsx?|ods|csv|tsv|numbers)$/],
  ['slides', /^(pptx?|odp|key)$/],
  ['archive', /^(zip|gz|tgz|bz2|xz|zst|7z|rar|tar|iso|dmg)$/],
  [
    'code',
    /^([cm]?[jt]sx?|json|xml|ya?ml|toml|html?|css|py|rb|go|rs|java|kt|c|h|cpp|cs|php|sh|sql)$/,
  ],
  ['font', /^(ttf|otf|woff2?)$/],
  ['model', /^(stl|obj|glb|gltf|fbx|3mf|ply|step|stp|usdz)$/],
];
const FAMILIES: Readonly<Record<string, IconName>> = {
  ...{ image: 'image', video: 'video', audio: 'audio', font: 'font', model: 'model', text: 'text' },
};

/** The icon for a file: by its extension or, where that says nothing, by its media type. */
export function fileIconName({
  name,
  type,
}: {
  readonly name: string;
  readonly type: string;
}): IconName {
  const family = FAMILIES[type.split('/')[0] ?? ''];
  // What the browser has recognised as a picture is one, whatever it is called: a `.ts` may be a film.
  if (family === 'image' || family === 'video' || family === 'audio') return family;
  const extension = /\.([^.]+)$/.exec(name.toLowerCase())?.[1] ?? '';
  const byExtension = EXTENSIONS.find(([, pattern]) => pattern.test(extension))?.[0];
  return (
    byExtension ??
    (type === 'application/pdf' ? 'pdf' : (family ?? (extension === 'md' ? 'text' : 'file')))
  );
}
