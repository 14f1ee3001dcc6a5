/**
 * WebKitGTK's WebDriver server on a screen that nobody sees: MiniBrowser, which it starts, has no headless mode.
 *
 * @module
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { findWebKit } from './browsers.js';
import { freePorts } from './ports.js';

/** Where the driver is, and what a session has to ask it for. */
export interface WebKitSession {
  readonly hostname: string;
  readonly port: number;
  readonly path: string;
  readonly logLevel: 'error';
  readonly capabilities: WebdriverIO.Capabilities;
}

/** A running driver. */
export interface WebKitDriver {
  /** What webdriverio begins a session with. */
  readonly session: WebKitSession;
  /** SIGKILL for the processes of the browser that it started. */
  killBrowser(): void;
  /** Ends it, and every browser that it started. */
  stop(): Promise<void>;
}

/** Milliseconds. */
const START_LIMIT = 20_000;

/** Resolves when it answers. Rejects where it is not installed. */
export async function startWebKitDriver(signal?: AbortSignal): Promise<WebKitDriver> {
  const found = findWebKit();
  if (!found) throw new Error('WebKitGTK with WebKitWebDriver was not found.');
  const { driver, browser, xvfbRun } = found;
  const [port = 0] = await freePorts(1, signal);
  // A process group of its own: xvfb-run leaves its X server and the driver behind if only it is stopped.
  const server = spawn(xvfbRun, ['--auto-servernum', driver, `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
  });
  const kill = (): void => {
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGTERM');
  };
  const stop = async (): Promise<void> => {
    process.off('exit', kill);
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    kill();
    await ended;
  };
  process.once('exit', kill);
  try {
    await ready(port, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  const capabilities = {
    browserName: 'MiniBrowser',
    // WebKitGTK's driver speaks classic WebDriver only; without this webdriverio asks for BiDi and is refused.
    'wdio:enforceWebDriverClassic': true,
    'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
  } as WebdriverIO.Capabilities;
  return {
    session: { hostname: '127.0.0.1', port, path: '/', logLevel: 'error', capabilities },
    stop,
    killBrowser() {
      // Names are cut to 15 letters there; the driver's own, WebKitWebDriver, must not be met.
      const names = '^(MiniBrowser|WebKitNetworkPr|WebKitWebProces)$';
      spawnSync('pkill', ['-KILL', '-g', String(server.pid), names]);
    },
  };
}

async function ready(port: number, signal?: AbortSignal): Promise<void> {
  const timeout = AbortSignal.timeout(START_LIMIT);
  const limit = signal ? AbortSignal.any([signal, timeout]) : timeout;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/status`, { signal: limit }).catch(() => {
      if (limit.aborted) throw new Error('WebKitWebDriver did not start within 20 s.');
    });
    if (answer?.ok) return;
    await sleep(100, undefined, { signal: limit });
  }
}
