/**
 * Says of each attribute what may be written there, which is not always what the source calls its type:
 *
 * - an alias is spelled out (`Layout` → `'list' | 'compact'`), so that editors can offer the values;
 * - objects and `null` are for the property alone;
 * - a boolean that is on by default needs a converter, and then `"false"` turns it off, where a plain boolean
 *   attribute has no value at all.
 *
 * @module
 */

/**
 * @param {string} entry - the module from which all others are reached
 * @returns {import('@custom-elements-manifest/analyzer').Plugin}
 */
export function attributeTypes(entry) {
  let program;
  return {
    name: 'attribute-types',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isClassDeclaration(node)) return;
      // The analyzer reads file by file; what an alias stands for only a whole program knows.
      program ??= programOf(ts, entry);
      const declaration = moduleDoc.declarations?.find(({ name }) => name === node.name?.text);
      const checked = program
        .getSourceFile(moduleDoc.path)
        ?.statements.find(
          (each) => ts.isClassDeclaration(each) && each.name?.text === declaration?.name,
        );
      for (const attribute of declaration?.attributes ?? []) {
        const member = checked?.members.find(({ name }) => name?.getText() === attribute.fieldName);
        if (member) attribute.type = { text: typeOf(ts, program.getTypeChecker(), member) };
      }
    },
  };
}

function programOf(ts, entry) {
  const { ESNext: module } = ts.ModuleKind;
  const { ESNext: target } = ts.ScriptTarget;
  const { Bundler: moduleResolution } = ts.ModuleResolutionKind;
  const program = ts.createProgram([entry], { module, target, moduleResolution, strict: true });
  // Binds the files: nodes know their text only from then on.
  program.getTypeChecker();
  return program;
}

function typeOf(ts, checker, member) {
  const { NoTruncation, InTypeAlias, UseSingleQuotesForStringLiteralType } = ts.TypeFormatFlags;
  const flags = NoTruncation | InTypeAlias | UseSingleQuotesForStringLiteralType;
  const type = checker.typeToString(checker.getTypeAtLocation(member), undefined, flags);
  const text = type.split(' | ').filter(isText).join(' | ');
  return text === 'boolean' && hasConverter(checker, member) ? "'true' | 'false'" : text;
}

/** Whether `static properties` gives the property a converter. */
/** Neither the absence of the attribute nor an object. */
function isText(type) {
  return type !== 'null' && type !== 'undefined' && !/^[A-Z]/.test(type);
}

function hasConverter(checker, member) {
  const declarations = member.parent.members.find(({ name }) => name?.getText() === 'properties');
  const declared = declarations?.initializer?.properties.find(
    ({ name }) => name?.getText() === member.name.getText(),
  );
  const type = declared && checker.getTypeAtLocation(declared.initializer);
  return type?.getProperty('converter') !== undefined;
}
