/**
 * Many receipts in a form. What `setFormValue` is given becomes part of the page's history entry, and Chromium writes all
 * of that anew on the main thread a second after anything moved: 900 receipts take 150 ms, 5,000 more than a second
 * (measured). So many receipts are put into the form's data when somebody asks for it, and into the session's storage when
 * the page goes; the history entry only says where they lie.
 *
 * @module
 */
import type { LitElement } from 'lit';
import type { UploadSnapshot } from '../engine/index.js';
import type { FormTarget, GiveForm } from './form-value.js';
import type { FieldInternals } from './internals.js';
import { createShelf } from './receipt-shelf.js';

/** With so many the browser's own way takes 15 ms. */
const MANY = 100;

/** The field whose receipts they are. */
export type ReceiptsHost = LitElement & {
  readonly uploads: readonly UploadSnapshot[];
  readonly name: string;
};

/** Takes over from `direct`, which still does it for few receipts and wherever no form's data passes by. */
export function manyReceipts(
  host: ReceiptsHost,
  internals: FieldInternals,
  direct: GiveForm,
): GiveForm {
  const shelf = createShelf();
  if (!shelf) return direct;
  let isMany = false;
  let place: AbortController | undefined;

  const give: GiveForm = (target, name, uploads) => {
    const { length } = uploads.filter(({ state }) => state.status === 'done');
    isMany = place !== undefined && length > MANY;
    if (isMany) target.setFormValue(new FormData(), shelf.key);
    else direct(target, name, uploads);
  };
  /** What the form would have been given. */
  const giveTo = (setFormValue: FormTarget['setFormValue']): void => {
    direct({ setFormValue }, host.name, host.uploads);
  };
  const onFormData = (event: Event): void => {
    const { target, formData } = event as FormDataEvent;
    if (!isMany || target !== internals.form || host.matches(':disabled')) return;
    giveTo((entries) => {
      for (const [name, receipt] of entries) formData.append(name, receipt);
    });
  };
  const onPageHide = (): void => {
    if (!isMany) return;
    giveTo((entries, state) => {
      if (!shelf.put(state)) internals.setFormValue(entries, state);
    });
  };
  const giveAgain = (): void => {
    give(internals, host.name, host.uploads);
  };
  host.addController({
    hostConnected() {
      place = new AbortController();
      const { signal } = place;
      // On its way to the form, which may be another one each time: the page's own listeners find the receipts there.
      host.getRootNode().addEventListener('formdata', onFormData, { capture: true, signal });
      addEventListener('pagehide', onPageHide, { signal });
      giveAgain();
    },
    hostDisconnected() {
      place?.abort();
      place = undefined;
      giveAgain();
    },
  });
  return give;
}
