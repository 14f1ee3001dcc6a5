/**
 * Style of the summary, the rows and their progress bars.
 *
 * - The buttons for all wrap to a line of their own before the text beside them breaks.
 * - In a name the extension stays and the rest gives way.
 * - Dots between the texts of a line belong to the line: the texts themselves are `<bdi>`, so that "3 MB" stays "3 MB" on
 *   a right-to-left page.
 * - A bar of which nothing is known looks empty for a second, then moves: most know their progress by then.
 * - Rows out of view are neither laid out nor painted (`content-visibility`): a thousand cost as much as the ten in view.
 *
 * @module
 */
import { css } from 'lit';

/** The summary, the rows and their bars. Comments stay outside: what is inside is sent to every page. */
export const listStyles = css`
  [part='summary'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    margin-block-start: 0.75rem;
    font-size: 0.875em;
    font-variant-numeric: tabular-nums;
  }
  [part='summary-text'] {
    flex: 1 0 auto;
    max-inline-size: 100%;
  }
  [part='meta'],
  [part='summary-text'] > * + * {
    color: var(--_muted);
  }
  [part='summary-text'] > * + *::before,
  [part='meta'] > * + *::before {
    content: ' · ';
    color: var(--_muted);
    white-space: pre;
  }
  [part='summary-actions'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    margin-inline: -0.5rem;
  }
  [part~='summary-action'] {
    padding: 0.25rem 0.5rem;
    color: var(--_accent);
  }
  [part='list'] {
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
    max-block-size: var(--direct-upload-list-height, 26rem);
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  li {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.625rem 0.25rem;
    content-visibility: auto;
    contain-intrinsic-block-size: auto 4rem;
  }
  li + li {
    border-block-start: 1px solid var(--_line);
  }
  [part='file-icon'] {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: calc(var(--_radius) * 0.67);
    background: color-mix(in srgb, currentcolor 12%, transparent);
  }
  [part='details'] {
    flex: 1;
    min-inline-size: 0;
  }
  [part='name'],
  [part='name'] > bdi {
    display: flex;
    min-inline-size: 0;
    font-weight: 500;
    white-space: pre;
  }
  [part='name'] > bdi > :first-child {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  [part='meta'] {
    display: block;
    font-size: 0.8125em;
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
  }
  [part~='action'] {
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    color: var(--_muted);
  }
  [part~='continue'],
  [part~='reopen'] {
    inline-size: auto;
    padding-inline: 0.75rem;
    border-color: var(--_edge);
    color: inherit;
    font-size: 0.875em;
    white-space: nowrap;
  }
  progress {
    appearance: none;
    display: block;
    inline-size: 100%;
    block-size: 0.25rem;
    margin-block-start: 0.375rem;
    border: 0;
    border-radius: 1rem;
    overflow: hidden;
    color: var(--_accent);
    background: var(--_line);
  }
  [part='total-progress'] {
    margin: 0;
  }
  ::-webkit-progress-bar {
    background: none;
  }
  ::-webkit-progress-value {
    background: currentcolor;
    transition: inline-size 0.15s linear;
  }
  ::-moz-progress-bar {
    background: currentcolor;
  }
  progress:indeterminate {
    background: linear-gradient(currentcolor, currentcolor) -100% / 40% no-repeat var(--_line);
    animation: 1.5s ease-in-out 1s infinite slide;
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
  }
  [data-status='completing'] progress {
    animation: pulse 1s ease-in-out infinite alternate;
  }
  @keyframes pulse {
    to {
      opacity: 0.4;
    }
  }
`;
