/**
 * The same application in each runtime.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../../setup/ports.js';
import { runtimeBinary } from './binaries.js';
import { bundleNeutral } from './bundle.js';
import type { Settings } from './settings.js';
import { startProgram } from './start.js';
import type { Running } from './start.js';

/** A running application. */
export interface RunningApp extends Running {
  readonly url: string;
}

/** One runtime. */
export interface TestRuntime {
  readonly name: string;
  /** @param directory - for its files; empty. */
  readonly start: (settings: Settings, directory: string) => Promise<RunningApp>;
}

/** Permissions that the signer needs of Deno; it is never asked for more. */
export const DENO = ['run', '--no-prompt', '--allow-net', '--allow-env', '--allow-read'] as const;

/** Without it Deno's own server writes a notice that it ends a request's signal also where all went well. */
const NO_LEGACY = '--unstable-no-legacy-abort';

const main = (name: string): string => fileURLToPath(new URL(`${name}.js`, import.meta.url));

/** What is served by a main file of its own gets settings and port in the environment. */
const served =
  (words: () => readonly string[]): TestRuntime['start'] =>
  async (settings) => {
    const [port] = await freePorts(1);
    const url = `http://127.0.0.1:${port}`;
    const env = { SETTINGS: JSON.stringify(settings), PORT: String(port) };
    const running = await startProgram({ words: words(), env, url: `${url}/` });
    return { ...running, url };
  };

/**
 * A Worker made of the text of a module, with its settings.
 *
 * @param directory - for its files; empty
 */
export async function startWorker(
  module: string,
  bindings: Readonly<Record<string, unknown>>,
  directory: string,
): Promise<RunningApp> {
  const [port] = await freePorts(1);
  await bundleNeutral(module, join(directory, 'worker.js'));
  const config = join(directory, 'config.capnp');
  await writeFile(config, workerdConfig(`127.0.0.1:${port}`, bindings));
  const url = `http://127.0.0.1:${port}`;
  const words = [runtimeBinary('workerd'), 'serve', '--verbose', config];
  return { ...(await startProgram({ words, url: `${url}/` })), url };
}

const APP = `
import { createTestApp } from './app.js';
const app = createTestApp();
export default { fetch: (request, env) => app(request, env.SETTINGS) };
`;

/** Without `nodejs_compat`: nothing of Node's is there. Storage is on loopback, which a Worker may not reach by default. */
const workerdConfig = (address: string, bindings: Readonly<Record<string, unknown>>): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2026-01-01",
      bindings = [${Object.entries(bindings).map(binding).join(', ')}],
    )),
    (name = "internet", network = (allow = ["private", "public", "local"])),
  ],
  sockets = [(name = "http", address = "${address}", http = (), service = "main")],
);
`;

/** Text as it is, everything else as JSON; a string of Cap'n Proto is escaped as one of JSON. */
function binding([name, value]: readonly [string, unknown]): string {
  const [kind, text] =
    typeof value === 'string' ? ['text', value] : ['json', JSON.stringify(value)];
  return `(name = "${name}", ${kind} = ${JSON.stringify(text)})`;
}

/** All of them. */
export const runtimes: readonly TestRuntime[] = [
  {
    name: 'workerd',
    start: (settings, directory) => startWorker(APP, { SETTINGS: settings }, directory),
  },
  { name: 'Bun', start: served(() => [runtimeBinary('bun'), main('bun-main')]) },
  {
    name: 'Deno',
    start: served(() => [runtimeBinary('deno'), ...DENO, NO_LEGACY, main('deno-main')]),
  },
];
