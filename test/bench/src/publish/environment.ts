/**
 * What was measured with: machine and versions.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { findChromium } from '../../../dist/setup/browsers.js';
import { contenders } from '../contenders.js';

/** See the module comment. */
export interface Environment {
  readonly machine: string;
  /** The last commit of what is measured: one that changes documents alone lets results stand. */
  readonly commit: string;
  /** By name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** From the root of the repository. What has a star in it stands for whole paths (gitglossary(7), "pathspec"). */
const MEASURED = [':/packages/*/src/*', ':/test/bench/src', ':/pnpm-lock.yaml'];

const run = promisify(execFile);

/** Of this machine and checkout. */
export async function readEnvironment(): Promise<Environment> {
  const { model = 'unknown processor' } = cpus()[0] ?? {};
  const memory = Math.round(totalmem() / 1024 ** 3);
  const system = /PRETTY_NAME="(.*)"/.exec(await readFile('/etc/os-release', 'utf8'))?.[1];
  const packages = new Set(contenders.flatMap((entry) => entry.package ?? []));
  const peers = await Promise.all(
    [...packages, '@tus/server'].map(async (name) => [name, await versionOf(name)] as const),
  );
  return {
    machine: `${cpus().length} × ${model}, ${memory} GiB, ${system ?? 'Linux'}, kernel ${release().split('-')[0]}`,
    commit: await say('git', 'log', '-1', '--format=%h', '--', ...MEASURED),
    versions: {
      Node: process.versions.node,
      Chromium: await number(findChromium() ?? 'chromium', '--version'),
      curl: await number('curl', '--version'),
      'OpenStack Swift': await number('dpkg-query', '-W', '-f=${Version}', 'swift-proxy'),
      ...Object.fromEntries(peers),
    },
  };
}

async function versionOf(name: string): Promise<string> {
  const path = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
  return version;
}

async function number(...command: readonly [string, ...string[]]): Promise<string> {
  return /\d+(?:\.\d+)+/.exec(await say(...command))?.[0] ?? 'absent';
}

async function say(file: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(file, args).catch(() => ({ stdout: '' }));
  return stdout.trim();
}
