/**
 * The three real engines under web-test-runner: Chromium, Firefox, and WebKit as WebKitGTK.
 *
 * @module
 */
import { chromeLauncher } from '@web/test-runner-chrome';
import type { BrowserLauncher } from '@web/test-runner';
import { puppeteerLauncher } from '@web/test-runner-puppeteer';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { chromiumFlags, findChromium, findFirefox } from '../setup/browsers.js';
import { startWebKitDriver } from '../setup/webkit-driver.js';

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

async function startWebKit(signal: AbortSignal): Promise<StartedLauncher> {
  const { session, stop } = await startWebKitDriver(signal);
  const launcher = webdriverLauncher(session);
  // Its types allow `testCoverage: undefined` where the interface, read with exactOptionalPropertyTypes, does not.
  return { launcher: launcher as unknown as BrowserLauncher, stop };
}

function required<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new Error(`${name} was not found.`);
  return found;
}

function nothingToStop(): Promise<void> {
  return Promise.resolve();
}
