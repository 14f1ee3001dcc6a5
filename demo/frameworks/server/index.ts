/**
 * The examples for tests: what there is, how it is checked and built, and the site that serves it.
 *
 * @module
 */
export { buildExample, checkExample, tool, type Finished } from './build.js';
export { exampleNamed, examples, home, type Example } from './examples.js';
export { startSite, type Site } from './site.js';
