/**
 * The zone with the button: where files are picked, and where the limits are told.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from 'lit';
import { icon, UPLOAD_PATH } from './icon.js';
import { describeRestrictions, type Restrictions } from './restrictions.js';
import type { View } from './view.js';

/** What the zone shows. */
export interface ZoneState {
  readonly multiple: boolean;
  /** There is something in the list: the zone makes itself small. */
  readonly filled: boolean;
  readonly dragging: boolean;
  /** The form was held up by this field, and still would be. */
  readonly invalid: boolean;
  readonly limits: Restrictions;
  readonly onPick: (event: Event) => void;
}

/** The zone with the hidden native input that opens the file dialog. */
export function dropZone(zone: ZoneState, { text, format, inactive }: View): TemplateResult {
  const hint = describeRestrictions(zone.limits, { text, format });
  // The native input stays outside the zone: its own click must not be taken for one on the zone. Its `input` event is
  // composed and would leave the element before there is a value.
  return html`<input
      type="file"
      hidden
      tabindex="-1"
      aria-hidden="true"
      accept=${zone.limits.accept || nothing}
      ?multiple=${zone.multiple}
      ?disabled=${inactive}
      @input=${(event: Event) => {
        event.stopPropagation();
      }}
      @change=${zone.onPick}
    />
    <div
      part="dropzone"
      ?data-filled=${zone.filled}
      ?data-dragging=${zone.dragging}
      ?data-invalid=${zone.invalid}
      ?data-disabled=${inactive}
    >
      ${icon(UPLOAD_PATH)}
      <div part="prompt">
        <button
          part="button"
          type="button"
          data-home
          aria-describedby=${hint ? 'hint' : nothing}
          ?disabled=${inactive}
        >
          ${text.choose(zone.multiple, zone.filled)}
        </button>
        ${
          inactive
            ? nothing
            : html`<span part="drop-text">${zone.dragging ? text.dropNow : text.drop}</span>`
        }
      </div>
      ${hint ? html`<div part="hint" id="hint">${hint}</div>` : nothing}
    </div>`;
}
