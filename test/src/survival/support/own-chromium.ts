/**
 * A Chromium with a profile of its own and a process group of its own, so that it can be killed like a power cut would
 * and started again as the same person's browser.
 *
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { chromiumFlags, findChromium } from '../../setup/browsers.js';

/** See the module comment. */
export interface OwnChromium extends AsyncDisposable {
  /** Starts it on its profile; resolves with its first page. */
  start(): Promise<Page>;
  /** SIGKILL for every process of it: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
}

/** A new, empty profile, deleted when disposed of. Nothing runs yet. */
export async function createOwnChromium(): Promise<OwnChromium> {
  const profile = await mkdtemp(join(tmpdir(), 'profile-'));
  let running: ChildProcess | undefined;
  const kill = async (): Promise<void> => {
    const { pid } = running ?? {};
    if (!running || pid === undefined) return;
    const ended = running.exitCode === null ? once(running, 'exit') : undefined;
    process.kill(-pid, 'SIGKILL');
    await ended;
    running = undefined;
  };
  // In a process group of its own it would outlive an interrupted test.
  const killNow = (): void => {
    if (running?.pid !== undefined && running.exitCode === null)
      process.kill(-running.pid, 'SIGKILL');
  };
  process.once('exit', killNow);
  return {
    async start() {
      // Left behind by a killed one; the new port would be taken for the old.
      await rm(join(profile, 'DevToolsActivePort'), { force: true });
      running = launch(profile);
      const port = await readPort(join(profile, 'DevToolsActivePort'));
      const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
      const [context] = browser.contexts();
      if (!context) throw new Error('Chromium has no window');
      return context.pages()[0] ?? (await context.newPage());
    },
    kill,
    async [Symbol.asyncDispose]() {
      process.off('exit', killNow);
      await kill();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function launch(profile: string): ChildProcess {
  const path = findChromium();
  if (path === undefined)
    throw new Error('Chromium was not found (Debian: apt-get install chromium).');
  const own = ['--headless', '--no-first-run', '--remote-debugging-port=0', 'about:blank'];
  return spawn(path, [...chromiumFlags, `--user-data-dir=${profile}`, ...own], {
    // Detached: a process group of its own, which takes the renderers along when it is killed.
    detached: true,
    stdio: 'ignore',
  });
}

/** Chromium writes the port it chose to the first line of this file, once it listens. */
async function readPort(path: string): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const [port] = (await readFile(path, 'utf8').catch(() => '')).split('\n');
    if (port) return port;
    await sleep(100);
  }
  throw new Error('Chromium did not open its debugging port within 30 s');
}
