/**
 * One upload in the list: icon, name, size, what it is doing, how far it is, and what can be done about it.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { UploadSnapshot } from './engine/index.js';
import { splitName } from './format.js';
import { icon } from './icon.js';
import { fileIconName, ICON_PATHS, type IconName } from './row-icons.js';
import { isInterrupted, isRetryable, isUnfinished } from './totals.js';
import type { Action, View } from './view.js';

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

/**
 * The list. A row is rendered again only if its own snapshot changed: with 1000 files the other 999 cost a comparison.
 *
 * @param extra - speed and time left, shown in the row where there is only one
 */
export function uploadList(
  uploads: readonly UploadSnapshot[],
  view: View,
  extra: string,
): TemplateResult | typeof nothing {
  if (uploads.length === 0) return nothing;
  const rowExtra = uploads.length === 1 ? extra : '';
  // WebKit takes the list semantics from a list without markers; the role gives them back. Where the
  // buttons are disabled, nothing in a long list could take the keyboard's scrolling but the list itself.
  // eslint-disable-next-line lit-a11y/no-redundant-role
  return html`<ul
    part="list"
    role="list"
    aria-label=${view.text.list}
    tabindex=${view.inactive ? 0 : nothing}
  >
    ${repeat(
      uploads,
      ({ id }) => id,
      (upload) => guard([upload, view, rowExtra], () => uploadRow(upload, view, rowExtra)),
    )}
  </ul>`;
}

/**
 * One row.
 *
 * @param extra - speed and time left, where the row is the place to show them
 */
export function uploadRow(upload: UploadSnapshot, view: View, extra: string): TemplateResult {
  const { id, file, state } = upload;
  const [stem, extension] = splitName(file.name);
  const main = mainAction(upload, view);
  return html`<li part="row ${state.status}" data-id=${id} data-status=${state.status}>
    <span part="file-icon">${icon(ICON_PATHS[fileIconName(file)])}</span>
    <div part="details">
      <span part="name" title=${file.name}
        ><bdi><span>${stem}</span><span>${extension}</span></bdi></span
      >
      <span part="meta"
        ><span part="size"><bdi>${view.format.bytes(file.size)}</bdi></span
        ><span part="status">${statusIcon(state.status)}<bdi>${statusText(upload, view)}</bdi></span
        >${extra ? html`<span part="speed"><bdi>${extra}</bdi></span>` : nothing}</span
      >
      ${progressBar(upload, view)}
    </div>
    <div part="actions">
      ${main ? actionButton(main, file.name, view) : nothing}
      ${actionButton(isUnfinished(upload) ? 'cancel' : 'remove', file.name, view)}
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

function statusIcon(status: UploadSnapshot['state']['status']): TemplateResult | typeof nothing {
  return status === 'done' || status === 'failed' ? icon(ICON_PATHS[status]) : nothing;
}

function statusText(upload: UploadSnapshot, { text, format, offline }: View): string {
  const { state, source } = upload;
  switch (state.status) {
    case 'uploading': {
      if (offline) return text.offline;
      const { progress } = state;
      return text.uploading(isUnknown(progress) ? undefined : format.percent(fractionOf(progress)));
    }
    case 'paused':
      if (isInterrupted(upload)) return source === 'handle' ? text.interrupted : text.missing;
      return text.paused(format.percent(fractionOf(state.progress)));
    case 'failed':
      return text.failed(state.error);
    case 'preparing':
    case 'completing':
      return offline ? text.offline : text[state.status];
    case 'queued':
    case 'done':
    case 'cancelled':
      return text[state.status];
  }
}

function progressBar(upload: UploadSnapshot, view: View): TemplateResult | typeof nothing {
  const { status, progress } = upload.state;
  // How far an interrupted upload is, storage is asked when it goes on.
  if (!isUnfinished(upload) || status === 'queued' || isInterrupted(upload)) return nothing;
  const isSending = status === 'preparing' || status === 'uploading';
  const unknown = isSending && isUnknown(progress) && !view.offline;
  const value = status === 'completing' ? 1 : fractionOf(progress);
  return html`<progress
    part="progress"
    max="1"
    value=${unknown ? nothing : value}
    aria-label=${view.text.progress(upload.file.name)}
  ></progress>`;
}

/**
 * Whether nothing can be said of a running upload's progress. Behind a service worker no browser tells it
 * (w3c/ServiceWorker#1141), so that a file of one part stays at nothing until it is there.
 */
export function isUnknown({ sent }: { readonly sent: number }): boolean {
  return sent === 0;
}

/** 0–1; an empty file is at 0 until it is done. */
export function fractionOf({
  sent,
  total,
}: {
  readonly sent: number;
  readonly total: number;
}): number {
  return total === 0 ? 0 : Math.min(1, sent / total);
}
