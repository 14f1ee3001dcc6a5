/**
 * Everything that is needed once there are uploads: the line for all of them, the rows, their style, and what
 * accompanies them. A chunk of its own, loaded with the first file.
 *
 * @module
 */
import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { UploadSnapshot } from './engine/index.js';
import { listStyles } from './list.styles.js';
import type { Totals } from './totals.js';
import { uploadList } from './upload-row.js';
import { speedText, uploadSummary } from './upload-summary.js';
import type { View } from './view.js';

/** What is shown. */
export interface ListContent {
  readonly uploads: readonly UploadSnapshot[];
  readonly totals: Totals;
  /** Seconds, `undefined` while unknown. */
  readonly timeLeft: number | undefined;
  readonly view: View;
}

export { addCompanions } from './companions.js';

/** Adopted by the shadow root when this module has arrived. */
export const styles: CSSResult = listStyles;

/** Summary and rows; a single upload needs no summary. */
export function renderList({ uploads, totals, timeLeft, view }: ListContent): TemplateResult {
  const extra = speedText(totals, timeLeft, view);
  const forAll = view.offline && totals.running > 0 ? view.text.offline : extra;
  return html`${uploads.length > 1 ? uploadSummary(totals, view, forAll) : nothing}
  ${uploadList(uploads, view, extra)}`;
}
