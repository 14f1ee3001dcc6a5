/**
 * The other layouts of the list: one line per file, and tiles.
 *
 * - In a narrow list the buttons stand beside the name, and the texts have the line below for themselves. Not where a button
 *   has a word on it. In a very narrow one, or with very large text, the buttons have a line of their own.
 * - In a line the size gives way first; why an upload failed has a line of its own.
 * - On tiles the buttons lie over the picture, on a ground of the page's own colour, so that no picture hides them.
 * - Tiles of one line are as high as they need to be, each for itself: a long error does not stretch its neighbours.
 *
 * @module
 */
import { css } from 'lit';

/** Adopted after the list's style. */
export const layoutStyles = css`
  @container (14rem <= inline-size < 26rem) {
    :host(:not([layout='compact'], [layout='grid']))
      li:not(:has([part~='continue'], [part~='reopen'])) {
      display: grid;
      grid-template-columns: auto minmax(4rem, 1fr) auto;
      gap: 0 var(--_space);
    }
    :host(:not([layout='compact'], [layout='grid']))
      li:not(:has([part~='continue'], [part~='reopen']))
      > [part='file-icon'] {
      grid-row: 1 / span 2;
    }
    :host(:not([layout='compact'], [layout='grid']))
      li:not(:has([part~='continue'], [part~='reopen']))
      > [part='details'] {
      display: contents;
    }
    :host(:not([layout='compact'], [layout='grid']))
      li:not(:has([part~='continue'], [part~='reopen']))
      > [part='actions'] {
      grid-area: 1 / 3;
      flex-wrap: wrap;
      justify-content: flex-end;
    }
    :host(:not([layout='compact'], [layout='grid']))
      li:not(:has([part~='continue'], [part~='reopen']))
      [part='name'] {
      grid-area: 1 / 2;
    }
    :host(:not([layout='compact'], [layout='grid']))
      li:not(:has([part~='continue'], [part~='reopen']))
      [part='meta'] {
      grid-area: 2 / 2 / auto / -1;
    }
    :host(:not([layout='compact'], [layout='grid']))
      li:not(:has([part~='continue'], [part~='reopen']))
      progress {
      grid-column: 1 / -1;
    }
  }
  :host([layout='compact']) {
    --_thumbnail: min(var(--direct-upload-thumbnail-size, 1.5rem), 1.5rem);
  }
  @container (inline-size < 24rem) {
    :host([layout='compact']) [part='size'] {
      display: none;
    }
    :host([layout='compact']) [part='status']::before {
      content: none;
    }
  }
  :host([layout='compact']) li {
    position: relative;
    flex-wrap: nowrap;
    gap: var(--_space);
    min-block-size: 0;
    padding: calc(var(--_space) * 0.25) calc(var(--_space) * 0.5);
    font-size: var(--_small);
  }
  :host([layout='compact']) [part='file-icon'] > svg {
    inline-size: 1em;
    block-size: 1em;
  }
  :host([layout='compact']) [part='details'] {
    display: flex;
    align-items: baseline;
    gap: calc(var(--_space) * 1.5);
  }
  :host([layout='compact']) [part='name'] {
    flex: 1 0 5rem;
  }
  :host([layout='compact']) [part='meta'] {
    display: flex;
    flex: 0 1 auto;
    min-inline-size: 0;
    white-space: nowrap;
  }
  :host([layout='compact']) [part='status'] {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  :host([layout='compact']) [data-status='failed'] [part='details'] {
    flex-wrap: wrap;
  }
  :host([layout='compact']) [data-status='failed'] [part='meta'] {
    display: block;
    white-space: normal;
  }
  :host([layout='compact']) li progress {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 0;
    block-size: max(2px, 0.5 * var(--direct-upload-progress-size, 0.25rem));
    margin: 0;
  }
  :host([layout='compact']) [part~='action'] {
    block-size: 1.75rem;
  }
  :host([layout='compact']) [part~='action']:has(svg) {
    inline-size: 1.75rem;
  }
  :host([layout='grid']) [part='list'] {
    display: grid;
    grid-template-columns: repeat(
      auto-fill,
      minmax(min(var(--direct-upload-tile-size, 8.5rem), 100%), 1fr)
    );
    align-items: start;
    gap: calc(var(--_space) * 1.5);
    padding: 2px;
  }
  :host([layout='grid']) li {
    position: relative;
    flex-flow: column;
    align-items: stretch;
    gap: calc(var(--_space) * 0.75);
    min-block-size: 0;
    padding: 0;
    border: 0;
  }
  :host([layout='grid']) [part='file-icon'] {
    inline-size: 100%;
    block-size: auto;
    aspect-ratio: 1;
  }
  :host([layout='grid']) [part='file-icon'] > svg {
    inline-size: 2.5rem;
    block-size: 2.5rem;
    stroke-width: 1.25;
  }
  :host([layout='grid']) [part='details'] {
    flex: none;
    min-block-size: calc(
      1.4em + 2.8 * var(--_small) + var(--_space) * 0.75 +
        var(--direct-upload-progress-size, 0.25rem)
    );
  }
  :host([layout='grid']) [part='meta'] > * {
    display: block;
  }
  :host([layout='grid']) [part='meta'] > *::before {
    content: none;
  }
  :host([layout='grid']) [part='actions'] {
    position: absolute;
    inset-block-start: calc(var(--_space) * 0.5);
    inset-inline-end: calc(var(--_space) * 0.5);
    gap: calc(var(--_space) * 0.5);
  }
  :host([layout='grid']) [part~='action'] {
    color: CanvasText;
    background: color-mix(in srgb, Canvas 88%, transparent);
  }
  :host([layout='grid']) [part~='action']:enabled:hover {
    background: Canvas;
  }
  @media (forced-colors: active) {
    :host([layout='grid']) [part='file-icon'] {
      border: 1px solid;
    }
  }
`;
