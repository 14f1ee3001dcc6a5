/**
 * What `custom-elements.json` says about `<direct-upload>`: the part of the schema that the reference and the checks
 * read (https://github.com/webcomponents/custom-elements-manifest, 1.0.0).
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { root } from '../checks/check.ts';

/** Anything with a name and a description. `name` is `''` for the default slot. */
export interface Described {
  readonly name: string;
  readonly description?: string;
}

interface Typed extends Described {
  readonly type?: { readonly text: string };
  /** Source text of the initial value. */
  readonly default?: string;
}

/** `fieldName` is the property it sets. */
export interface Attribute extends Typed {
  readonly fieldName?: string;
}

/** A property of the element. */
export interface Field extends Typed {
  readonly kind: 'field';
  readonly attribute?: string;
  readonly reflects?: boolean;
  readonly readonly?: boolean;
}

/** A method of the element. */
export interface Method extends Described {
  readonly kind: 'method';
  readonly parameters?: readonly (Typed & { readonly optional?: boolean })[];
  readonly return?: { readonly type?: { readonly text: string } };
}

/** The element. */
export interface Element extends Described {
  readonly tagName?: string;
  readonly members?: readonly (Field | Method)[];
  readonly attributes?: readonly Attribute[];
  readonly events?: readonly Typed[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Typed[];
  readonly cssStates?: readonly Described[];
}

/** @throws Error if the manifest does not know the element, or if there is no manifest yet */
export async function readElement(): Promise<Element> {
  const path = `${root}packages/widget/custom-elements.json`;
  const { modules } = JSON.parse(await readFile(path, 'utf8')) as {
    readonly modules: readonly { readonly declarations?: readonly Element[] }[];
  };
  const element = modules
    .flatMap(({ declarations = [] }) => declarations)
    .find(({ tagName }) => tagName === 'direct-upload');
  if (!element) throw new Error('the manifest does not know <direct-upload>');
  return element;
}
