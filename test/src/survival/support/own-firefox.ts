/**
 * A Firefox with a profile of its own, which can be killed like a power cut would and started again as the same person's
 * browser. Steered by Puppeteer: Playwright steers only a Firefox that it built itself.
 *
 * @module
 */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch, type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { findFirefox } from '../../setup/browsers.js';
import { isThankedInPage, listInPage, maySubmitInPage, PATIENCE, type Listed } from './listed.js';

/** See the module comment. */
export interface OwnFirefox extends AsyncDisposable {
  /** Starts it on its profile; resolves with a page. */
  start(): Promise<Page>;
  /** SIGKILL: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
}

/** A new, empty profile, deleted when disposed of. Nothing runs yet. */
export async function createOwnFirefox(): Promise<OwnFirefox> {
  const profile = await mkdtemp(join(tmpdir(), 'firefox-'));
  let running: Browser | undefined;
  const kill = async (): Promise<void> => {
    const child = running?.process();
    running = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    async start() {
      const executablePath = findFirefox();
      if (executablePath === undefined) {
        throw new Error('Firefox was not found (Debian: apt-get install firefox-esr).');
      }
      running = await launch({ browser: 'firefox', executablePath, userDataDir: profile });
      return running.newPage();
    },
    kill,
    async [Symbol.asyncDispose]() {
      await kill();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Chooses files on disk in the field's dialog, or in that of one of several. */
export async function choose(page: Page, paths: readonly string[], field = 0): Promise<void> {
  await page.waitForSelector('direct-upload >>> input[type=file]');
  const fields = await page.$$('direct-upload');
  const input = await fields[field]?.$('>>> input[type=file]');
  await (input as ElementHandle<HTMLInputElement>).uploadFile(...paths);
}

/** What the field shows of its uploads. */
export function listed(page: Page): Promise<readonly Listed[]> {
  return page.evaluate(listInPage);
}

/** Sends the form; resolves when the app server has it. */
export async function submit(page: Page): Promise<void> {
  await page.waitForFunction(maySubmitInPage, { timeout: PATIENCE });
  await page.locator('form > button').click();
  await page.waitForFunction(isThankedInPage, { timeout: PATIENCE });
}
