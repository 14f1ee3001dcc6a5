/**
 * Everything that is needed once there are uploads: the line for all of them, the rows, their style, and what
 * accompanies them. A chunk of its own, loaded with the first file.
 *
 * @module
 */
import { css, html, nothing, type CSSResult, type LitElement, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { addCompanions, type Companionship } from '../companions/companions.js';
import type { UploadSnapshot } from '../engine/index.js';
import { filledStyles } from '../styles/filled.styles.js';
import { layoutStyles } from '../styles/layout.styles.js';
import { listStyles } from '../styles/list.styles.js';
import { createPace } from './pace.js';
import type { FieldCommands } from '../companions/row-buttons.js';
import type { UndoHost } from '../companions/undo.js';
import { safeRows } from './safe-row.js';
import type { ThemedElement } from '../styles/themed-element.js';
import { commonStandstill } from '../standstill.js';
import { createThumbnailMaker, type ThumbnailMaker } from './thumbnail-maker.js';
import { totalsOf } from '../totals.js';
import { RENDER_ALL } from './row-window.js';
import type { RowContent } from './upload-row.js';
import { paceText, uploadSummary } from './upload-summary.js';
import type { View } from '../view.js';
import { virtualRows } from './virtual-rows.js';

export { listEnglish } from '../i18n/list-english.js';
export { manyReceipts } from '../form/many-receipts.js';

/** Adopted by the shadow root when this module has arrived. */
export const styles: CSSResult = css`
  ${listStyles}${layoutStyles}${filledStyles}
`;

/** The field whose list it is. */
export type ListHost = LitElement &
  FieldCommands &
  UndoHost &
  Pick<ThemedElement, 'layout' | 'thumbnails'>;

/** What a field with uploads shows. */
export interface UploadList {
  /** The summary and the rows; a single upload needs no summary. */
  render(uploads: readonly UploadSnapshot[], view: View): TemplateResult;
  /** For the notice: what was just taken away, and the way back. */
  renderUndo(view: View): unknown;
}

/** Sets up what accompanies a field with uploads, and returns what renders them. */
export function createList(host: ListHost, companionship: Companionship): UploadList {
  const undo = addCompanions(host, companionship);
  const render = rendererFor(host);
  return { render, renderUndo: (view) => undo.render(view) };
}

function rendererFor(host: ListHost): UploadList['render'] {
  const pace = createPace();
  const makerOf = thumbnailsFor(host);
  const row = safeRows();
  return (uploads, view) => {
    const totals = totalsOf(uploads);
    const standstill = commonStandstill(uploads, view);
    const paced = paceText(pace(totals), view);
    const text = standstill ? '' : paced;
    const isOne = uploads.length === 1;
    const { layout } = host;
    const rows = { view, layout, maker: makerOf(), extra: isOne ? text : '' };
    return html`${isOne ? nothing : uploadSummary(totals, view, standstill || text)}
    ${rowsOf(uploads, rows, (id) => host.uploader.fileOf(id), row)}`;
  };
}

/** Returns what makes pictures while the host wants them, and lets go of them when nothing is shown. */
function thumbnailsFor(host: ListHost): () => ThumbnailMaker | undefined {
  const maker = createThumbnailMaker(() => host.thumbnails === 'video');
  const { clear } = maker;
  host.addController({
    hostUpdated: () => {
      if (host.uploads.length === 0) clear();
    },
    hostDisconnected: clear,
  });
  const query = '(prefers-reduced-data: reduce)';
  const frugal = 'matchMedia' in globalThis ? matchMedia(query) : { matches: false };
  return () => (String(host.thumbnails) === 'false' || frugal.matches ? undefined : maker);
}

/** The list. A row is rendered again only if its own snapshot or place changed, or what all rows have in common. */
function rowsOf(
  uploads: readonly UploadSnapshot[],
  common: Omit<RowContent, 'place' | 'file'>,
  fileOf: (id: string) => File | undefined,
  row: ReturnType<typeof safeRows>,
): TemplateResult {
  const { view, extra, maker, layout } = common;
  // WebKit takes the list semantics from a list without markers; the role gives them back. Where the
  // buttons are disabled, nothing in a long list could take the keyboard's scrolling but the list itself.
  // eslint-disable-next-line lit-a11y/no-redundant-role
  const list = html`<ul
    part="list"
    role="list"
    aria-label=${view.text.list}
    tabindex=${view.inactive ? 0 : nothing}
  >
    ${virtualRows(uploads, (upload, place) =>
      guard([upload, view, extra, maker, layout, place?.position, place?.count], () =>
        row(upload, { ...common, place, file: fileOf(upload.id) }),
      ),
    )}
  </ul>`;
  // Narrow rows are laid out by the width of what is around the list. Not of a long one: WebKit does not draw its rows where
  // something scrolls outside a container (measured).
  return html`<div class=${uploads.length > RENDER_ALL ? nothing : 'narrowing'}>${list}</div>`;
}
