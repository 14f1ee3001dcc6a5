/**
 * Checks files that a page passes in. TypeScript does not help every page, and one value that is no file would fail much
 * later, at a place that does not name it.
 *
 * @module
 */

/** Extensions that cannot be derived from the subtype of the media type. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/javascript': 'js',
};

/**
 * Returns the files as an array. A `Blob`, as `canvas.toBlob` makes it, becomes a `File` with a default name. Files of
 * other realms (a frame) are taken.
 *
 * @throws TypeError if `values` is not a list, or one of its values is neither a `File` nor a `Blob`
 */
export function toFiles(values: unknown): readonly File[] {
  return Array.from(listOf(values), (value, index) => {
    if (isFile(value)) return ownFile(value as File);
    if (hasField(Blob.prototype, 'size', value)) return fileOf(value as Blob);
    throw new TypeError(
      `Entry ${index} of the list is ${kindOf(value)}. Pass File or Blob objects.`,
    );
  });
}

/** happy-dom, in which people test their components, has files whose name is a property of their own. */
function isFile(value: unknown): boolean {
  return hasField(File.prototype, 'name', value) || value instanceof File;
}

function listOf(values: unknown): Iterable<unknown> {
  const isList = typeof values === 'object' && values !== null && Symbol.iterator in values;
  if (isList) return values as Iterable<unknown>;
  throw new TypeError(
    `Expected a list of files, not ${kindOf(values)}. Pass an array or a FileList.`,
  );
}

/** Asks the getter itself: `instanceof` fails for objects of another realm, and any object can have a `name`. */
function hasField(prototype: object, field: string, value: unknown): boolean {
  try {
    return (
      typeof value === 'object' && Reflect.get(prototype, field, value ?? undefined) !== undefined
    );
  } catch {
    return false;
  }
}

/** As it is where possible. A file of a frame would give buffers of that frame's realm, which hash libraries do not take. */
function ownFile(file: File): File {
  return file instanceof File && file.name !== ''
    ? file
    : fileOf(file, file.name, file.lastModified);
}

function fileOf(blob: Blob, name = '', lastModified = Date.now()): File {
  return new File([blob], name || defaultName(blob), { type: blob.type, lastModified });
}

function defaultName(blob: Blob): string {
  const type = blob.type.split(';')[0] ?? '';
  const [family = '', subtype = ''] = type.split('/');
  const isPlain =
    /^(image|audio|video|text|font)$/.test(family) || /^(pdf|zip|json|xml)$/.test(subtype);
  const extension =
    EXTENSIONS[type] ?? (isPlain ? (/^(?:x-)?([^+]*)/.exec(subtype)?.[1] ?? '') : '');
  return `file${extension && `.${extension}`}`;
}

/** For the message: what the value is, without its content. */
function kindOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return Object.prototype.toString.call(value).slice(8, -1);
  }
  return value === null ? 'null' : typeof value;
}
