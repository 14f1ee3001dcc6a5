/**
 * The XML that S3 speaks: read with a parser, written by hand, because it is two small documents.
 *
 * @module
 */
import { XMLParser } from 'fast-xml-parser';

/** Elements of which there may be more than one; a single one is a list as well. */
const LISTS = [
  'Part',
  'CORSRule',
  'AllowedOrigin',
  'AllowedMethod',
  'AllowedHeader',
  'ExposeHeader',
  'Rule',
];

/**
 * The document as an object of its root: text stays text, attributes and namespaces are dropped. What is no XML is `{}`.
 */
export function parseXml(text: string): unknown {
  const parser = new XMLParser({
    removeNSPrefix: true,
    parseTagValue: false,
    isArray: (name) => LISTS.includes(name),
    // Go's servers (MinIO and others) write a quote as `&#34;`.
    htmlEntities: true,
  });
  try {
    return parser.parse(text);
  } catch {
    return {};
  }
}

/** An element; text is escaped (XML 1.0 §2.4), what is put together of elements is a list. */
export function element(name: string, content: string | readonly string[]): string {
  const inner = typeof content === 'string' ? escapeXml(content) : content.join('');
  return `<${name}>${inner}</${name}>`;
}

/** A whole document in S3's namespace. */
export function s3Document(name: string, content: readonly string[]): string {
  const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${namespace}">${content.join('')}</${name}>`;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
