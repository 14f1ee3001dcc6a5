/**
 * A person's visit to the site, whichever browser it is and whichever way that one is steered.
 *
 * @module
 */
import {
  isThankedInPage,
  listInPage,
  maySubmitInPage,
  PATIENCE,
  untilListed,
  type Listed,
} from '../../survival/support/listed.js';
import { dropFiles } from './field.js';
import { createOwnChromium } from '../../survival/support/own-chromium.js';
import {
  choose,
  createOwnFirefox,
  listed as listedInFirefox,
  submit,
} from '../../survival/support/own-firefox.js';
import { startOwnWebKit } from '../../survival/support/own-webkit.js';

/** A page with the field. */
export interface Visit extends AsyncDisposable {
  /** Runs a function in the page, without anything from around it. */
  run<T>(inPage: () => T): Promise<T>;
  listed(): Promise<readonly Listed[]>;
  /** Loads the page anew. */
  reload(): Promise<void>;
  /** In the page's only field, or in that one of several. */
  choose(paths: readonly string[], field?: number): Promise<void>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<readonly Listed[]>;
  /** Sends the form; resolves when the app server has it. */
  submit(): Promise<void>;
}

/** Opens the page in a Chromium of its own. */
export async function visitWithChromium(origin: string): Promise<Visit> {
  await using stack = new AsyncDisposableStack();
  const chromium = stack.use(await createOwnChromium());
  const page = await chromium.start();
  await page.goto(origin);
  const listed = (): Promise<readonly Listed[]> => page.evaluate(listInPage);
  const started = stack.move();
  return {
    run: (inPage) => page.evaluate(inPage),
    listed,
    reload: async () => {
      await page.goto(origin);
    },
    // Its driver opens no file of a browser that it did not start: they are dropped.
    choose: (paths, field) => dropFiles(page, paths, field),
    settled: () => untilListed(listed, haveEnded),
    submit: async () => {
      await page.waitForFunction(maySubmitInPage, undefined, { timeout: PATIENCE });
      await page.locator('form > button').click();
      await page.waitForFunction(isThankedInPage, undefined, { timeout: PATIENCE });
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** Opens the page in a Firefox of its own. */
export async function visitWithFirefox(origin: string): Promise<Visit> {
  await using stack = new AsyncDisposableStack();
  const firefox = stack.use(await createOwnFirefox());
  const page = await firefox.start();
  await page.goto(origin);
  const started = stack.move();
  return {
    run: (inPage) => page.evaluate(inPage),
    listed: () => listedInFirefox(page),
    reload: async () => {
      await page.goto(origin);
    },
    choose: (paths, field) => choose(page, paths, field),
    settled: () => untilListed(() => listedInFirefox(page), haveEnded),
    submit: () => submit(page),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** Opens the page in a WebKitGTK of its own. */
export async function visitWithWebKit(origin: string): Promise<Visit> {
  await using stack = new AsyncDisposableStack();
  const webkit = stack.use(await startOwnWebKit());
  const { browser } = webkit;
  await browser.url(origin);
  const started = stack.move();
  return {
    run: (inPage) => browser.execute(inPage) as never,
    listed: () => webkit.listed(),
    reload: async () => {
      await browser.url(origin);
    },
    choose: (paths, field) => webkit.choose(paths, field),
    settled: () => untilListed(() => webkit.listed(), haveEnded),
    submit: () => webkit.submit(),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}

/** All three, by their names in `skipWithout`. */
export const engines = [
  ['chromium', visitWithChromium],
  ['firefox', visitWithFirefox],
  ['webkit', visitWithWebKit],
] as const;

const ENDED: ReadonlySet<string> = new Set(['done', 'failed', 'cancelled']);

function haveEnded(uploads: readonly Listed[]): boolean {
  return uploads.length > 0 && uploads.every(({ status }) => ENDED.has(status));
}
