/**
 * One upload in the list: icon, name, size, what it is doing, how far it is, and what can be done about it.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from 'lit';
import type { UploadSnapshot } from '../engine/index.js';
import { displayName } from '../i18n/display-name.js';
import { icon } from '../icon.js';
import { fileIconName, ICON_PATHS, type IconName } from './row-icons.js';
import { standstillOf } from '../standstill.js';
import { fractionOf, isUnknown, progressBar, type Sums } from './progress-bar.js';
import { splitName } from './split-name.js';
import { isInterrupted, isRetryable, isUnfinished } from '../totals.js';
import type { Action, View } from '../view.js';
import { thumbnail } from './thumbnail.js';
import type { ThumbnailMaker } from './thumbnail-maker.js';
import type { Place } from './virtual-rows.js';

/** Those without an icon show their word: what to do about an interrupted upload has to be told, not guessed. */
const ACTION_ICONS: Readonly<Partial<Record<Action, IconName>>> = {
  start: 'play',
  pause: 'pause',
  resume: 'play',
  retry: 'retry',
  cancel: 'close',
  remove: 'close',
  dismiss: 'close',
};

/** Of an empty file, too, when all of it is there. */
const WHOLE: Sums = { sent: 1, confirmed: 1, total: 1 };

/** What a row shows besides its upload. */
export interface RowContent {
  readonly view: View;
  /** Its place in the list, where not all rows are there to be counted. */
  readonly place: Place | undefined;
  /** Speed and time left, where the row is the place to show them. */
  readonly extra: string;
  /** Of this upload, as far as this page has it. */
  readonly file: File | undefined;
  /** Makes pictures, where they are wanted. */
  readonly maker: ThumbnailMaker | undefined;
  readonly layout: string;
}

/** One row. */
export function uploadRow(
  upload: UploadSnapshot,
  { view, place, extra, file: source, maker, layout }: RowContent,
): TemplateResult {
  const { id, file, state } = upload;
  const name = displayName(file.name);
  const [stem, extension] = splitName(name);
  const folder = displayName(file.path?.slice(0, -file.name.length - 1) ?? '');
  const main = mainAction(upload, view);
  return html`<li
    part="row ${state.status}"
    data-id=${id}
    data-status=${state.status}
    tabindex="-1"
    aria-posinset=${place?.position ?? nothing}
    aria-setsize=${place?.count ?? nothing}
  >
    <span part="file-icon"
      >${thumbnail(icon(ICON_PATHS[fileIconName(file)]), source, maker, layout)}</span
    >
    <div part="details">
      <span part="name" title=${name}
        ><bdi><span>${stem}</span><span>${extension}</span></bdi></span
      >
      <span part="meta"
        >${folder && html`<span part="path"><bdi>${folder}</bdi></span>`}<span part="size"
          ><bdi>${view.format.bytes(file.size)}</bdi></span
        ><span part="status" title=${state.status === 'done' ? view.text.checked : nothing}
          >${statusIcon(state.status)}<bdi>${statusText(upload, view)}</bdi></span
        >${extra ? html`<span part="speed">${extra}</span>` : nothing}</span
      >
      ${bar(upload, view)}
    </div>
    <div part="actions">
      <slot name="row-actions-${id}"></slot>
      ${main ? actionButton(main, name, view) : nothing}
      ${actionButton(isUnfinished(upload) ? 'cancel' : 'remove', name, view)}
    </div>
  </li>`;
}

/** The one thing, besides taking it away, that makes sense now. */
function mainAction(upload: UploadSnapshot, view: View): Action | undefined {
  switch (upload.state.status) {
    case 'queued':
      return view.manual ? 'start' : undefined;
    case 'uploading':
      return 'pause';
    case 'paused':
      return isInterrupted(upload) ? wayOn(upload) : 'resume';
    case 'failed':
      if (isRetryable(upload)) return 'retry';
      // Its handle could not be opened; the same file, chosen again, goes on where it stopped.
      return upload.state.error.code === 'file-unreadable' && upload.source === 'handle'
        ? 'reopen'
        : undefined;
    case 'preparing':
    case 'completing':
    case 'done':
    case 'cancelled':
      return undefined;
  }
}

function wayOn({ source }: UploadSnapshot): Action {
  return source === 'handle' ? 'continue' : 'reopen';
}

function actionButton(action: Action, name: string, view: View): TemplateResult {
  const label = view.text[action](name);
  const iconName = ACTION_ICONS[action];
  return html`<button
    part="action ${action}"
    type="button"
    data-action=${action}
    aria-label=${label}
    title=${label}
    ?disabled=${view.inactive}
  >
    ${iconName ? icon(ICON_PATHS[iconName]) : view.text[action]()}
  </button>`;
}

/** The phases that a person waits for, and how it ended. */
function statusIcon(status: UploadSnapshot['state']['status']): TemplateResult | typeof nothing {
  switch (status) {
    case 'uploading':
    case 'completing':
    case 'done':
    case 'failed':
      return icon(ICON_PATHS[status]);
    default:
      return nothing;
  }
}

function statusText(upload: UploadSnapshot, view: View): string {
  const { text, format } = view;
  const { state, source } = upload;
  const standstill = standstillOf(state, view);
  if (standstill) return standstill;
  switch (state.status) {
    case 'uploading': {
      const { progress } = state;
      return text.uploading(isUnknown(progress) ? undefined : format.percent(fractionOf(progress)));
    }
    case 'paused':
      if (isInterrupted(upload)) return source === 'handle' ? text.interrupted : text.missing;
      return text.paused(format.percent(fractionOf(state.progress)));
    case 'failed':
      return text.failed(state.error, upload.file);
    case 'preparing':
    case 'completing':
    case 'queued':
    case 'done':
    case 'cancelled':
      return text[state.status];
  }
}

function bar(upload: UploadSnapshot, view: View): TemplateResult | typeof nothing {
  const { status, progress } = upload.state;
  // How far an interrupted upload is, storage is asked when it goes on.
  if (!isUnfinished(upload) || status === 'queued' || isInterrupted(upload)) return nothing;
  const isSending = status === 'preparing' || status === 'uploading';
  const unknown = isSending && isUnknown(progress) && !view.offline;
  const sums = status === 'completing' ? WHOLE : progress;
  const label = view.text.progress(displayName(upload.file.name));
  return progressBar('progress', unknown ? undefined : sums, label);
}
