/**
 * Drawings that only draw, and the ways in which one does more, each of which has run somewhere.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { noSignal } from '../testing/harness.js';
import { drawingFault } from './drawing.js';

const XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
const svg = (inside: string, attributes = ''): string =>
  `<svg ${XMLNS} ${attributes}>${inside}</svg>`;
const fault = (drawing: string | Uint8Array): Promise<string | undefined> =>
  drawingFault(
    typeof drawing === 'string' ? new TextEncoder().encode(drawing) : drawing,
    noSignal(),
  );
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

const drawings: Readonly<Record<string, string | Uint8Array>> = {
  'shapes and text': svg(
    '<g id="a"><path d="M0 0h1"/><text>on click=1 javascript: &amp; &lt;script&gt;</text></g>',
  ),
  'a prolog as Illustrator writes it': `<?xml version="1.0" encoding="utf-8"?>\n<!-- Generator --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">${svg('')}`,
  'what Inkscape adds': svg(
    '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" inkscape:export-filename="C:\\a{b}:c" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"/>',
  ),
  'references to itself': svg(
    '<defs><g id="a"/></defs><use xlink:href="#a" fill="url(#a)" style="filter: url( \'#a\' )"/>',
  ),
  'a picture and a font inside': svg(
    '<image href="data:image/png;base64,AAAA"/><style>@font-face{font-family:a;src:url("data:font/woff2;base64,AAAA")}</style>',
  ),
  'a link to the web': svg('<a href="https://app.example/?a=1&amp;b=2"><text>x</text></a>'),
  'an animation': svg(
    '<circle r="1"><animate attributeName="opacity" values="0;1" dur="1s"/></circle>',
  ),
  'UTF-16': utf16(svg('<text>ä</text>')),
  'Latin-1': Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-1"?>${svg('<text>ä</text>')}`,
    'latin1',
  ),
};

const refused: Readonly<Record<string, string | Uint8Array>> = {
  'a handler': svg('', 'onload="alert(1)"'),
  'a handler in another case, with a prefix': svg('<g xlink:onClick="alert(1)"/>'),
  'a script': svg('<script>alert(1)</script>'),
  'a script with a prefix': `<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script href="x.js"/></s:svg>`,
  'a page': svg('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>'),
  'XHTML without foreignObject': svg(
    '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
  ),
  'a frame': svg('<iframe src="#a"/>'),
  'a link that runs': svg('<a href="javascript:alert(1)"/>'),
  'the same with spaces, entities and case': svg(
    '<a xlink:href=" &#9;JaVa&#10;Script&#x3a;alert(1)"/>',
  ),
  'a link that an animation makes': svg(
    '<a><animate attributeName="href" values="javascript:alert(1)"/></a>',
  ),
  'a link that is set': svg('<a><set attributeName="xlink:href" to="javascript:alert(1)"/></a>'),
  'a handler that is set': svg('<set attributeName="onmouseover" to="alert(1)"/>'),
  'a reference to elsewhere': svg('<use href="https://evil.example/a.svg#x"/>'),
  'a picture from elsewhere': svg('<image xlink:href="//evil.example/a.png"/>'),
  'a drawing in a drawing': svg('<image href="data:image/svg+xml,&lt;svg/&gt;"/>'),
  'a page in a link': svg('<a href="data:text/html,&lt;script&gt;"/>'),
  'a style that loads': svg('<style>@import "https://evil.example/a.css";</style>'),
  'a style that refers': svg('<rect style="fill: url(https://evil.example/a#b)"/>'),
  'an attribute that refers': svg('<rect filter="url(\'https://evil.example/a#b\')"/>'),
  'a style with escapes': svg('<style>a{b:u\\72l(https://evil.example/a)}</style>'),
  'a style in CDATA': svg('<style><![CDATA[a{b:url(https://evil.example/a)}]]></style>'),
  'a base': svg('<g xml:base="https://evil.example/"><use href="#a"/></g>'),
  'a style sheet': `<?xml-stylesheet href="https://evil.example/a.xsl" type="text/xsl"?>${svg('')}`,
  entities: `<!DOCTYPE svg [<!ENTITY a "&#60;script>">]>${svg('&a;')}`,
  'an unknown entity': svg('&a;'),
  'a handler behind 4 kB': svg(`${'<g/>'.repeat(2000)}<g onload="alert(1)"/>`),
  'a handler in UTF-16': utf16(svg('', 'onload="alert(1)"')),
  'UTF-16 without a mark': Buffer.from(svg('', 'onload="alert(1)"'), 'utf16le'),
  'UTF-7': `<?xml version="1.0" encoding="utf-7"?>${svg('+ADw-script+AD4-')}`,
  'ISO-2022-JP': `<?xml version='1.0' encoding='iso-2022-jp'?>${svg('')}`,
  'a compressed drawing': gzipSync(svg('', 'onload="alert(1)"')),
  'bytes that are no text': Buffer.from(`${svg('')}\u00ff`, 'latin1'),
  'an end that is missing': `<svg ${XMLNS}><g>`,
  'HTML rules': svg('<g onload=alert(1)>'),
  'another root': '<html xmlns="http://www.w3.org/1999/xhtml"/>',
  'no namespace': '<svg/>',
  nothing: '',
};

describe('a drawing', () => {
  for (const [what, drawing] of Object.entries(drawings)) {
    it(`may have ${what}`, async () => {
      assert.equal(await fault(drawing), undefined);
    });
  }
  for (const [what, drawing] of Object.entries(refused)) {
    it(`is refused with ${what}`, async () => {
      assert.equal(typeof (await fault(drawing)), 'string');
    });
  }
});
