/**
 * What a drawing may name: its own elements, and pictures and fonts that it carries. A link (`<a>`) may lead to the web,
 * for it does so only when somebody follows it.
 *
 * @module
 */

/** Carried inside, and run nowhere: no SVG among the pictures. */
const CARRIED =
  /^data:(?:image\/(?:png|jpe?g|gif|webp|avif|bmp)|(?:application\/(?:x-)?font-|font\/)[a-z0-9-]+|application\/octet-stream)[;,]/i;
const WEB = /^(?:https?:\/\/|mailto:)/i;
/** Schemes that run or hold a document. */
const ACTIVE_SCHEME = /(?:javascript|vbscript|livescript|mocha|data:text|data:application\/x)/i;

/** As browsers read a URL: without control characters and spaces. */
const bare = (value: string): string => value.replace(/[\u0000-\u0020\u007f-\u00a0]/g, '');

/** Of an attribute that names something, or of a value that an animation gives to one. */
export function linkFault(
  value: string,
  { element, isLink }: { readonly element: string; readonly isLink: boolean },
): string | undefined {
  const url = bare(value);
  if (/^(?:javascript|vbscript|livescript|mocha):/i.test(url))
    return 'has a link that runs a script';
  if (!isLink) return ACTIVE_SCHEME.test(url) ? 'animates a link that runs a script' : undefined;
  if (url === '' || url.startsWith('#') || CARRIED.test(url)) return undefined;
  if (element === 'a' && WEB.test(url)) return undefined;
  return 'refers to something outside of it';
}

/** Of CSS: a style sheet, or an attribute that may be one. */
export function styleFault(css: string): string | undefined {
  const text = css.replace(/\/\*[\s\S]*?\*\//g, '');
  if (/@import|expression\s*\(|-moz-binding|behavior\s*:/i.test(text))
    return 'has a style that loads or runs something';
  const references = [...text.matchAll(/(?:url|src|image|image-set)\(\s*["']?([^"')]*)/gi)];
  const isOwn = ([, url = '']: RegExpMatchArray): boolean =>
    bare(url).startsWith('#') || CARRIED.test(bare(url));
  if (!references.every(isOwn)) return 'has a style that refers to something outside of it';
  // An escape could spell any of the above (`u\72l`).
  return text.includes('\\') && /[({@:]/.test(text) ? 'has a style with escapes' : undefined;
}
