/**
 * The line for all uploads together: how many are verified, how far, how fast, how long, and the buttons for all.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Pace } from './pace.js';
import type { Totals } from '../totals.js';
import { fractionOf, isUnknown, progressBar } from './progress-bar.js';
import type { Action, View } from '../view.js';

/**
 * @param extra - speed and time left or what they wait for, `''` while there is nothing to say
 */
export function uploadSummary(totals: Totals, view: View, extra: string): TemplateResult {
  const { text, format } = view;
  const unknown = totals.running > 0 && isUnknown(totals) && !view.offline;
  const moving = totals.running + totals.paused - totals.interrupted > 0;
  return html`<div part="summary">
    <span part="summary-text"
      ><span><bdi>${text.summary(totals.done, totals.count)}</bdi></span
      >${
        moving && !unknown
          ? html`<span><bdi>${format.percent(fractionOf(totals))}</bdi></span>`
          : nothing
      }${extra ? html`<span part="speed">${extra}</span>` : nothing}</span
    >
    <div part="summary-actions">
      ${repeat(
        actionsFor(totals, view),
        placeOf,
        (action) =>
          html`<button
            part="summary-action ${action}"
            type="button"
            data-action=${action}
            ?disabled=${view.inactive}
          >
            ${text[action]()}
          </button>`,
      )}
    </div>
    <div class="bar-place">
      ${moving ? progressBar('total-progress', unknown ? undefined : totals, text.progress()) : nothing}
    </div>
  </div>`;
}

/** What can be done to all: at most one way on, what failed to be dealt with, one way out. */
function actionsFor(totals: Totals, { manual }: View): readonly Action[] {
  const unfinished = totals.queued + totals.running + totals.paused > 0;
  const actions: Action[] = [];
  if (manual && totals.queued > 0) actions.push('start');
  else if (totals.running > 0) actions.push('pause');
  else if (totals.paused > totals.missing) actions.push('resume');
  if (totals.retryable > 0) actions.push('retry');
  if (totals.failed > 0) actions.push('dismiss');
  if (unfinished) actions.push('cancel');
  else if (totals.failed === 0) actions.push('remove');
  return actions;
}

/**
 * What holds and goes on are one button, so that it keeps the focus; any other keeps to its action: a button that became
 * another one would be pressed by a second Enter.
 */
function placeOf(action: Action): string {
  return action === 'pause' || action === 'resume' || action === 'start' ? 'run' : action;
}

/** Speed and time left as one text, `''` while nothing moves; the rows say for themselves that they wait. */
export function paceText({ bytesPerSecond, timeLeft }: Pace, view: View): string {
  if (bytesPerSecond <= 0) return '';
  const speed = view.format.speed(bytesPerSecond);
  return timeLeft === undefined
    ? isolate(speed)
    : `${isolate(speed)} · ${isolate(view.text.timeLeft(view.format.duration(timeLeft)))}`;
}

/** Hebrew writes `MB/s` in both directions: as one text with what follows, the two would change places. */
function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
