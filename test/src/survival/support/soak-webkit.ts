/**
 * WebKitGTK as the browser of a soak's person. It keeps nothing when it dies, as a private window does not: what was
 * unfinished is chosen again, and sent from its beginning.
 *
 * @module
 */
import { startOwnWebKit, type OwnWebKit } from './own-webkit.js';
import type { SoakBrowser, SoakPage, Surroundings } from './soak-browser.js';
import { TELL, type Told } from './soak-ledger.js';
import { setPageClock } from './wrong-clock.js';

/** Milliseconds between two looks at what the page has to tell: no driver calls back from it. */
const LISTEN_EVERY = 250;

/** Nothing runs yet. */
export function createWebKit(surroundings: Surroundings): SoakBrowser {
  let webkit: OwnWebKit | undefined;
  let listening: ReturnType<typeof setInterval> | undefined;
  const end = async (): Promise<void> => {
    clearInterval(listening);
    const ending = webkit;
    webkit = undefined;
    await ending?.[Symbol.asyncDispose]();
  };
  return {
    async start() {
      webkit = await startOwnWebKit();
      const page = createPage(webkit, surroundings);
      listening = setInterval(() => void page.listen(), LISTEN_EVERY);
      return page;
    },
    async kill() {
      webkit?.kill();
      await end();
    },
    [Symbol.asyncDispose]: end,
  };
}

interface ListeningPage extends SoakPage {
  /** Hands what the page told to the ledger. Never rejects. */
  listen(): Promise<void>;
}

function createPage(
  { browser, choose }: OwnWebKit,
  { site, ledger, clockAhead }: Surroundings,
): ListeningPage {
  const listen = async (): Promise<void> => {
    // A page that is being loaded, or was killed, has nothing to say.
    const told = await browser.execute(takeTold, TELL).catch(() => []);
    for (const each of told) ledger.note(each);
  };
  return {
    listen,
    async load() {
      await listen();
      await browser.url(site.origin);
      await browser.execute(setPageClock, clockAhead);
      await browser.execute(keepTold, TELL);
    },
    give: (files) => choose(files.map(({ path }) => path)),
    // The driver's types speak of what JSON makes of a result; ours are made of nothing else.
    run: (work, argument) => browser.execute<never, [unknown]>(work as never, argument),
  };
}

/** What the page keeps under the name by which it tells. */
interface Teller {
  (told: Told): void;
  kept: Told[];
}

/** Runs in the page. */
function keepTold(name: string): void {
  const teller = ((told) => {
    teller.kept.push(told);
  }) as Teller;
  teller.kept = [];
  Object.assign(globalThis, { [name]: teller });
}

/** Runs in the page. */
function takeTold(name: string): readonly Told[] {
  return (globalThis as unknown as Record<string, Teller | undefined>)[name]?.kept.splice(0) ?? [];
}
