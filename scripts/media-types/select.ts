/**
 * Which types of `mime-types` (IANA's, Apache's and nginx's lists) are worth their bytes in a browser: those that people
 * upload and those that must not pass for something else.
 *
 * @module
 */
import { extensions, types } from 'mime-types';

/** Families that are taken whole, but for what only one maker's program knows. */
const FAMILIES =
  /^(?:image|audio|video|text|font|model)\/(?!vnd\.|x-(?:c|java-source|setext|uuencode|sfv|nfo|asm|fortran|pascal|opml|processing|vcalendar|suse-ymp|org|handlebars-template|lua|component)$|prs\.|sgml|troff|richtext|uri-list|n3|spdx|shex|slim|stylus|jade|coffeescript|mdx|less|cache-manifest)/;

/** The rest, by name. */
const OTHERS = new RegExp(
  '^(?:' +
    [
      'image/vnd\\.(?:adobe\\.photoshop|microsoft\\.icon|djvu|dwg|dxf)',
      'application/(?:pdf|zip|gzip|json|geo\\+json|ld\\+json|manifest\\+json|xml|xhtml\\+xml|xslt\\+xml|rss\\+xml|atom\\+xml|gpx\\+xml)',
      'application/(?:rtf|msword|postscript|epub\\+zip|sql|toml|dicom|java-archive|wasm|p7m|vnd\\.rar|vnd\\.visio|vnd\\.sqlite3)',
      'application/vnd\\.google-earth\\.km[lz].*',
      'application/vnd\\.(?:ms-excel|ms-powerpoint|ms-outlook|ms-project|ms-fontobject)',
      'application/vnd\\.ms-(?:excel\\.sheet|word\\.document|powerpoint\\.presentation)\\..*',
      'application/vnd\\.openxmlformats-officedocument\\.(?:wordprocessingml|spreadsheetml|presentationml)\\.(?:document|sheet|presentation|slideshow|template)',
      'application/vnd\\.oasis\\.opendocument\\.(?:text|spreadsheet|presentation|graphics)',
      'application/vnd\\.apple\\.(?:pages|numbers|keynote)',
      'application/vnd\\.android\\.package-archive',
      'application/x-(?:7z-compressed|tar|bzip2|xz|msdownload|shockwave-flash|sh|httpd-php|x509-ca-cert|pkcs12|bittorrent|mobipocket-ebook|iso9660-image|apple-diskimage)',
      'message/rfc822',
    ].join('|') +
    ')$',
);

/** What `mime-types` does not know, or under a name that nobody uses. */
const ADDED: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif', 'pjpeg', 'pjp'],
  'image/tiff': ['tiff', 'tif'],
  'image/heic': ['heic'],
  'image/heif': ['heif', 'hif'],
  'image/x-adobe-dng': ['dng'],
  'image/x-canon-cr2': ['cr2', 'cr3', 'crw'],
  'image/x-nikon-nef': ['nef', 'nrw'],
  'image/x-sony-arw': ['arw', 'srf', 'sr2'],
  'image/x-fuji-raf': ['raf'],
  'image/x-olympus-orf': ['orf'],
  'image/x-panasonic-rw2': ['rw2'],
  'application/gzip': ['gz', 'tgz'],
  'application/vnd.ms-project': ['mpp', 'mpt'],
  'application/x-msdownload': ['exe', 'dll', 'com', 'bat', 'msi'],
  'application/zstd': ['zst'],
  'application/yaml': ['yaml', 'yml'],
  'application/vnd.apache.parquet': ['parquet'],
  'audio/mpeg': ['mp3', 'mp2', 'mpga'],
  'audio/ogg': ['ogg', 'oga', 'opus', 'spx'],
  'audio/flac': ['flac'],
  'audio/mp4': ['m4a', 'mp4a', 'm4b'],
  'audio/x-aiff': ['aiff', 'aif', 'aifc'],
  'text/markdown': ['md', 'markdown', 'mkd'],
  'text/plain': ['txt', 'text', 'log', 'conf', 'ini'],
  'text/javascript': ['js', 'mjs'],
  'text/vcard': ['vcf'],
  'video/mp4': ['mp4', 'm4v', 'mp4v', 'mpg4'],
  'video/mpeg': ['mpeg', 'mpg', 'mpe', 'm1v', 'm2v'],
  'video/mp2t': ['ts', 'mts', 'm2ts'],
  'video/quicktime': ['mov', 'qt'],
  'video/x-matroska': ['mkv'],
};

/** Type to extensions, the usual one first; each extension belongs to one type. */
export function selectTypes(): ReadonlyMap<string, readonly string[]> {
  const selected = new Map(Object.entries(ADDED));
  const taken = new Set(Object.values(ADDED).flat());
  for (const type of Object.keys(extensions).sort()) {
    if (!FAMILIES.test(type) && !OTHERS.test(type)) continue;
    const own = (extensions[type] ?? []).filter(
      (extension) => types[extension] === type && !taken.has(extension),
    );
    for (const extension of own) taken.add(extension);
    if (own.length > 0) selected.set(type, [...(selected.get(type) ?? []), ...own]);
  }
  return new Map([...selected].sort(([a], [b]) => (a < b ? -1 : 1)));
}
