/**
 * The style sheets of `<direct-upload>`, adopted by the shadow root: nothing inline, so they pass `style-src 'self'`.
 * Only logical properties, for right-to-left pages.
 *
 * @module
 */
import { css } from 'lit';
import { zoneStyles } from './zone.styles.js';

/**
 * What the person asked of the system, for the zone; filled.styles.ts has it for the rows. Nothing can be dragged onto a
 * phone. Forced colours (Windows' contrast themes) replace the page's, so what told states apart by colour has to be told
 * otherwise, or in the theme's own.
 */
const preferences = css`
  @media (hover: none) and (pointer: coarse) {
    [part='drop-text'] {
      display: none;
    }
  }
  @media (prefers-contrast: more) {
    :host {
      --_muted: currentcolor;
      --_edge: currentcolor;
      --_line: currentcolor;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    ::-webkit-progress-value {
      animation: none !important;
      transition: none !important;
    }
  }
  @media (forced-colors: active) {
    [part='dropzone'] > svg {
      color: CanvasText;
    }
    button:disabled {
      opacity: 1;
    }
  }
`;

/** What the field needs from the start, in order; the list brings its own along. */
export const styles = [zoneStyles, preferences];
