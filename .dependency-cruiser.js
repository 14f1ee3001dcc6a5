/**
 * Who may import whom. Run by `pnpm check layers`.
 *
 * @module
 */

import { builtinModules } from 'node:module';

/** Files that are not shipped. */
export const TESTS = '\\.(?:browser-|msw-)?test\\.ts$|/testing/|-contract\\.ts$';
/** Node's own modules, with and without their prefix; and what of ours needs them. */
const NODE = `^(?:node:.*|${builtinModules.join('|')})$|^packages/signer-server/src/runtime/(?:node|keep-alive)`;
const SOURCE = '^packages/[^/]+/src/';

/** How imports are followed. */
export const options = {
  // Built files are what packages see of each other: known, but not looked into.
  doNotFollow: { path: 'node_modules|/dist/' },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: 'tsconfig.base.json' },
  combinedDependencies: false,
  enhancedResolveOptions: {
    exportsFields: ['exports'],
    conditionNames: ['types', 'import', 'default'],
  },
};

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle has no first file to read. Types may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'engine-is-headless',
      comment: 'The engine runs without the element, without Lit and without a DOM.',
      severity: 'error',
      from: { path: '^packages/widget/src/engine/' },
      to: { path: '^packages/widget/src/(?!engine/)|/node_modules/(?:lit|lit-html|@lit)/' },
    },
    {
      name: 'accept-is-a-leaf',
      comment: 'Browser and signer share it: it knows neither, and needs nothing.',
      severity: 'error',
      from: { path: '^packages/accept/src/', pathNot: TESTS },
      to: { path: '^(?:packages/(?!accept/)|demo/|test/)|/node_modules/' },
    },
    {
      name: 'accept-runs-anywhere',
      severity: 'error',
      from: { path: '^packages/accept/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'dev-storage-is-a-leaf',
      comment: 'An independent witness: it shares no code with what it is used to test.',
      severity: 'error',
      from: { path: '^packages/dev-storage/' },
      to: { path: '^(?:packages/(?!dev-storage/)|demo/|test/)' },
    },
    {
      name: 'signer-knows-only-wire-types',
      comment:
        'The signer takes types from the widget and nothing that runs; what runs in both is in `accept`.',
      severity: 'error',
      from: { path: '^packages/signer-server/src/', pathNot: TESTS },
      to: {
        path: '^(?:packages/(?!(?:signer-server|accept)/)|demo/|test/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'widget-knows-no-server',
      comment: 'The browser speaks the wire contract, not to a certain implementation of it.',
      severity: 'error',
      from: { path: '^packages/widget/' },
      to: { path: '^(?:packages/(?!(?:widget|accept)/)|demo/|test/)' },
    },
    {
      name: 'widget-runs-in-browsers',
      comment: 'Node’s own modules are not there.',
      severity: 'error',
      from: { path: '^packages/widget/src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'signer-runs-without-node',
      comment:
        'What `@direct-upload/signer-server/web` and `/receipt` reach runs in workerd, too. Take from `#runtime` what runtimes differ in.',
      severity: 'error',
      from: { path: '^packages/signer-server/src/(?:web|tokens/receipt|runtime/web)\\.ts$' },
      to: { path: NODE, reachable: true },
    },
    {
      name: 'packages-know-neither-demo-nor-tests',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(?:demo|test)/' },
    },
    {
      name: 'source-does-not-import-tests',
      comment: 'Tests are not published.',
      severity: 'error',
      from: { path: SOURCE, pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: 'no-dev-dependencies-in-source',
      comment: 'A user of the package does not have them.',
      severity: 'error',
      from: { path: SOURCE, pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'only-declared-dependencies',
      comment: 'What is not in the package.json is there by accident.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options,
};
