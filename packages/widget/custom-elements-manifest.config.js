/**
 * `custom-elements.json`: the element's attributes, events, parts and custom properties for editors and doc tools.
 *
 * @module
 */
export default {
  globs: ['src/*.ts'],
  exclude: ['src/**/*.test.ts', 'src/engine/**', 'src/testing/**'],
  outdir: '.',
  litelement: true,
  // The field in package.json is written by hand; the analyzer would reformat the file.
  packagejson: false,
};
