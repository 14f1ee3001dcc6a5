/**
 * Keeps `{@linkcode name}` in descriptions as code. The analyzer takes the tag away and leaves the bare name, so that
 * "where {@linkcode signer} is set" reads as prose about any signer.
 *
 * @module
 */

/** @returns {import('@custom-elements-manifest/analyzer').Plugin} */
export function codeInDescriptions() {
  return {
    name: 'code-in-descriptions',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isClassDeclaration(node)) return;
      const declaration = moduleDoc.declarations?.find(({ name }) => name === node.name?.text);
      for (const member of node.members) {
        const description = descriptionOf(ts, member);
        if (description === undefined) continue;
        const name = member.name?.getText();
        for (const described of [
          ...(declaration?.members ?? []).filter((each) => each.name === name),
          ...(declaration?.attributes ?? []).filter((each) => each.fieldName === name),
        ]) {
          described.description = description;
        }
      }
    },
  };
}

/** The doc comment above its tags, on one line per paragraph; `undefined` without one. */
function descriptionOf(ts, member) {
  const comment = member.jsDoc?.at(-1)?.comment;
  if (comment === undefined) return undefined;
  const text =
    typeof comment === 'string'
      ? comment
      : comment.map((part) => (part.name ? `\`${part.name.getText()}\`` : part.text)).join('');
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .join('\n\n');
}
