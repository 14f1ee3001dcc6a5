/**
 * Style of the summary, the rows and their progress bars.
 *
 * - The buttons for all wrap to a line of their own before the text beside them breaks.
 * - So do the buttons of a row where text is large or the page narrow (WCAG 1.4.4, 1.4.10).
 * - The list has no width of its own (size containment): a long name would widen a fieldset, a grid, a table or a dialog around it.
 * - In a name the extension stays and the rest gives way.
 * - Dots between the texts of a line belong to the line: the texts themselves are `<bdi>`, so that "3 MB" stays "3 MB" on
 *   a right-to-left page. They are not spoken (CSS Generated Content 3 §1.2, alternative text).
 * - A bar is two: what is sent in a lighter tone, and over it what is confirmed. Not of a paused one, which has one tone.
 * - A row is as high without its bar as with it: the list stands still while uploads come and go.
 * - A bar of which nothing is known looks empty for a second, then moves: most know their progress by then.
 * - Whatever moves costs a frame of the main thread, 60 times a second (1 GiB: list and frames took a fifth of all processor
 *   time). So bars take ten steps a second, those that only wait for their turn stand still, and a completion has a second.
 *
 * @module
 */
import { css } from 'lit';

/** The summary, the rows and their bars. Comments stay outside: what is inside is sent to every page. */
export const listStyles = css`
  :host {
    --_success: var(--direct-upload-success, light-dark(#146c34, #6ee093));
    --_track: var(--direct-upload-track, var(--_line));
    --_bar: var(--direct-upload-progress-size, 0.25rem);
    --_thumbnail: var(--direct-upload-thumbnail-size, 2.5rem);
  }
  [part='summary'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 0.5) calc(var(--_space) * 1.5);
    margin-block-start: calc(var(--_space) * 1.5);
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  [part='summary-text'] {
    flex: 1 1 auto;
    max-inline-size: 100%;
  }
  [part='meta'],
  [part='summary-text'] > * + * {
    color: var(--_muted);
  }
  [part='summary-text'] > * + *::before,
  [part='meta'] > * + *::before {
    content: ' · ';
    content: ' · ' / '';
    color: var(--_muted);
    /* The space stays, and a line may break at it: large text in a narrow column. */
    white-space-collapse: preserve;
  }
  [part='summary-actions'] {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 0.5);
    max-inline-size: 100%;
    margin-inline: calc(var(--_space) * -1);
  }
  [part='undo'],
  [part~='summary-action'] {
    padding: calc(var(--_space) * 0.5) var(--_space);
    color: var(--_accent);
  }
  .narrowing {
    container-type: inline-size;
  }
  [part='list'] {
    margin: var(--_space) 0 0;
    padding: 0;
    list-style: none;
    max-block-size: var(--direct-upload-list-height, 26rem);
    overflow-y: auto;
    contain: inline-size;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 1.5);
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 0.5);
    min-block-size: calc(
      1px + 1.4em + 1.4 * var(--_small) + var(--_space) * 3.25 +
        var(--direct-upload-progress-size, 0.25rem)
    );
  }
  li:focus-visible {
    outline-offset: -2px;
  }
  li + li {
    border-block-start: 1px solid var(--_line);
  }
  [part='file-icon'] {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: var(--_thumbnail);
    block-size: var(--_thumbnail);
    border-radius: var(--_control);
    background: color-mix(in srgb, currentcolor 12%, transparent);
  }
  [part='thumbnail'] {
    inline-size: 100%;
    block-size: 100%;
    border-radius: inherit;
    object-fit: cover;
  }
  [part='details'] {
    flex: 1 1 min(9rem, 45%);
    min-inline-size: 0;
  }
  [part='name'] {
    font-weight: 500;
  }
  [part='name'],
  [part='name'] > bdi {
    display: flex;
    min-inline-size: 0;
    white-space: pre;
  }
  [part='name'] > bdi > :first-child {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  [part='meta'] {
    display: block;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  [part='status'] > svg {
    vertical-align: -0.25em;
    margin-inline-end: 0.25em;
  }
  [data-status='done'] :is([part='status'], [part='file-icon']) {
    color: var(--_success);
  }
  [data-status='failed'] :is([part='status'], [part='file-icon']) {
    color: var(--_danger);
  }
  [data-status='cancelled'] [part='name'] > bdi {
    text-decoration: line-through;
  }
  [part='actions'] {
    display: flex;
    gap: calc(var(--_space) * 0.25);
    margin-inline-start: auto;
    max-inline-size: 100%;
  }
  [part~='action'] {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    color: var(--_muted);
  }
  [part~='continue'],
  [part~='reopen'] {
    flex: 0 1 auto;
    inline-size: auto;
    block-size: auto;
    min-block-size: 2.25rem;
    padding-inline: calc(var(--_space) * 1.5);
    border-color: var(--_edge);
    color: inherit;
    font-size: var(--_small);
  }
  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: var(--_bar);
    margin-block-start: calc(var(--_space) * 0.75);
    border: 0;
    border-radius: 1rem;
    overflow: hidden;
    color: var(--direct-upload-progress, var(--_accent));
    background: var(--_track);
    --_tone: var(--direct-upload-progress-sent, color-mix(in srgb, currentcolor 60%, transparent));
  }
  [part='total-progress'] {
    margin: 0;
  }
  [part='confirmed'] {
    --_tone: currentcolor;
    margin-block-start: calc(-1 * var(--_bar));
    background: none;
  }
  .bar-place {
    inline-size: 100%;
    min-block-size: var(--_bar);
  }
  ::-webkit-progress-bar {
    background: none;
  }
  ::-webkit-progress-value {
    background: var(--_tone);
  }
  ::-moz-progress-bar {
    background: var(--_tone);
  }
  progress:indeterminate {
    background: linear-gradient(currentcolor, currentcolor) -100% / 40% no-repeat var(--_track);
    animation: 1.5s ease-in-out 1s infinite slide;
  }
  li:not(:only-child)[data-status='preparing'] progress {
    animation: none;
  }
  progress:indeterminate:dir(rtl) {
    animation-direction: reverse;
  }
  :indeterminate::-webkit-progress-value,
  :indeterminate::-moz-progress-bar {
    background: none;
  }
  @keyframes slide {
    to {
      background-position: 200%;
    }
  }
  [data-status='paused'] progress {
    color: var(--_muted);
    --_tone: currentcolor;
  }
  [data-status='paused'] [part='confirmed'] {
    display: none;
  }
  [data-status='completing'] progress {
    animation: pulse 1s ease-in-out 1s infinite alternate;
  }
  @keyframes pulse {
    to {
      opacity: 0.4;
    }
  }
`;
