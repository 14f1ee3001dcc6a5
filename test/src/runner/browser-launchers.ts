/**
 * The three real engines under web-test-runner: Chromium, Firefox, and WebKit as WebKitGTK.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromeLauncher } from '@web/test-runner-chrome';
import type { BrowserLauncher } from '@web/test-runner';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { chromiumFlags, findChromium, findFirefox, findWebKit } from '../setup/browsers.js';
import { freePorts } from '../setup/ports.js';

/** A browser engine that the browser tests run in. */
export type Engine = 'chromium' | 'firefox' | 'webkit';

/** A launcher for web-test-runner, and what must be stopped after it. */
export interface StartedLauncher {
  readonly launcher: BrowserLauncher;
  stop(): Promise<void>;
}

/** Prepares an engine. Rejects if it is not installed. */
export async function startLauncher(engine: Engine, signal: AbortSignal): Promise<StartedLauncher> {
  switch (engine) {
    case 'chromium':
      return startChromium();
    case 'firefox':
      return startFirefox();
    case 'webkit':
      return startWebKit(signal);
  }
}

function startChromium(): StartedLauncher {
  const executablePath = required(findChromium(), 'Chromium');
  const launchOptions = { executablePath, args: [...chromiumFlags] };
  return { launcher: chromeLauncher({ launchOptions, concurrency: 1 }), stop: nothingToStop };
}

function startFirefox(): StartedLauncher {
  const executablePath = required(findFirefox(), 'Firefox');
  const launchOptions = { browser: 'firefox', executablePath } as const;
  return { launcher: puppeteerLauncher({ launchOptions, concurrency: 1 }), stop: nothingToStop };
}

/** WebKitGTK's MiniBrowser has no headless mode: its driver, which starts it, gets a virtual screen. */
async function startWebKit(signal: AbortSignal): Promise<StartedLauncher> {
  const { driver, browser, xvfbRun } = required(findWebKit(), 'WebKitGTK with WebKitWebDriver');
  const [port = 0] = await freePorts(1, signal);
  // A process group of its own: xvfb-run leaves its X server and the driver behind if only it is stopped.
  const server = spawn(xvfbRun, ['--auto-servernum', driver, `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
  });
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    if (server.exitCode !== null || server.signalCode !== null) return;
    kill();
    await once(server, 'exit');
  };
  const kill = (): void => {
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
  };
  process.once('exit', kill);
  await driverReady(port, signal).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const launcher = webdriverLauncher({
    hostname: '127.0.0.1',
    port,
    path: '/',
    logLevel: 'error',
    capabilities: {
      browserName: 'MiniBrowser',
      // WebKitGTK's driver speaks classic WebDriver only; without this webdriverio asks for BiDi and is refused.
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    } as WebdriverIO.Capabilities,
  });
  // Its types allow `testCoverage: undefined` where the interface, read with exactOptionalPropertyTypes, does not.
  return { launcher: launcher as unknown as BrowserLauncher, stop };
}

async function driverReady(port: number, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(20_000)]);
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`, { signal: limit }).catch(() => {
      if (limit.aborted) throw new Error('WebKitWebDriver did not start within 20 s.');
    });
    if (answer?.ok) return;
    await sleep(100, undefined, { signal: limit });
  }
}

function required<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`${name} was not found.`);
  return found;
}

function nothingToStop(): Promise<void> {
  return Promise.resolve();
}
