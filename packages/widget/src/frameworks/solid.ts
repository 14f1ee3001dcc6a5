/**
 * Solid knows `<direct-upload>` in JSX: attributes by their names in HTML (`max-size`, or `attr:max-size`), properties as
 * `prop:messages`, the events as `on:upload-complete`. Types only: `import type {} from '@direct-upload/widget/solid'`.
 *
 * @module
 */
import type { JSX } from 'solid-js';
import type { DirectUpload } from '../direct-upload.js';
import type { DirectUploadAttributes, DirectUploadListeners, DirectUploadProps } from '../props.js';

/** Properties set as such, whatever Solid would make of their names. */
type SetAsProperty = {
  [K in keyof DirectUploadProps as `prop:${K}`]?: DirectUploadProps[K];
};

/** Attributes set as such, for the same reason. */
type SetAsAttribute = {
  [K in keyof DirectUploadAttributes as `attr:${K}`]?: DirectUploadAttributes[K];
};

/** What `<direct-upload>` takes in Solid's JSX. */
export type DirectUploadElementProps = Omit<
  JSX.HTMLAttributes<DirectUpload>,
  keyof DirectUploadAttributes
> &
  DirectUploadAttributes &
  SetAsAttribute &
  SetAsProperty &
  DirectUploadListeners<'on:'>;

declare module 'solid-js' {
  // Solid's own way to say which elements there are is a namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    interface IntrinsicElements {
      'direct-upload': DirectUploadElementProps;
    }
  }
}
