/**
 * A command for tests: whether the browser itself tells assistive technology of a node of some role and name. Chromium is
 * asked for its accessibility tree, Firefox by a BiDi search for role and name; WebKitGTK cannot be asked.
 *
 * @module
 */
import type { TestRunnerPlugin } from '@web/test-runner';

/** What a test asks. */
export interface AccessibleNode {
  /** CSS selector of the element with the shadow root to look in. */
  readonly host: string;
  /** ARIA role. */
  readonly role: string;
  readonly name: string;
}

const COMMAND = 'has-accessible-node';

/** The launchers of Chromium and Firefox, as far as it is needed here; it is not in their types. */
interface PuppeteerLauncher {
  getPage(sessionId: string): { $(selector: string): Promise<unknown> };
}

/** Answers `executeServerCommand('has-accessible-node', …)` with `yes`, `no`, or `cannot be asked`. */
export function accessibleNames(): TestRunnerPlugin {
  return {
    name: COMMAND,
    executeCommand({ command, payload, session }) {
      if (command !== COMMAND) return undefined;
      if (session.browser.type !== 'puppeteer') return 'cannot be asked';
      const launcher = session.browser as unknown as PuppeteerLauncher;
      return ask(launcher, session.id, payload as AccessibleNode);
    },
  };
}

async function ask(
  launcher: PuppeteerLauncher,
  sessionId: string,
  { host, role, name }: AccessibleNode,
): Promise<'yes' | 'no'> {
  const quoted = name.replaceAll('"', '\\"');
  const selector = `${host} >>> ::-p-aria([name="${quoted}"][role="${role}"])`;
  return (await launcher.getPage(sessionId).$(selector)) === null ? 'no' : 'yes';
}
