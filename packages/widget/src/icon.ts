/**
 * Icons as SVG templates: strokes in the current colour on a 24-unit grid, hidden from assistive technology because
 * every one of them stands beside its word.
 *
 * @module
 */
import { html, svg, type TemplateResult } from 'lit';

/** The cloud in the empty zone. */
export const UPLOAD_PATH =
  'M7 18a5 5 0 0 1-.6-9.96 6 6 0 0 1 11.4 1.5A4.3 4.3 0 0 1 17.5 18M12 20v-9m-3 3 3-3 3 3';

/** One icon, from the data of its path. */
export function icon(path: string): TemplateResult {
  return html`<svg part="icon" viewBox="0 0 24 24" aria-hidden="true">
    ${svg`<path d=${path} />`}
  </svg>`;
}
