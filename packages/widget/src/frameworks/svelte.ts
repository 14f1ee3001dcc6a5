/**
 * Svelte 5 knows `<direct-upload>` in templates: attributes by their names in HTML (`max-size`), the properties that take
 * objects, the events as `onupload-complete`. Types only: `import type {} from '@direct-upload/widget/svelte'`.
 *
 * @module
 */
import type { HTMLAttributes } from 'svelte/elements';
import type { DirectUpload } from '../direct-upload.js';
import type {
  DirectUploadAttributes,
  DirectUploadListeners,
  DirectUploadObjects,
} from '../props.js';

/** What `<direct-upload>` takes in Svelte's templates. */
export type DirectUploadElementProps = Omit<
  HTMLAttributes<DirectUpload>,
  keyof DirectUploadAttributes
> &
  DirectUploadAttributes &
  DirectUploadObjects &
  DirectUploadListeners<'on'>;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'direct-upload': DirectUploadElementProps;
  }
}
