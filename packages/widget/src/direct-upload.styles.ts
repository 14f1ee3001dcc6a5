/**
 * The style sheets of `<direct-upload>`, adopted by the shadow root: nothing inline, so they pass `style-src 'self'`.
 * Only logical properties, for right-to-left pages.
 *
 * @module
 */
import { css } from 'lit';
import { zoneStyles } from './zone.styles.js';

/** What the person asked of the system. Nothing can be dragged onto a phone, and fingers want bigger buttons. */
const preferences = css`
  @media (hover: none) and (pointer: coarse) {
    [part='drop-text'] {
      display: none;
    }
    [part~='action'] {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
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
    progress {
      forced-color-adjust: none;
      border: 1px solid CanvasText;
      color: Highlight;
      background: Canvas;
    }
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
