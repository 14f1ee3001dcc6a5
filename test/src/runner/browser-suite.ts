/**
 * Runs test files in a real browser, with storage and a signer to talk to.
 *
 * @module
 */
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { startTestRunner } from '@web/test-runner';
import type { Logger, TestRunnerConfig, TestRunnerPlugin } from '@web/test-runner';
import { freePorts } from '../setup/ports.js';
import { bundleTests, type BrowserBundle } from './browser-bundle.js';
import type { Engine } from './browser-launchers.js';
import { startLauncher } from './browser-launchers.js';
import { countSession } from './browser-outcome.js';
import type { Outcome, SuiteContext } from './suite.js';
import { add, nothing } from './suite.js';

/** How a set of browser tests is run. */
export interface BrowserSuiteOptions {
  /** Of the suite: what is built of its tests lies in a directory of that name. */
  readonly name: string;
  readonly engine: Engine;
  /** Starts what the pages of this origin need besides the files. */
  readonly stage: (origin: string, signal: AbortSignal) => Promise<Stage>;
}

/** A function of the test server, in front of its files (Koa). */
export type Middleware = NonNullable<TestRunnerConfig['middleware']>[number];

/** What runs beside the browser. */
export interface Stage {
  readonly middleware: readonly Middleware[];
  readonly plugins?: readonly TestRunnerPlugin[];
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Lanes that a browser takes: it keeps more than one core busy. */
const WEIGHT = 2;

/** Runs the files one after the other, each in a page of its own. */
export function runBrowserTests(
  files: readonly string[],
  options: BrowserSuiteOptions,
  context: SuiteContext,
): Promise<Outcome> {
  return context.lanes.run(WEIGHT, () => runInBrowser(files, options, context));
}

async function runInBrowser(
  files: readonly string[],
  { name, engine, stage }: BrowserSuiteOptions,
  context: SuiteContext,
): Promise<Outcome> {
  if (context.signal.aborted) return nothing;
  const bundle = await bundleTests(files, `${name}-${engine}`);
  const [port = 0] = await freePorts(1, context.signal);
  const started = await stage(`http://localhost:${port}`, context.signal);
  try {
    const browser = await startLauncher(engine, context.signal);
    try {
      const config = configure(bundle, port, started, context.print);
      return await runToEnd({ ...config, browsers: [browser.launcher] }, bundle, context);
    } finally {
      await browser.stop();
    }
  } finally {
    await started.stop();
  }
}

function configure(
  bundle: BrowserBundle,
  port: number,
  { middleware, plugins = [] }: Stage,
  print: (text: string) => void,
): TestRunnerConfig {
  return {
    files: [...bundle.files],
    rootDir: root,
    port,
    hostname: 'localhost',
    // One page at a time: timing tests would measure each other on a small machine, and WebKitGTK is only then
    // given whole pages instead of frames.
    concurrency: 1,
    testFramework: { config: { timeout: '20000' } },
    testsStartTimeout: 60_000,
    testsFinishTimeout: 180_000,
    middleware: [...middleware, bundle.middleware],
    plugins: [...plugins],
    // The counting and the report are this runner's own.
    reporters: [],
    staticLogging: true,
    logger: complaintsOnly(print),
  };
}

async function runToEnd(
  config: TestRunnerConfig,
  { sourceOf }: BrowserBundle,
  context: SuiteContext,
): Promise<Outcome> {
  const runner = await startTestRunner({
    config,
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
  });
  if (runner === undefined) throw new Error('web-test-runner did not start.');
  const abort = (): void => void runner.stop(context.signal.reason);
  context.signal.addEventListener('abort', abort, { once: true });
  try {
    await new Promise((stopped) => {
      runner.on('stopped', stopped);
      runner.on('finished', () => void runner.stop());
    });
  } finally {
    context.signal.removeEventListener('abort', abort);
  }
  let total = nothing;
  for (const session of runner.sessions.all()) {
    const { outcome, report } = countSession(sourceOf(session.testFile), session);
    for (const text of report) context.print(text);
    total = add(total, outcome);
  }
  return total;
}

/** Of web-test-runner's own words only what went wrong, e.g. a test file that does not parse. */
function complaintsOnly(print: (text: string) => void): Logger {
  const silent = (): void => undefined;
  const complain = (...messages: readonly unknown[]): void => {
    print(
      messages
        .map((message) => (typeof message === 'string' ? message : inspect(message)))
        .join(' '),
    );
  };
  return {
    log: silent,
    debug: silent,
    group: silent,
    groupEnd: silent,
    error: complain,
    warn: complain,
    logSyntaxError: ({ message, filePath, line, column }) => {
      print(`${filePath}:${line}:${column}: ${message}`);
    },
  };
}
