/**
 * Finds the browsers of this machine and starts Chromium for the end-to-end tests. Nothing is downloaded: the tests
 * use the browsers that the system's packages bring.
 *
 * @module
 */
import { accessSync, constants, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, LaunchOptions } from 'playwright-core';

/**
 * Features that tests switch off. The first ones are what Playwright switches off, since the browser obeys only the last
 * list it is given; the last ones are parts of a window that nobody sees, of which each start of a headless Chromium 156 would
 * make a renderer of its own (measured: half of the processor time of a start).
 */
const disabledFeatures: readonly string[] = [
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  'Translate',
  'AimEnabled',
  'PreloadTopChromeWebUI',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
  'WebUIReloadButton',
];

/**
 * Flags for a headless Chromium that only serves tests: root has no sandbox, and the background services of a
 * consumer browser would make traffic of their own beside the one that is measured.
 */
export const chromiumFlags: readonly string[] = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  `--disable-features=${disabledFeatures.join(',')}`,
];

/** Where WebKitGTK's parts are. */
export interface WebKit {
  /** `WebKitWebDriver`, the WebDriver server. */
  readonly driver: string;
  /** `MiniBrowser`, the browser it steers. */
  readonly browser: string;
  /** `xvfb-run`: MiniBrowser has no headless mode. */
  readonly xvfbRun: string;
}

/** Path of Chromium or Chrome (`CHROMIUM_PATH` overrides), `undefined` if there is none. */
export function findChromium(): string | undefined {
  return find('CHROMIUM_PATH', 'chromium', 'chromium-browser', 'google-chrome', 'chrome');
}

/** Path of Firefox (`FIREFOX_PATH` overrides), `undefined` if there is none. */
export function findFirefox(): string | undefined {
  return find('FIREFOX_PATH', 'firefox-esr', 'firefox');
}

/** WebKitGTK's driver and browser, `undefined` if a part of it is missing. */
export function findWebKit(): WebKit | undefined {
  const driver = findInPath('WebKitWebDriver');
  const xvfbRun = findInPath('xvfb-run');
  // MiniBrowser is not in PATH: /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser on Debian, /usr/libexec elsewhere.
  const browser = globSync('/usr/{lib/*,lib,libexec,lib64}/webkit2gtk-4.*/MiniBrowser')
    .sort()
    .at(-1);
  return driver && xvfbRun && browser ? { driver, browser, xvfbRun } : undefined;
}

/** Starts a headless Chromium. The caller closes it. Rejects with what to install if there is none. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(
      'Chromium was not found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
    );
  }
  return chromium.launch({
    executablePath,
    headless: true,
    ...options,
    args: [...chromiumFlags, ...(options.args ?? [])],
  });
}

function find(override: string, ...names: readonly string[]): string | undefined {
  const path = process.env[override];
  if (!path) return findInPath(...names);
  return isExecutable(path) ? path : undefined;
}

/** Path of the first of these commands that is in PATH, `undefined` if none is. */
export function findInPath(...names: readonly string[]): string | undefined {
  const directories = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => directories.map((directory) => join(directory, name)));
  return candidates.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
