/**
 * The tables of docs/widget.md, one function each, as Markdown. Rows are sorted by name: whoever looks something up knows
 * the name already.
 *
 * @module
 */
import type { Described, Element, Field, Method } from './manifest.ts';

type Row = readonly string[];

/** What the tables are made from: the element, and the codes its uploads can fail with. */
export interface Source extends Element {
  readonly errorCodes: readonly Described[];
}

/** Name of a table, as its marker in the document has it, and what makes it. */
export const tables: Readonly<Record<string, (source: Source) => string>> = {
  attributes: ({ attributes = [], members = [] }) =>
    table(
      ['attribute', 'property', 'type', 'default', ''],
      sorted(attributes).map(({ name, fieldName = name, type, default: initial, description }) => [
        code(name),
        code(fieldName) + (reflects(members, fieldName) ? ' (reflected)' : ''),
        code(type?.text),
        code(initial),
        prose(description),
      ]),
    ),
  properties: ({ members = [] }) =>
    table(
      ['property', 'type', ''],
      sorted(members.filter(isField).filter(({ attribute }) => attribute === undefined)).map(
        ({ name, type, readonly, description }) => [
          code(name) + (readonly ? ' (read-only)' : ''),
          code(type?.text),
          prose(description),
        ],
      ),
    ),
  methods: ({ members = [] }) =>
    table(
      ['method', 'returns', ''],
      sorted(members.filter(isMethod)).map((method) => [
        code(signature(method)),
        code(method.return?.type?.text),
        prose(method.description),
      ]),
    ),
  events: ({ events = [] }) =>
    table(
      ['event', 'type', ''],
      events.map(({ name, type, description }) => [
        code(name),
        code(type?.text),
        prose(description),
      ]),
    ),
  errors: ({ errorCodes }) => table(['code', ''], named(errorCodes, code)),
  slots: ({ slots }) =>
    table(
      ['slot', ''],
      named(slots, (name) => (name === '' ? 'default' : code(name))),
    ),
  states: ({ cssStates }) =>
    table(
      ['state', ''],
      named(cssStates, (name) => code(`:state(${name})`)),
    ),
  parts: ({ cssParts }) => table(['part', ''], named(cssParts, code)),
  'custom-properties': ({ cssProperties = [] }) =>
    table(
      ['custom property', 'default', ''],
      cssProperties.map(({ name, default: initial, description }) => [
        code(name),
        code(initial),
        prose(description),
      ]),
    ),
};

function isField(member: Field | Method): member is Field {
  return member.kind === 'field';
}

function isMethod(member: Field | Method): member is Method {
  return member.kind === 'method';
}

function reflects(members: readonly (Field | Method)[], name: string): boolean {
  return members.filter(isField).some((field) => field.name === name && field.reflects === true);
}

function signature({ name, parameters = [] }: Method): string {
  const list = parameters.map(
    ({ name: parameter, optional, type }) =>
      `${parameter}${optional ? '?' : ''}: ${type?.text ?? 'unknown'}`,
  );
  return `${name}(${list.join(', ')})`;
}

function sorted<T extends Described>(entries: readonly T[]): readonly T[] {
  return entries.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** In the order of the doc comment: parts and slots are told from the outside in. */
function named(entries: readonly Described[] = [], show: (name: string) => string): readonly Row[] {
  return entries.map(({ name, description }) => [show(name), prose(description)]);
}

/** `''` for nothing, so that a cell stays empty. */
function code(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `\`${escaped(text)}\``;
}

function prose(text = ''): string {
  return escaped(text.replaceAll(/\s*\n\s*/g, ' '));
}

/** A bar ends a cell even inside code (GFM §4.10). */
function escaped(text: string): string {
  return text.replaceAll('|', '\\|');
}

function table(head: Row, rows: readonly Row[]): string {
  if (rows.length === 0) return 'None.';
  const line = (cells: Row): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
