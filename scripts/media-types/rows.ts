/**
 * The table of types as the source file of `packages/accept`: one row for each family, `jpeg.jpg.jpeg` for a type and its
 * extensions. Dots in the name of a type are written as colons.
 *
 * @module
 */
import { root } from '../checks/check.ts';
import { selectTypes } from './select.ts';

/** Where the table is kept. */
export const rowsPath = `${root}packages/accept/src/type-rows.ts`;

const HEADER = `/**
 * Types and their extensions, one family in a row: \`jpeg.jpg.jpeg\` is \`image/jpeg\` with \`.jpg\` and \`.jpeg\`; a colon in the
 * name of a type stands for a dot. Written by \`node scripts/media-types.ts\`; do not edit.
 *
 * @module
 */
`;

/** The text of that file. */
export function rowsSource(): string {
  const families = new Map<string, string[]>();
  for (const [type, extensions] of selectTypes()) {
    const [family = '', subtype = ''] = type.split('/');
    const entry = [subtype.replaceAll('.', ':'), ...extensions].join('.');
    families.set(family, [...(families.get(family) ?? []), entry]);
  }
  const rows = [...families].map(([family, entries]) => `  '${[family, ...entries].join(' ')}',\n`);
  return `${HEADER}export const ROWS: readonly string[] = [\n${rows.join('')}];\n`;
}
