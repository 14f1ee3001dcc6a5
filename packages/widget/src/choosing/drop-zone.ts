/**
 * The zone with the buttons: where files are picked, and where the limits are told.
 *
 * @module
 */
import { html, nothing, type TemplateResult } from 'lit';
import { icon, UPLOAD_PATH } from '../icon.js';
import { describeRestrictions, type Restrictions } from './restrictions.js';
import type { View } from '../view.js';

/** What the zone shows. */
export interface ZoneState {
  readonly multiple: boolean;
  /** There is a button for folders. */
  readonly folders: boolean;
  readonly capture: string | null;
  /** There is something in the list: the zone makes itself small. */
  readonly filled: boolean;
  readonly dragging: boolean;
  /** The form was held up by this field, and still would be. */
  readonly invalid: boolean;
  readonly limits: Restrictions;
  /** `accept` of the native inputs. */
  readonly accept: string;
  readonly onPick: (event: Event) => void;
  /** Names of the slots that the page has filled. */
  readonly slotted: ReadonlySet<string>;
}

/** The zone with the hidden native inputs that open the dialogs. */
export function dropZone(zone: ZoneState, { text, format, inactive }: View): TemplateResult {
  const hint = describeRestrictions(zone.limits, { text, format });
  const { filled, dragging, slotted } = zone;
  const isZoned = slotted.has('zone');
  const hintSlot = html`<slot name="hint">${hint}</slot>`;
  const hasHint = hint !== '' || slotted.has('hint');
  // The native inputs stay outside the zone: their own click must not be taken for one on the zone.
  return html`${nativeInput(zone, inactive, false)}
    ${zone.folders ? nativeInput(zone, inactive, true) : nothing}
    <div
      part="dropzone"
      ?data-filled=${filled}
      ?data-dragging=${dragging}
      ?data-invalid=${zone.invalid}
      ?data-disabled=${inactive}
    >
      <slot name="zone"></slot>
      ${isZoned ? nothing : icon(UPLOAD_PATH)}
      <div part="prompt" ?data-quiet=${isZoned}>
        <button
          part="button"
          type="button"
          data-home
          aria-describedby=${[hasHint && 'hint', zone.invalid && 'error'].filter(Boolean).join(' ') || nothing}
          ?disabled=${inactive}
        >
          <slot name="button">${text.choose(zone.multiple, filled)}</slot>
        </button>
        ${
          zone.folders
            ? html`<button part="folder-button" type="button" ?disabled=${inactive}>
                ${text.chooseFolder(filled)}
              </button>`
            : nothing
        }
        ${
          inactive
            ? nothing
            : html`<span part="drop-text">${dragging ? text.dropNow : text.drop}</span>`
        }
      </div>
      <div part="hint" id="hint" ?hidden=${!hasHint || isZoned}>${hintSlot}</div>
    </div>`;
}

/** Its `input` event is composed and would leave the element before there is a value. */
function nativeInput(
  { accept, multiple, capture, onPick }: ZoneState,
  inactive: boolean,
  folder: boolean,
): TemplateResult {
  return html`<input
    type="file"
    hidden
    tabindex="-1"
    aria-hidden="true"
    accept=${accept || nothing}
    capture=${capture ?? nothing}
    ?multiple=${multiple}
    ?webkitdirectory=${folder}
    ?disabled=${inactive}
    @input=${(event: Event) => {
      event.stopPropagation();
    }}
    @change=${onPick}
  />`;
}
