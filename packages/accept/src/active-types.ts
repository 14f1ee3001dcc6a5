/**
 * Types that a browser runs: shown from an address, they are a program of that address's origin.
 *
 * - HTML and XML in every spelling: XML takes XHTML scripts and XSLT.
 * - Containers whose parts are pages (MHTML, `multipart/x-mixed-replace`).
 * - Scripts: a service worker or a module is one only under such a type.
 * - What plug-ins and desktops run from a browser: Flash, Java, Silverlight, HTA, WebAssembly.
 * - Types by which a browser takes the bytes for what they look like, HTML too (MIME Sniffing Standard §7, step 1; Firefox's own
 *   names besides: netwerk/mime/nsMimeTypes.h).
 *
 * Not CSS and fonts, which do nothing without a page. Not PDF, whose scripts run in the viewer and in no origin.
 *
 * @module
 */
import { typeKey } from './media-type.js';

const PAGES = /[/+](?:x?html|xml|xslt?|mathml|svg)\b|^(?:multipart|message)\//;
const PROGRAMS =
  /^(?:text|application)\/(?:(?:java|j|live)script(?:1\.\d)?|cache-manifest|wasm|hta|shockwave-flash|silverlight-app|java-[\w-]+)$/;
const GUESSED =
  /^(?:unknown|application)\/(?:x-)?unknown(?:-content-type)?$|\/(?:x-)?vnd\.mozilla\.maybe/;

/** @param type - as `mediaType` returns it */
export function isActiveType(type: string): boolean {
  const kinds = [PAGES, PROGRAMS, GUESSED];
  return [type, typeKey(type)].some((name) => kinds.some((kind) => kind.test(name)));
}
