/**
 * A WebKitGTK of a test's own, steered by WebDriver. What it stores lives as long as it does, for its driver starts no
 * second one on the same profile: it survives a reload, and a death no more than a private window does.
 *
 * @module
 */
import { remote, type Browser } from 'webdriverio';
import { startWebKitDriver } from '../../setup/webkit-driver.js';
import { isThankedInPage, listInPage, maySubmitInPage, PATIENCE, type Listed } from './listed.js';

/** See the module comment. */
export interface OwnWebKit extends AsyncDisposable {
  readonly browser: Browser;
  /** SIGKILL for every process of it. What is left to do is to dispose of it. */
  kill(): void;
  /** Chooses files on disk in the field's dialog, or in that of one of several. */
  choose(paths: readonly string[], field?: number): Promise<void>;
  /** What the field shows of its uploads. */
  listed(): Promise<readonly Listed[]>;
  /** Sends the form; resolves when the app server has it. */
  submit(): Promise<void>;
}

/** Starts one. */
export async function startOwnWebKit(): Promise<OwnWebKit> {
  await using stack = new AsyncDisposableStack();
  const driver = await startWebKitDriver();
  stack.defer(() => driver.stop());
  const browser = await remote(driver.session);
  // Of one that was killed there is no session any more.
  stack.defer(() => browser.deleteSession().catch(() => undefined));
  const started = stack.move();
  return {
    browser,
    kill: () => {
      driver.killBrowser();
    },
    async choose(paths, field = 0) {
      const input = await browser.execute(
        (index: number) =>
          document.querySelectorAll('direct-upload')[index]!.shadowRoot!.querySelector('input')!,
        field,
      );
      // Paths of several files are lines (W3C WebDriver §12.5.3, "Element Send Keys").
      await browser.$(input).addValue(paths.join('\n'));
    },
    listed: () => browser.execute(listInPage),
    async submit() {
      await browser.waitUntil(() => browser.execute(maySubmitInPage), { timeout: PATIENCE });
      await browser.$('form > button').click();
      await browser.waitUntil(() => browser.execute(isThankedInPage), { timeout: PATIENCE });
    },
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  };
}
