/**
 * Brings the row into view that holds up the form: in a long list the failed one is rarely in sight.
 *
 * @module
 */
import type { LitElement, ReactiveController } from 'lit';
import type { UploadSnapshot } from '../engine/index.js';
import { isInterrupted, isUnfinished } from '../totals.js';

/** Listens for `invalid` on the field. */
export class IssueFinder implements ReactiveController {
  readonly #host: LitElement;
  readonly #uploads: () => readonly UploadSnapshot[];

  constructor(host: LitElement, uploads: () => readonly UploadSnapshot[]) {
    this.#host = host;
    this.#uploads = uploads;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('invalid', this.#show);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('invalid', this.#show);
  }

  readonly #show = (): void => {
    const uploads = this.#uploads();
    const at = firstIssue(uploads);
    const list = this.#host.renderRoot.querySelector<HTMLElement>('[part=list]');
    if (at < 0 || !list) return;
    const row = (): HTMLElement | undefined =>
      [...list.querySelectorAll('li')].find(({ dataset }) => dataset['id'] === uploads[at]?.id);
    // Of a long list only the rows near the view are rendered, and their heights are not known before: about there first, then
    // exactly.
    forFrames(FRAMES, () => {
      const found = row();
      if (!found) list.scrollTop = (list.scrollHeight * at) / uploads.length;
      // Not in jsdom.
      else if ('scrollIntoView' in found) found.scrollIntoView({ block: 'nearest' });
    });
  };
}

/** Until all rows around are measured. */
const FRAMES = 8;

function forFrames(count: number, work: () => void): void {
  work();
  if (count > 0) {
    requestAnimationFrame(() => {
      forFrames(count - 1, work);
    });
  }
}

/** What failed comes first, then what was interrupted: both wait for a person. Last, what is on its way. */
function firstIssue(uploads: readonly UploadSnapshot[]): number {
  const failed = uploads.findIndex(({ state }) => state.status === 'failed');
  if (failed >= 0) return failed;
  const interrupted = uploads.findIndex(isInterrupted);
  return interrupted >= 0 ? interrupted : uploads.findIndex(isUnfinished);
}
