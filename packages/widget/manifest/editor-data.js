/**
 * Writes what editors read, beside the manifest it is made from: custom data for VS Code (`html.customData`,
 * `css.customData`) and `web-types.json` for JetBrains' editors.
 *
 * @module
 */
import { writeFileSync } from 'node:fs';
import { getWebTypesData } from 'custom-element-jet-brains-integration';
import {
  getVsCodeCssCustomData,
  getVsCodeHtmlCustomData,
} from 'custom-element-vs-code-integration';

/** Custom properties and parts have entries of their own; in the text about the tag they would be a wall. */
const options = { hideCssPropertiesDocs: true, hideCssPartsDocs: true };

/** @returns {import('@custom-elements-manifest/analyzer').Plugin} */
export function editorData() {
  return {
    name: 'editor-data',
    packageLinkPhase({ customElementsManifest: manifest }) {
      const html = JSON.parse(getVsCodeHtmlCustomData(manifest, options));
      write('vscode.html-custom-data.json', withVoidAttributes(html, manifest));
      write('vscode.css-custom-data.json', JSON.parse(getVsCodeCssCustomData(manifest, options)));
      write('web-types.json', JSON.parse(getWebTypesData(manifest, options)));
    },
  };
}

/** `valueSet: "v"` is VS Code's word for an attribute without a value: it then completes `required`, not `required=""`. */
function withVoidAttributes(html, { modules }) {
  const declarations = modules.flatMap((module) => module.declarations ?? []);
  const booleans = new Set(
    declarations
      .flatMap(({ attributes = [] }) => attributes)
      .filter(({ type }) => type?.text === 'boolean')
      .map(({ name }) => name),
  );
  for (const { attributes } of html.tags) {
    for (const attribute of attributes) {
      if (booleans.has(attribute.name)) attribute.valueSet = 'v';
    }
  }
  return html;
}

function write(file, data) {
  writeFileSync(file, `${JSON.stringify(data, null, 2)}\n`);
}
