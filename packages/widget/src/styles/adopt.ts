/**
 * Style sheets of a shadow root in any document: of the page, of a frame, of a window that a part of the page moved to.
 *
 * @module
 */
import { adoptStyles, type CSSResultOrNative } from 'lit';

/** Constructed sheets can only be adopted in the document they were made in (CSSOM §6.8). Lit makes them in the page's. */
export function adoptIn(root: ShadowRoot, styles: readonly CSSResultOrNative[]): void {
  const view = root.ownerDocument.defaultView;
  if (!view || view === globalThis || !('adoptedStyleSheets' in root)) {
    adoptStyles(root, [...styles]);
    return;
  }
  root.adoptedStyleSheets = styles.map((style) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(textOf(style));
    return sheet;
  });
}

function textOf(style: CSSResultOrNative): string {
  if ('cssText' in style) return style.cssText;
  return Array.from(style.cssRules, ({ cssText }) => cssText).join('\n');
}
