/**
 * Style of a field with files in it, loaded with the list: the zone as a line, and what the person asked of the system,
 * for the rows.
 *
 * - Once there are files, the zone becomes a line and its button plain: adding more is no longer the main thing.
 * - Fingers want bigger buttons.
 * - Who asks for more contrast gets bars with a frame, as thick as it needs to be seen.
 * - Forced colours take the colour out of bars: theirs is the theme's, for what is selected. What is only sent is hatched.
 * - On paper nothing can be pressed, and nothing scrolls.
 *
 * @module
 */
import { css } from 'lit';

/** The filled zone, and preferences for the rows. Adopted after the list's style and before the zone's. */
export const filledStyles = css`
  [part='dropzone'][data-filled] {
    flex-flow: row wrap;
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 1.5);
  }
  [part='dropzone'][data-filled] > svg {
    inline-size: 1.5rem;
    block-size: 1.5rem;
  }
  [data-filled] > [part='prompt'] {
    flex: 1 1 auto;
    max-inline-size: calc(100% - 1.5rem - var(--_space));
    justify-content: flex-start;
  }
  [data-filled] [part$='button'][part] {
    padding: calc(var(--_space) * 0.5) calc(var(--_space) * 1.5);
    border-color: var(--_edge);
  }
  @media (hover: none) and (pointer: coarse) {
    [part~='action'] {
      min-inline-size: 2.75rem;
      min-block-size: 2.75rem;
    }
  }
  @media (prefers-contrast: more), (forced-colors: active) {
    :host {
      --_bar: max(0.5rem, var(--direct-upload-progress-size, 0px));
    }
    progress {
      border: 1px solid;
      --_track: transparent;
    }
  }
  @media (forced-colors: active) {
    progress {
      forced-color-adjust: none;
      border-color: CanvasText;
      color: Highlight;
      --_tone: repeating-linear-gradient(90deg, currentcolor 0 2px, transparent 2px 4px);
    }
  }
  @media print {
    [part='dropzone'][part],
    [part='actions'][part],
    [part='summary-actions'][part] {
      display: none;
    }
    [part='list'] {
      max-block-size: none;
    }
    progress {
      print-color-adjust: exact;
    }
  }
`;
