/**
 * Style of the zone with the button, and the settings that everything shares.
 *
 * Text colour and font are the page's; borders and muted text are mixed from that colour, so the field fits any
 * background. Accent, success and danger follow `color-scheme`. One unit, `--direct-upload-space`, is behind every
 * distance; what is not set follows from what is. docs/theming.md has the list.
 *
 * Font, colour and direction are inherited; every other property that the page sets on what is around the field is not: the
 * list after `all` is what is. What the page sets on the element itself wins over all of it.
 *
 * A border colour that is mixed on the host would be mixed from the host's text colour, so `currentcolor` is mixed where
 * it is used: custom properties are substituted, not computed, as long as they are not registered.
 *
 * A field that held up its form has a solid, thicker border besides the red one: colour is never the only sign.
 *
 * What only a field with files needs is in filled.styles.ts. While files hang over the zone, its children take no pointer
 * events, so that they are no targets of their own.
 *
 * @module
 */
import { css } from 'lit';

/** Settings, the zone and the button. Comments stay outside: what is inside is sent to every page. */
export const zoneStyles = css`
  :host {
    all: initial;
    display: block;
    min-inline-size: 0;
    color: inherit;
    color-scheme: inherit;
    forced-color-adjust: inherit;
    print-color-adjust: inherit;
    font: inherit;
    font-variant: normal;
    line-height: 1.4;
    -webkit-font-smoothing: inherit;
    -moz-osx-font-smoothing: inherit;
    -webkit-text-size-adjust: inherit;
    text-size-adjust: inherit;
    -webkit-tap-highlight-color: inherit;
    writing-mode: inherit;
    text-orientation: inherit;
    visibility: inherit;
    pointer-events: inherit;
    interactivity: inherit;
    --_accent: var(--direct-upload-accent, light-dark(#1f5fd0, #8db8ff));
    --_on-accent: var(--direct-upload-on-accent, light-dark(#fff, #0a1a33));
    --_danger: var(--direct-upload-danger, light-dark(#b3261e, #ffb4ab));
    --_muted: var(--direct-upload-muted, color-mix(in srgb, currentcolor 70%, transparent));
    --_edge: var(--direct-upload-edge, color-mix(in srgb, currentcolor 50%, transparent));
    --_line: var(--direct-upload-border, color-mix(in srgb, currentcolor 18%, transparent));
    --_space: var(--direct-upload-space, 0.5rem);
    --_radius: var(--direct-upload-radius, 0.75rem);
    --_control: var(--direct-upload-control-radius, calc(var(--_radius) * 2 / 3));
    --_small: var(--direct-upload-small-size, 0.875em);
    --_time: var(--direct-upload-duration, 0.15s);
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
    gap: var(--_space);
    padding: calc(var(--_space) * 3.5) calc(var(--_space) * 2);
    border: var(--direct-upload-edge-width, 1.5px) var(--direct-upload-edge-style, dashed)
      var(--_edge);
    border-radius: var(--_radius);
    background: var(--direct-upload-surface, color-mix(in srgb, currentcolor 4%, transparent));
    cursor: pointer;
    transition: var(--_time);
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
    border-style: solid;
    border-color: var(--_danger);
    box-shadow: inset 0 0 0 1px var(--_danger);
  }
  [part='dropzone'][data-dragging] {
    border-style: solid;
    border-color: var(--_accent);
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
  [part='prompt'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: calc(var(--_space) * 0.75) calc(var(--_space) * 1.25);
  }
  [part='hint'],
  [part='notice'],
  [part='drop-text'] {
    color: var(--_muted);
    font-size: var(--_small);
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 1px solid transparent;
    border-radius: var(--_control);
    cursor: inherit;
    touch-action: manipulation;
  }
  button:enabled {
    cursor: pointer;
  }
  button:enabled:hover {
    background: color-mix(in srgb, currentcolor 10%, transparent);
  }
  :focus-visible {
    outline: var(--direct-upload-focus-ring, 2px solid var(--_accent));
    outline-offset: var(--direct-upload-focus-offset, 2px);
  }
  [part='failure'] {
    margin-block: var(--_space);
  }
  [part='retry-loading'] {
    border-color: var(--_edge);
    padding: calc(var(--_space) * 0.5) var(--_space);
  }
  [part='error'] {
    color: var(--_danger);
    font-size: var(--_small);
  }
  :is([part='notice'], [part='error']):not(:empty) {
    margin-block: var(--_space);
    overflow-wrap: anywhere;
  }
  [part$='button'] {
    padding: var(--_space) calc(var(--_space) * 2);
    font-weight: 600;
  }
  [part='folder-button'] {
    border-color: var(--_edge);
  }
  :not([data-filled]) > * > [part='button'] {
    color: var(--_on-accent);
    background: var(--_accent);
  }
  :not([data-filled]) > * > [part='button']:enabled:hover {
    background: color-mix(in srgb, var(--_accent) 88%, currentcolor);
  }
  [part='announcement'],
  [data-quiet]:not(:focus-within) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
