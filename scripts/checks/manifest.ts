/**
 * `custom-elements.json` describes the element that there is: tag, attributes, events and parts are in it, with a
 * description each. It is made from the doc comments, so what is missing here is missing in editors and doc tools.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { root } from './check.ts';
import type { Check } from './check.ts';

interface Described {
  readonly name?: string;
  readonly description?: string;
}

interface Declaration extends Described {
  readonly tagName?: string;
  readonly attributes?: readonly Described[];
  readonly events?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
}

const kinds = ['attributes', 'events', 'cssParts', 'cssProperties'] as const;

export const manifest: Check = {
  name: 'manifest',
  mend: 'describe it in the doc comment of the class (@attr, @fires, @csspart, @cssprop), then `pnpm build`',
  async run(note) {
    const path = `${root}packages/widget/custom-elements.json`;
    const { modules } = JSON.parse(await readFile(path, 'utf8')) as {
      readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
    };
    const element = modules
      .flatMap(({ declarations = [] }) => declarations)
      .find(({ tagName, name }) => tagName === 'direct-upload' || name === 'DirectUpload');
    if (!element) return ['the manifest does not know <direct-upload>'];
    note(kinds.map((kind) => `${element[kind]?.length ?? 0} ${kind}`).join(', '));
    return kinds.flatMap((kind) => {
      const entries = element[kind] ?? [];
      if (entries.length === 0) return [`no ${kind}`];
      return entries
        .filter(({ description }) => !description)
        .map(({ name }) => `${kind}: ${name ?? '?'} has no description`);
    });
  },
};
