/**
 * What the form's page says about the storage in use.
 *
 * @module
 */
import type { SwiftSettings } from './settings.js';

/** Texts for the holes of `pages/index.html`. */
export type Wording = Readonly<
  Record<'storageName' | 'storageTitle' | 'storageCaption' | 'countedBy' | 'footNote', string>
>;

/** Picks the texts: the embedded storage counts for itself, a real Swift leaves counting to the browser. */
export function wordingFor(swift: SwiftSettings | undefined): Wording {
  if (swift === undefined) {
    return {
      storageName: 'a Swift-compatible store on this machine',
      storageTitle: 'Object storage',
      storageCaption: 'of files taken in',
      countedBy: 'storage',
      footNote: 'Everything runs on this machine, and is deleted when the demo stops.',
    };
  }
  return {
    storageName: 'OpenStack Swift',
    storageTitle: 'OpenStack Swift',
    storageCaption: 'confirmed by hash on this page',
    countedBy: 'page',
    footNote: `What you upload stays in the container “${swift.container}” of your own Swift.`,
  };
}
