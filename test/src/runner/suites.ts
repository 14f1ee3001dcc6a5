/**
 * All suites of the project, as data.
 *
 * @module
 */
import { globSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Need } from '../setup/needs.js';
import type { Engine } from './browser-launchers.js';
import { startBackendStage } from './browser-stage.js';
import { runBrowserTests } from './browser-suite.js';
import type { BrowserSuiteOptions } from './browser-suite.js';
import { startMswStage } from './msw-stage.js';
import { runNodeTests } from './node-suite.js';
import type { NodeSuiteOptions } from './node-suite.js';
import type { Outcome, Suite } from './suite.js';
import type { Inputs } from './unchanged.js';
import { runUnlessUnchanged } from './unchanged.js';

/** Root of the checkout. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));
const source = join(root, 'test/src');

/** Quick tests without browsers. */
const unit: NodeSuiteOptions = { limit: 120_000 };
/** Files that install things or share a place: one at a time. */
const single: NodeSuiteOptions = { limit: 300_000, weight: Infinity };
/**
 * Files that start browsers and storage servers and mostly wait for them; also where something is measured: times are
 * printed and never judged, and memory is that of a test's own processes. A busy machine takes seven minutes for 5 GiB.
 */
const wide: NodeSuiteOptions = { limit: 900_000 };

/** Installs, builds and drives a browser, all in one file. */
const builds: NodeSuiteOptions = { limit: 1_500_000 };

/** What suites look at that need not run where none of it has changed. */
const inputs: Readonly<Record<string, Pick<Inputs, 'patterns' | 'except'>>> = {
  bundlers: {
    patterns: [
      'packages/*/{dist,looks}/**',
      'packages/*/*.{json,md}',
      'test/bundlers/**',
      'test/src/{bundlers,setup}/**',
      'test/src/e2e/support/files.ts',
    ],
    except: ['**/*.{d.ts.map,tsbuildinfo}', 'packages/*/dist/**/*.test.*'],
  },
};

const widgetTests = ['packages/widget/src/**/*.test.ts', 'test/src/**/*.browser-test.ts'];

/** What suites need that do not drive a browser against Swift. */
const crossNeeds: Readonly<Record<string, readonly Need[]>> = {
  bundlers: ['chromium'],
  deploy: ['chromium', 'nginx', 'swift'],
  e2e: ['chromium', 'firefox', 'webkit', 'swift'],
  operations: ['swift', 'swiftclient'],
  hardening: ['chromium'],
  receipts: ['cryptography', 'php', 'ruby'],
  runtimes: ['swift'],
  security: ['swift'],
  survival: ['chromium', 'firefox', 'webkit', 'swift'],
  replicas: ['chromium', 'swift', 'redis', 'nginx'],
};

/** In the order they run: what is quick and most likely to say what is wrong comes first. */
export const suites: readonly Suite[] = [
  alone(nodeSuite('runner', 'test/src/{runner,setup}/**/*.test.ts', single, ['swift'])),
  browserSuite('msw', 'chromium', ['test/src/msw/**/*.msw-test.ts'], startMswStage),
  nodeSuite('accept', 'packages/accept/src/**/*.test.ts', unit),
  nodeSuite('dev-storage', 'packages/dev-storage/src/**/*.test.ts', unit),
  nodeSuite('signer-server', 'packages/signer-server/src/**/*.test.ts', unit),
  nodeSuite('demo', 'demo/src/**/*.test.ts', unit),
  ...(['chromium', 'firefox', 'webkit'] as const).map((engine) =>
    browserSuite('widget', engine, widgetTests, startBackendStage),
  ),
  nodeSuite('bench', 'test/bench/src/**/*.test.ts', wide, ['chromium']),
  nodeSuite('contract', 'test/src/contract/**/*.test.ts', wide, ['swift']),
  ...crossSuites(),
];

/** Every other directory of test/src with node tests is a suite of its own, so that none can be forgotten. */
function crossSuites(): readonly Suite[] {
  const known = ['runner', 'setup', 'contract'];
  const names = find('test/src/*/**/*.test.ts').map((file) => relative(source, file).split(sep)[0]);
  return [...new Set(names)]
    .filter((name) => name !== undefined && !known.includes(name))
    .map((name = '') =>
      nodeSuite(
        name,
        `test/src/${name}/**/*.test.ts`,
        name in inputs ? builds : wide,
        crossNeeds[name] ?? ['chromium', 'swift'],
      ),
    )
    .map(unlessUnchanged);
}

function alone(suite: Suite): Suite {
  return { ...suite, alone: true };
}

function nodeSuite(
  name: string,
  pattern: string,
  options: NodeSuiteOptions,
  needs: readonly Need[] = [],
): Suite {
  return {
    name,
    needs,
    allOrNothing: false,
    files: () => find(pattern),
    run: (files, context) => runNodeTests(files, options, context),
  };
}

/** Not run again where nothing that it looks at has changed. */
function unlessUnchanged(suite: Suite): Suite {
  const looked = inputs[suite.name];
  if (!looked) return suite;
  return {
    ...suite,
    run: (files, context) => {
      const run = (): Promise<Outcome> => suite.run(files, context);
      if (files.length < suite.files().length) return run();
      const note = join(root, 'test/.cache/passed', suite.name);
      return runUnlessUnchanged({ ...looked, suite: suite.name, root, note }, context.always, run);
    },
  };
}

function browserSuite(
  name: string,
  engine: Engine,
  patterns: readonly string[],
  stage: BrowserSuiteOptions['stage'],
): Suite {
  return {
    name,
    engine,
    needs: [engine],
    allOrNothing: true,
    files: () => patterns.flatMap(find),
    run: (files, context) => runBrowserTests(files, { name, engine, stage }, context),
  };
}

function find(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: root, exclude: ['**/node_modules/**'] })
    .sort()
    .map((file) => join(root, file));
}
