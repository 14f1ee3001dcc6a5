/**
 * `custom-elements.json`: the element's attributes, events, parts and custom properties for doc tools, and what is made
 * from it for editors.
 *
 * @module
 */
import { attributeTypes } from './manifest/attribute-types.js';
import { codeInDescriptions } from './manifest/descriptions.js';
import { editorData } from './manifest/editor-data.js';
import { publicApi } from './manifest/public-api.js';

export default {
  // The classes that the element is made of are in folders of their own.
  globs: ['src/*.ts', 'src/{choosing,form,styles}/*.ts'],
  exclude: ['src/**/*.test.ts'],
  outdir: '.',
  litelement: true,
  // The field in package.json is written by hand; the analyzer would reformat the file.
  packagejson: false,
  plugins: [
    attributeTypes('src/direct-upload.ts'),
    codeInDescriptions(),
    publicApi(),
    editorData(),
  ],
};
