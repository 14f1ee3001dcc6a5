/**
 * What a framework's template may say about `<direct-upload>`, as types: attributes, properties that take objects, events.
 * All of it follows from the class and its event map, so that a property that is new there is known here.
 *
 * @module
 */
import type { LitElement } from 'lit';
import type { DirectUpload } from './direct-upload.js';
// The events, in `HTMLElementEventMap`.
import type {} from './events.js';

type Primitive = string | number | boolean | null | undefined;

/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters --
   the compiler compares two deferred conditional types as they stand, and `T` is there to defer them */
/** Whether two types are the same, `readonly` included; assignability alone does not look at that. */
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */

type IsWritable<T, K extends keyof T> = Same<{ [P in K]: T[K] }, { -readonly [P in K]: T[K] }>;

/** Names of the element's own settable properties: no methods, nothing that is only read, nothing of all elements. */
type SettingName = {
  [K in Exclude<keyof DirectUpload, keyof LitElement | 'value'>]: DirectUpload[K] extends (
    ...args: never[]
  ) => unknown
    ? never
    : IsWritable<DirectUpload, K> extends true
      ? K
      : never;
}[Exclude<keyof DirectUpload, keyof LitElement | 'value'>];

/** `maxSize` → `max-size`: the name of the attribute of every property that has one. */
type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${Kebab<Rest>}`
    : `-${Lowercase<First>}${Kebab<Rest>}`
  : '';

/** Properties by their names in JavaScript (`maxSize`, `messages`), all optional. */
export type DirectUploadProps = {
  [K in SettingName]?: DirectUpload[K] | undefined;
};

/** What can be said in markup, by the names of the attributes (`max-size`). Also what a server can render. */
export type DirectUploadAttributes = {
  [
    K in SettingName as Extract<DirectUpload[K], Exclude<Primitive, undefined>> extends never
      ? never
      : Kebab<K>
  ]?: Extract<DirectUpload[K], Primitive> | undefined;
};

/** Properties that take objects and so have no attribute: `messages`, `signer`, `uploader`. */
export type DirectUploadObjects = {
  [K in SettingName as Exclude<DirectUpload[K], Primitive> extends never ? never : K]?:
    DirectUpload[K] | undefined;
};

/** The element's own events, by name; `currentTarget` is the element a listener was put on. */
export type DirectUploadEvents = {
  [K in Extract<keyof HTMLElementEventMap, `upload-${string}`>]: HTMLElementEventMap[K] & {
    readonly currentTarget: DirectUpload;
  };
};

/** Listeners under the names that a framework gives them: `Prefix` and the name of the event. */
export type DirectUploadListeners<Prefix extends string> = {
  [K in keyof DirectUploadEvents as `${Prefix}${K}`]?:
    ((event: DirectUploadEvents[K]) => void) | undefined;
};
