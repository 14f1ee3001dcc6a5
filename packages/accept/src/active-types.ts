/**
 * Types that a browser runs: shown from an address, they are a program of that address's origin.
 *
 * - HTML and XML in every spelling: XML takes XHTML scripts and XSLT.
 * - Containers whose parts are pages (MHTML, `multipart/x-mixed-replace`).
 * - Scripts: a service worker or a module is one only under such a type.
 * - What plug-ins and desktops run from a browser: Flash, Java, Silverlight, HTA, WebAssembly.
 *
 * Not CSS and fonts, which do nothing without a page. Not PDF, whose scripts run in the viewer and in no origin.
 *
 * @module
 */
import { typeKey } from './media-type.js';

const PAGES = /[/+](?:x?html|xml|xslt?|mathml|svg)\b|^(?:multipart|message)\//;
const PROGRAMS =
  /^(?:text|application)\/(?:(?:java|j|live)script(?:1\.\d)?|cache-manifest|wasm|hta|shockwave-flash|silverlight-app|java-[\w-]+)$/;

/** @param type - as `mediaType` returns it */
export function isActiveType(type: string): boolean {
  return [type, typeKey(type)].some((name) => PAGES.test(name) || PROGRAMS.test(name));
}
