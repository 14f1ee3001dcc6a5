/**
 * Keeps one row that cannot be rendered from stopping the whole list: a shared uploader, or one of the page's own make, may
 * hold a snapshot that is not what its type says.
 *
 * @module
 */
import { html, type TemplateResult } from 'lit';
import type { UploadSnapshot } from '../engine/index.js';
import { displayName } from '../i18n/display-name.js';
import { reportOnce } from '../report-once.js';
import { uploadRow, type RowContent } from './upload-row.js';

/** Renders rows; of one that throws, the name as plain text with a button to remove it. Each error is reported once. */
export function safeRows(): (upload: UploadSnapshot, content: RowContent) => TemplateResult {
  const report = reportOnce();
  return (upload, content) => {
    try {
      return uploadRow(upload, content);
    } catch (error) {
      report(error);
      return plainRow(upload);
    }
  };
}

function plainRow({ id, file }: Partial<UploadSnapshot>): TemplateResult {
  const known: unknown = file?.name;
  const name = typeof known === 'string' ? displayName(known) : '?';
  return html`<li part="row" data-id=${id} tabindex="-1">
    <div part="details"><span part="name" title=${name}>${name}</span></div>
    <div part="actions">
      <button part="action remove" type="button" data-action="remove" aria-label=${name}>×</button>
    </div>
  </li>`;
}
