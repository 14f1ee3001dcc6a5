/**
 * The page with the three looks: registers the element, stages uploads, brings the switches and the knobs to life.
 *
 * @module
 */
import '@direct-upload/widget/define';
import { connectSwitches, followScheme } from './preferences.js';
import { stageUploads } from './staged-uploads.js';

/** Each knob sets the custom property of its name on the fields beside it. */
function connectKnobs(form: HTMLFormElement): void {
  form.addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const value = `${target.value}${target.dataset['unit'] ?? ''}`;
    for (const field of form.parentElement?.querySelectorAll('direct-upload') ?? []) {
      field.style.setProperty(`--direct-upload-${target.name}`, value);
    }
  });
}

connectSwitches();
const bootstrap = document.querySelector<HTMLElement>('[data-bs-theme]');
followScheme((scheme) => {
  if (bootstrap !== null) bootstrap.dataset['bsTheme'] = scheme;
});
for (const form of document.querySelectorAll<HTMLFormElement>('[data-knobs]')) connectKnobs(form);
for (const field of document.querySelectorAll('direct-upload')) {
  stageUploads(field, 'staged' in field.dataset);
}
