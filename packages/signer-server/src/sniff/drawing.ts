/**
 * Whether a drawing does nothing but draw. Opened from an address, an SVG is a document of that address's origin: it runs
 * scripts and handlers, carries pages, and loads what it names. One that cannot be read here to the end is refused: a
 * browser might read it in another way.
 *
 * @module
 */
import { SaxesParser } from 'saxes';
import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';
import { linkFault, styleFault } from './drawing-references.js';
import { decodeXml } from './xml-text.js';

/** Bytes of the largest drawing that is read. */
export const MAX_DRAWING = 8 * 1024 * 1024;

const SVG = 'http://www.w3.org/2000/svg';
/** Elements of these namespaces are pages, transformations and bindings wherever they stand. */
const ACTIVE_NAMESPACES = [
  'http://www.w3.org/1999/xhtml',
  'http://www.w3.org/1998/Math/MathML',
  'http://www.w3.org/1999/XSL/Transform',
  'http://www.mozilla.org/xbl',
  'http://www.w3.org/2001/xml-events',
];
/** Run something, or hold a page or a document. In lower case: an application may put the drawing into its HTML. */
const ACTIVE_ELEMENTS = [
  ...['script', 'handler', 'listener', 'foreignobject', 'iframe', 'embed', 'object'],
  ...['audio', 'video', 'link', 'meta', 'base'],
];
/** Characters that are parsed between two turns of the event loop. */
const SLICE = 64 * 1024;

/** Why a drawing is refused: the end of the sentence "The drawing …"; undefined if it only draws. */
export async function drawingFault(
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<string | undefined> {
  const text = decodeXml(bytes);
  if (text === undefined) return 'is in an encoding that is not looked into';
  const faults: string[] = [];
  const parser = watch((fault) => faults.push(fault));
  for (let at = 0; at < text.length && faults.length === 0; at += SLICE) {
    parser.write(text.slice(at, at + SLICE));
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
  }
  if (faults.length === 0) parser.close();
  return faults[0];
}

/** A parser that tells of everything that is not drawing. */
function watch(found: (fault: string) => void): SaxesParser<{ xmlns: true }> {
  const parser = new SaxesParser({ xmlns: true });
  const open: string[] = [];
  let style = '';
  const tell = (fault: string | undefined): void => {
    if (fault !== undefined) found(fault);
  };
  const onText = (text: string): void => {
    if (open.at(-1) === 'style') style += text;
  };
  parser.on('error', () => {
    found('is no well-formed SVG');
  });
  parser.on('doctype', (doctype) => {
    // Entities could spell anything.
    if (doctype.includes('[')) found('declares entities');
  });
  parser.on('processinginstruction', ({ target }) => {
    found(`has an instruction (${target})`);
  });
  parser.on('opentag', (tag) => {
    if (open.length === 0 && (tag.local !== 'svg' || tag.uri !== SVG)) found('is no SVG');
    open.push(tag.local.toLowerCase());
    tell(elementFault(tag));
  });
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', () => {
    if (open.pop() !== 'style') return;
    tell(styleFault(style));
    style = '';
  });
  return parser;
}

function elementFault({ local, uri, attributes }: SaxesTagNS): string | undefined {
  const name = local.toLowerCase();
  if (ACTIVE_ELEMENTS.includes(name) || ACTIVE_NAMESPACES.includes(uri)) return `has a <${name}>`;
  const faults = Object.values(attributes).map((attribute) => attributeFault(name, attribute));
  return faults.find((fault) => fault !== undefined);
}

function attributeFault(
  element: string,
  { local, prefix, value }: SaxesAttributeNS,
): string | undefined {
  const name = local.toLowerCase();
  if (prefix === 'xmlns' || local === 'xmlns') return undefined;
  if (name.startsWith('on')) return `has a handler (${name})`;
  if (prefix === 'xml' && name === 'base') return 'moves its references elsewhere (xml:base)';
  if (name === 'attributename' && /^(?:.*:)?(?:href|src|on.*|style)$/i.test(value.trim())) {
    return `animates ${value.trim()}`;
  }
  if (['href', 'src', 'from', 'to', 'by', 'values'].includes(name)) {
    return linkFault(value, { element, isLink: name === 'href' || name === 'src' });
  }
  // An attribute of another namespace is no style.
  return prefix === '' ? styleFault(value) : undefined;
}
