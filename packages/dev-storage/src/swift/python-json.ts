/**
 * JSON as Python's `json.dumps` spells it. A manifest is stored in this form, so that its size, which listings and
 * `X-Container-Bytes-Used` show, is the one it has in Swift.
 *
 * @module
 */

/** What can be written. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Spaces after commas and colons; everything but printable ASCII is escaped. */
export function pythonJson(value: Json): string {
  if (isList(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const items = Object.entries(value).map(
      ([name, item]) => `${pythonJson(name)}: ${pythonJson(item)}`,
    );
    return `{${items.join(', ')}}`;
  }
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
