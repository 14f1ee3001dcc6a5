/**
 * Style of the zone with the button, and the colours that everything shares.
 *
 * Text colour and font are the page's; borders and muted text are mixed from that colour, so the field fits any
 * background. Accent, success and danger follow `color-scheme`.
 *
 * Once there are files, the zone becomes a line and its button plain: adding more is no longer the main thing. While
 * files hang over it, its children take no pointer events, so that they are no targets of their own.
 *
 * @module
 */
import { css } from 'lit';

/** Colours, the zone and the button. Comments stay outside: what is inside is sent to every page. */
export const zoneStyles = css`
  :host {
    --_accent: var(--direct-upload-accent, light-dark(#1f5fd0, #8db8ff));
    --_on-accent: var(--direct-upload-on-accent, light-dark(#fff, #0a1a33));
    --_success: var(--direct-upload-success, light-dark(#146c34, #6ee093));
    --_danger: var(--direct-upload-danger, light-dark(#b3261e, #ffb4ab));
    --_radius: var(--direct-upload-radius, 0.75rem);
    --_muted: color-mix(in srgb, currentcolor 70%, transparent);
    --_edge: color-mix(in srgb, currentcolor 45%, transparent);
    --_line: var(--direct-upload-border, color-mix(in srgb, currentcolor 18%, transparent));
    --_tint: var(--direct-upload-surface, color-mix(in srgb, currentcolor 4%, transparent));
    display: block;
    line-height: 1.4;
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  svg {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [part='dropzone'] {
    display: flex;
    flex-direction: column;
    align-items: center;
    gap: 0.5rem;
    padding: 1.75rem 1rem;
    border: 1.5px dashed var(--_edge);
    border-radius: var(--_radius);
    background: var(--_tint);
    cursor: pointer;
    transition: 0.15s;
    transition-property: border-color, background-color;
  }
  [part='dropzone'] > svg {
    inline-size: 2.25rem;
    block-size: 2.25rem;
    stroke-width: 1.4;
    color: var(--_accent);
  }
  [part='dropzone']:not([data-disabled]):hover {
    border-color: var(--_accent);
  }
  [part='dropzone'][data-invalid] {
    border-color: var(--_danger);
  }
  [part='dropzone'][data-dragging] {
    border: 1.5px solid var(--_accent);
    background: color-mix(in srgb, var(--_accent) 12%, transparent);
  }
  [data-dragging] > * {
    pointer-events: none;
  }
  [data-disabled] {
    cursor: not-allowed;
    border-color: var(--_line);
  }
  [data-disabled] > svg,
  button:disabled {
    opacity: 0.5;
  }
  [part='dropzone'][data-filled] {
    flex-flow: row wrap;
    padding: 0.625rem 0.75rem;
  }
  [data-filled] > svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }
  [part='prompt'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.375rem 0.625rem;
  }
  [data-filled] > [part='prompt'] {
    flex: 1 0 auto;
    justify-content: flex-start;
  }
  [part='hint'],
  [part='drop-text'] {
    color: var(--_muted);
    font-size: 0.875em;
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 1px solid transparent;
    border-radius: calc(var(--_radius) * 0.67);
    cursor: inherit;
    touch-action: manipulation;
  }
  button:enabled {
    cursor: pointer;
  }
  button:enabled:hover {
    background: color-mix(in srgb, currentcolor 10%, transparent);
  }
  button:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  [part='button'] {
    padding: 0.5rem 1rem;
    font-weight: 600;
  }
  :not([data-filled]) > * > [part='button'] {
    color: var(--_on-accent);
    background: var(--_accent);
  }
  :not([data-filled]) > * > [part='button']:enabled:hover {
    background: color-mix(in srgb, var(--_accent) 88%, currentcolor);
  }
  [data-filled] [part='button'] {
    padding: 0.25rem 0.75rem;
    border-color: var(--_edge);
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
