/**
 * What a page can style: the style sheets, the custom properties they read, the parts they leave to the page. A class so
 * that the manifest, which editors and doc tools read, finds these where they are made.
 *
 * @module
 */
import { LitElement, type PropertyDeclarations } from 'lit';
import { styles } from './direct-upload.styles.js';

/**
 * Base class: an element with the look of `<direct-upload>`, before it shows anything.
 *
 * @cssprop [--direct-upload-accent=light-dark(#1f5fd0, #8db8ff)] - Button, progress, focus ring
 * @cssprop [--direct-upload-on-accent=light-dark(#fff, #0a1a33)] - Text on the accent colour
 * @cssprop [--direct-upload-success=light-dark(#146c34, #6ee093)] - What is verified
 * @cssprop [--direct-upload-danger=light-dark(#b3261e, #ffb4ab)] - What failed or is missing
 * @cssprop --direct-upload-muted - Text of second rank; 70 % of the text colour
 * @cssprop --direct-upload-surface - Background of the zone; 4 % of the text colour
 * @cssprop --direct-upload-border - Lines between rows, tracks of the progress bars; 18 % of the text colour
 * @cssprop --direct-upload-edge - Border of the zone and of outlined buttons; 50 % of the text colour
 * @cssprop [--direct-upload-edge-style=dashed] - Style of the zone's border
 * @cssprop [--direct-upload-edge-width=1.5px] - Width of the zone's border
 * @cssprop [--direct-upload-radius=0.75rem] - Corners of the zone
 * @cssprop --direct-upload-control-radius - Corners of buttons and file icons; two thirds of the zone's
 * @cssprop [--direct-upload-space=0.5rem] - The unit of every distance: less is denser
 * @cssprop [--direct-upload-small-size=0.875em] - Text of second rank: hint, summary, status
 * @cssprop --direct-upload-focus-ring - The `outline` of what has the keyboard; 2 pixels of the accent
 * @cssprop [--direct-upload-focus-offset=2px] - Its `outline-offset`
 * @cssprop --direct-upload-progress - The filled part of the progress bars; the accent
 * @cssprop --direct-upload-progress-sent - The filled part that storage has not confirmed yet; a lighter tone of that colour
 * @cssprop --direct-upload-track - The empty part; the lines' colour
 * @cssprop [--direct-upload-progress-size=0.25rem] - Height of the progress bars
 * @cssprop [--direct-upload-thumbnail-size=2.5rem] - The icon or the picture of a file; at most 1.5rem in the compact layout
 * @cssprop [--direct-upload-tile-size=8.5rem] - The same in the grid, at least: tiles fill the line
 * @cssprop [--direct-upload-duration=0.15s] - Length of transitions; `0s` for none
 * @cssprop [--direct-upload-list-height=26rem] - Height from which the list scrolls; `none` for never
 *
 * @csspart base - Everything
 * @csspart dropzone - The zone that takes drops
 * @csspart prompt - Button and text in the zone
 * @csspart button - The button that opens the file dialog
 * @csspart folder-button - The one that opens the dialog for folders
 * @csspart drop-text - The text beside them
 * @csspart hint - The limits
 * @csspart notice - What was left out of the last files that were chosen, or just taken away; empty otherwise
 * @csspart undo - The button in it that brings back what was taken away
 * @csspart error - Why the field holds up its form; empty otherwise
 * @csspart failure - Shown in place of the list when its code could not be loaded
 * @csspart retry-loading - The button in it
 * @csspart summary - The line for all files
 * @csspart summary-text - Count, percentage, speed and time left
 * @csspart summary-actions - Its buttons
 * @csspart summary-action - One of them; also carries its action, e.g. `cancel`
 * @csspart total-progress - The `<progress>` of all files
 * @csspart confirmed - The `<progress>` over one of the two, of what storage has confirmed; hidden from screen readers
 * @csspart list - The list
 * @csspart row - One file; also carries its status, e.g. `row failed`
 * @csspart file-icon - The tile with the icon for the file's type, or its picture
 * @csspart thumbnail - The picture in it
 * @csspart details - Name, size, status and progress of a row
 * @csspart name - The file's name
 * @csspart meta - Size and status
 * @csspart path - The folder it came in
 * @csspart size - The file's size
 * @csspart status - What the upload is doing, or why it failed
 * @csspart speed - Speed and time left
 * @csspart progress - The `<progress>` of a row
 * @csspart actions - The buttons of a row
 * @csspart action - One of them; also carries its action, e.g. `pause`
 * @csspart icon - Any icon
 * @csspart announcement - The live region, not visible
 *
 * @slot row-actions-{id} - The page's own buttons for the upload with this `id`, beside those of its row
 */
export abstract class ThemedElement extends LitElement {
  static override readonly styles = styles;
  static override readonly properties: PropertyDeclarations = {
    layout: { reflect: true, useDefault: true },
    thumbnails: {},
  };

  /** How files are shown: rows with a progress bar each, one line per file, or tiles. */
  layout: 'list' | 'compact' | 'grid' = 'list';
  /**
   * Whether rows show pictures: of images, which no policy forbids, unless it is `false`; with `video` also of videos,
   * for which a page with a content security policy has to allow `media-src blob:`.
   */
  thumbnails: boolean | 'true' | 'false' | 'video' = true;
}
