/**
 * React 19 knows `<direct-upload>` in JSX: attributes by their names in HTML (`max-size`), the properties that take
 * objects, the events as `onupload-complete`, `ref`. Types only: `import type {} from '@direct-upload/widget/react'`.
 *
 * @module
 */
import type { ClassAttributes, HTMLAttributes } from 'react';
import type { DirectUpload } from '../direct-upload.js';
import type {
  DirectUploadAttributes,
  DirectUploadListeners,
  DirectUploadObjects,
} from '../props.js';

/** What `<direct-upload>` takes in React's JSX. */
export type DirectUploadElementProps = Omit<
  HTMLAttributes<DirectUpload>,
  keyof DirectUploadAttributes
> &
  ClassAttributes<DirectUpload> &
  DirectUploadAttributes &
  DirectUploadObjects &
  DirectUploadListeners<'on'>;

declare module 'react' {
  // React's own way to say which elements there are is a namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'direct-upload': DirectUploadElementProps;
    }
  }
}
