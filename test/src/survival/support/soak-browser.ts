/**
 * The browser of a soak's person: one page, real files, and a death like a power cut's. Chromium gets its files by a drop,
 * the others by their dialog, for no driver drops files there.
 *
 * @module
 */
import type { Page as ChromiumPage } from 'playwright-core';
import type { Page as FirefoxPage } from 'puppeteer-core';
import { loadField, type Field } from '../../e2e/support/field.js';
import type { MadeFile } from '../../e2e/support/files.js';
import type { PageServer } from '../../e2e/support/page-server.js';
import { createOwnChromium } from './own-chromium.js';
import { choose, createOwnFirefox } from './own-firefox.js';
import { TELL, type Ledger } from './soak-ledger.js';
import { createWebKit } from './soak-webkit.js';
import { setPageClock } from './wrong-clock.js';

/** The three engines. Chromium and Firefox are started again on the same profile when they were killed. */
export type SoakEngine = 'chromium' | 'firefox' | 'webkit';

/** The page of a person's visit. */
export interface SoakPage {
  /** Loads it, anew if it is there. */
  load(): Promise<void>;
  /** The person chooses these. */
  give(files: readonly MadeFile[]): Promise<void>;
  /** Runs in the page. */
  run<Argument, Result>(
    work: (argument: Argument) => Result | Promise<Result>,
    argument: Argument,
  ): Promise<Result>;
}

/** See the module comment. */
export interface SoakBrowser extends AsyncDisposable {
  /** On the same profile as before, where there is one; resolves with its page, which is not loaded yet. */
  start(): Promise<SoakPage>;
  kill(): Promise<void>;
}

/** What a page has to do with. */
export interface Surroundings {
  readonly site: PageServer;
  readonly ledger: Ledger;
  /** Milliseconds by which the page's clock is ahead. */
  readonly clockAhead: number;
}

/** Nothing runs yet. */
export async function createSoakBrowser(
  engine: SoakEngine,
  surroundings: Surroundings,
): Promise<SoakBrowser> {
  switch (engine) {
    case 'chromium':
      return ofChromium(surroundings);
    case 'firefox':
      return ofFirefox(surroundings);
    case 'webkit':
      return createWebKit(surroundings);
  }
}

async function ofChromium({ site, ledger, clockAhead }: Surroundings): Promise<SoakBrowser> {
  const chromium = await createOwnChromium();
  return mortal(chromium, async () => {
    const page = await chromium.start();
    await prepare(page, ledger);
    await page.addInitScript(setPageClock, clockAhead);
    return chromiumPage(page, site);
  });
}

/** What has a life of its own, and how its page is begun. */
function mortal(
  own: Pick<SoakBrowser, 'kill' | typeof Symbol.asyncDispose>,
  start: SoakBrowser['start'],
): SoakBrowser {
  return { start, kill: own.kill, [Symbol.asyncDispose]: () => own[Symbol.asyncDispose]() };
}

function chromiumPage(page: ChromiumPage, site: PageServer): SoakPage {
  let field: Field | undefined;
  return {
    async load() {
      field = await loadField(page, site);
    },
    async give(files) {
      await field?.drop(files);
    },
    run: (work, argument) => page.evaluate(work as never, argument),
  };
}

async function ofFirefox({ site, ledger, clockAhead }: Surroundings): Promise<SoakBrowser> {
  const firefox = await createOwnFirefox();
  return mortal(firefox, async () => {
    const page = await firefox.start();
    await prepare(page, ledger);
    await page.evaluateOnNewDocument(setPageClock, clockAhead);
    return firefoxPage(page, site);
  });
}

function firefoxPage(page: FirefoxPage, site: PageServer): SoakPage {
  return {
    async load() {
      await page.goto(site.origin);
    },
    give: (files) =>
      choose(
        page,
        files.map(({ path }) => path),
      ),
    run: (work, argument) => page.evaluate(work as never, argument),
  };
}

/** What both drivers call the same. */
interface AnyPage {
  on(event: 'dialog', listener: typeof leave): unknown;
  exposeFunction(name: string, work: Ledger['note']): Promise<unknown>;
}

/** The page leaves when it is told to, and tells the ledger. */
async function prepare(page: AnyPage, ledger: Ledger): Promise<void> {
  page.on('dialog', leave);
  await page.exposeFunction(TELL, ledger.note);
}

/** Leaving a page that still sends is meant. */
function leave(dialog: { accept(): Promise<void> }): void {
  void dialog.accept().catch(() => undefined);
}
