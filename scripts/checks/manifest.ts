/**
 * `custom-elements.json` describes the element that there is: tag, members, events, parts and the rest are in it, with a
 * description and a type each, and nothing that a page may not use. It is made from the doc comments, so what is missing
 * here is missing in editors, doc tools and docs/widget.md.
 *
 * @module
 */
import { readElement } from '../reference/manifest.ts';
import type { Described, Element, Field, Method } from '../reference/manifest.ts';
import type { Check } from './check.ts';

const kinds = [
  'attributes',
  'members',
  'events',
  'slots',
  'cssParts',
  'cssProperties',
  'cssStates',
] as const;

export const manifest: Check = {
  name: 'manifest',
  mend: 'describe it in the doc comment (@fires, @slot, @csspart, @cssprop, @cssState; of members their own), then `pnpm build`',
  async run(note) {
    const element = await readElement();
    note(kinds.map((kind) => `${element[kind]?.length ?? 0} ${kind}`).join(', '));
    return [...kinds.flatMap((kind) => undescribed(element, kind)), ...untyped(element)];
  },
};

function undescribed(element: Element, kind: (typeof kinds)[number]): readonly string[] {
  const entries: readonly Described[] = element[kind] ?? [];
  if (entries.length === 0) return [`no ${kind}`];
  const twice = entries.filter(({ name }, at) => entries.findIndex((it) => it.name === name) < at);
  return [
    ...entries
      .filter(({ description }) => !description)
      .map(({ name }) => `${kind}: ${name} has no description`),
    ...twice.map(({ name }) => `${kind}: ${name} is there twice`),
  ];
}

/** Types as they are written in the source: an accessor or a field without an annotation has none. */
function untyped({ members = [], events = [], attributes = [] }: Element): readonly string[] {
  const typeless = [...members, ...events, ...attributes].filter((entry) => !typeOf(entry));
  const unresolved = attributes.filter(({ type }) => /^[A-Z]/.test(type?.text ?? ''));
  return [
    ...typeless.map(({ name }) => `${name} has no type`),
    ...unresolved.map(({ name }) => `the type of the attribute ${name} is not spelled out`),
  ];
}

function typeOf(entry: Described | Field | Method): string | undefined {
  if ('kind' in entry && entry.kind === 'method') return entry.return?.type?.text;
  return (entry as Field).type?.text;
}
