/**
 * Names one field of one page, the same after a reload and for the field that a framework puts in its place: page, form, field
 * name, signer, person, and which of the fields with all of these it is.
 *
 * @module
 */

/** What a field is told apart by. */
export interface ScopedField extends HTMLElement {
  readonly form: HTMLFormElement | null;
  readonly name: string;
  readonly endpoint: string;
  readonly person: string;
}

/** See the module comment. Looks at the document as it is now. */
export function fieldScope(field: ScopedField): string {
  const own = keyOf(field);
  const root = field.getRootNode() as Document | ShadowRoot;
  const alike = Array.from(root.querySelectorAll<ScopedField>(field.localName)).filter(
    (other) => other === field || keyOf(other) === own,
  );
  return JSON.stringify([location.pathname, ...hostsOf(root), own, alike.indexOf(field)]);
}

function keyOf({ form, name, endpoint, person }: ScopedField): string {
  // By attributes: a form's `id`, `name` and `action` are hidden by fields of these names (HTML §4.10.3).
  const of = ['id', 'name', 'action'].map((attribute) => form?.getAttribute(attribute) ?? '');
  return JSON.stringify([...of, name, endpoint, person]);
}

/** The components around it, each with a document tree of its own. */
function hostsOf(root: Node): readonly string[] {
  if (!(root instanceof ShadowRoot)) return [];
  const { host } = root;
  return [...hostsOf(host.getRootNode()), `${host.localName}#${host.id}`];
}
