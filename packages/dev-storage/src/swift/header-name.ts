/**
 * Header names in the spelling Swift sends them.
 *
 * @module
 */

/** `x-object-meta-colour` → `X-Object-Meta-Colour`. */
export function titleCase(name: string): string {
  return name.toLowerCase().replace(/(^|[^a-z])([a-z])/g, (_, before: string, letter: string) => {
    return before + letter.toUpperCase();
  });
}
