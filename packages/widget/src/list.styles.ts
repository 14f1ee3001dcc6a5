/**
 * Style of the summary, the rows and their progress bars.
 *
 * @module
 */
import { css } from 'lit';

/** The summary, the rows and their bars. */
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
  /* The buttons wrap to a line of their own before the text breaks. */
  [part='summary-text'] {
    flex: 1 0 auto;
    max-inline-size: 100%;
  }
  [part='summary-text'] > * + * {
    color: var(--_muted);
  }
  /* A number with a left-to-right unit must not reorder its neighbours on a right-to-left page. */
  [part='summary-text'] > *,
  [part='meta'] > * {
    unicode-bidi: isolate;
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
  button:not([part='button']):enabled:hover,
  [data-filled] [part='button']:enabled:hover {
    background: color-mix(in srgb, currentcolor 10%, transparent);
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
    background: color-mix(in srgb, var(--_tone, currentcolor) 12%, transparent);
    color: var(--_tone, inherit);
  }
  [part='details'] {
    flex: 1;
    min-inline-size: 0;
  }
  [part='name'],
  bdi {
    display: flex;
    min-inline-size: 0;
    font-weight: 500;
    white-space: pre;
  }
  /* The extension stays; the rest gives way. */
  bdi > :first-child {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  [part='meta'] {
    display: block;
    font-size: 0.8125em;
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  [part='status'] > svg {
    vertical-align: -0.25em;
    margin-inline-end: 0.25em;
  }
  [data-status='done'] {
    --_tone: var(--_success);
  }
  [data-status='failed'] {
    --_tone: var(--_danger);
  }
  [data-status] [part='status'] {
    color: var(--_tone, inherit);
  }
  [data-status='cancelled'] [part='name'] {
    text-decoration: line-through;
  }
  [part='actions'] {
    display: flex;
    flex: none;
  }
  [part~='action'] {
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    block-size: 2.25rem;
    padding: 0;
    color: var(--_muted);
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
    flex-basis: 100%;
    margin: 0;
  }
  progress::-webkit-progress-bar {
    background: none;
  }
  progress::-webkit-progress-value {
    background: currentcolor;
    border-radius: 1rem;
    transition: inline-size 0.15s linear;
  }
  progress::-moz-progress-bar {
    background: currentcolor;
    border-radius: 1rem;
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
  [part='announcement'] {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
