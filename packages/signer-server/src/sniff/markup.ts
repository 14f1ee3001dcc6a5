/**
 * Whether bytes begin like markup that a browser would run: the rules of the MIME Sniffing Standard (§7.1) for HTML, and
 * SVG or XHTML behind an XML declaration, comments or a document type.
 *
 * @module
 * @see https://mimesniff.spec.whatwg.org/#identifying-a-resource-with-an-unknown-mime-type
 */

/** The tags of the standard, and `svg`; each ends with a space, `>` or (more than the standard) a slash or line break. */
const HTML =
  /^<(?:!doctype\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|img|link|object|embed|form)[\s>/]/i;
const SVG = /<(?:[\w-]+:)?svg[\s>/]/i;
const XHTML = /<(?:[\w-]+:)?(?:html|script)[\s>/]/i;
/** What may stand before the root of a document. */
const PROLOG = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!doctype[^>[]*(?:\[[\s\S]*?\]\s*)?>)/i;

/** `text/html`, `image/svg+xml`, or undefined. */
export function markupOf(head: Uint8Array): 'text/html' | 'image/svg+xml' | undefined {
  const text = decode(head);
  const start = text.trimStart();
  if (HTML.test(start)) return 'text/html';
  if (!/^<(?:[?!]|(?:[\w-]+:)?svg[\s>/])/i.test(start)) return undefined;
  const root = withoutProlog(start);
  if (HTML.test(root) || XHTML.test(root)) return 'text/html';
  return SVG.test(root) ? 'image/svg+xml' : undefined;
}

function withoutProlog(text: string): string {
  let rest = text;
  for (let match = PROLOG.exec(rest); match; match = PROLOG.exec(rest)) {
    rest = rest.slice(match[0].length);
  }
  return rest;
}

/** As a browser would read it: by its byte order mark. */
function decode(head: Uint8Array): string {
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head);
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head);
  return new TextDecoder('utf-8').decode(head);
}
