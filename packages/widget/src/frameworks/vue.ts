/**
 * Vue knows `<direct-upload>` in templates, so that vue-tsc checks properties (`max-size`, `:messages`) and events
 * (`@upload-complete`). Types only: `import type {} from '@direct-upload/widget/vue'`.
 *
 * @module
 */
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { DirectUpload } from '../direct-upload.js';
import type { DirectUploadEvents, DirectUploadProps } from '../props.js';

/** What a template may say; Vue's tools compare by the names of properties (`maxSize`) whatever the template's way. */
export type DirectUploadElementProps = DirectUploadProps & HTMLAttributes & PublicProps;

/** As Vue sees a custom element: the class, and two members that only its type checker looks at. */
export type DirectUploadElement = new () => DirectUpload & {
  readonly $props: DirectUploadElementProps;
  readonly $emit: EmitFn<{
    [K in keyof DirectUploadEvents]: (event: DirectUploadEvents[K]) => void;
  }>;
};

declare module 'vue' {
  interface GlobalComponents {
    'direct-upload': DirectUploadElement;
  }
}
