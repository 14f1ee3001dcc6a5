/**
 * The page with the form: registers the element, brings the switches and the live count to life.
 *
 * @module
 */
import '@direct-upload/widget/define';
import type { UploadSnapshot } from '@direct-upload/widget';
import { followLedger, showConfirmed, showLedger } from './ledger.js';
import { connectSwitches } from './preferences.js';

/** Bytes in parts whose hash storage and browser agree on, over all files of this page. */
function confirmedBytes(uploads: readonly UploadSnapshot[]): number {
  return uploads.reduce((sum, upload) => sum + upload.state.progress.confirmed, 0);
}

connectSwitches();
followLedger(showLedger);
// A real Swift keeps no running count for us; then the page counts what storage has confirmed to it.
if (document.querySelector('[data-counted-by=page]') !== null) {
  document.querySelector('direct-upload')?.addEventListener('upload-change', ({ uploads }) => {
    showConfirmed(confirmedBytes(uploads));
  });
}
