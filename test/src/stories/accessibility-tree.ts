/**
 * The accessibility tree as Chromium hands it to screen readers, as text: one line per node, role, name,
 * description and whether it is disabled or invalid, children indented. Unlike a tree computed from the DOM
 * it knows what ElementInternals says.
 *
 * @module
 */
import type { Page } from 'playwright-core';

/** What of the protocol's `AXNode` is read (Chrome DevTools Protocol, Accessibility domain). */
interface Node {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly value?: { readonly value: string | number | boolean };
  readonly description?: { readonly value: string };
  readonly properties?: readonly {
    readonly name: string;
    readonly value: { readonly value?: unknown };
  }[];
  readonly childIds?: readonly string[];
}

/** Wrappers without meaning, and the letters of a text that is told already. */
const silent = ['generic', 'none', 'InlineTextBox'];

/** The tree below the first node of this role and name. */
export async function accessibilityTree(page: Page, role: string, name: string): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as {
    readonly nodes: readonly Node[];
  };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const start = nodes.find((node) => node.role?.value === role && node.name?.value === name);
  if (!start) throw new Error(`the tree has no ${role} "${name}"`);
  return lines(start, byId, 0).join('\n');
}

function lines(node: Node, byId: ReadonlyMap<string, Node>, depth: number): readonly string[] {
  const isSilent = node.ignored || silent.includes(node.role?.value ?? '');
  const below = (node.childIds ?? []).flatMap((id) => {
    const child = byId.get(id);
    return child ? lines(child, byId, isSilent ? depth : depth + 1) : [];
  });
  return isSilent ? below : [`${'  '.repeat(depth)}${describe(node)}`, ...below];
}

/** What may be true of a node besides. */
const marks = ['disabled', 'invalid', 'required'];

function describe({ role, name, value, description, properties = [] }: Node): string {
  const words = [role?.value ?? ''];
  if (name?.value) words.push(JSON.stringify(name.value));
  if (value?.value !== undefined && value.value !== '') words.push(String(value.value));
  if (description?.value) words.push(`(${description.value})`);
  for (const { name: mark, value: set } of properties) {
    if (marks.includes(mark) && (set.value === true || set.value === 'true')) words.push(mark);
  }
  return words.join(' ');
}
