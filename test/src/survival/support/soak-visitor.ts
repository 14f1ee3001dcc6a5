/**
 * The person of a soak: drops files, pauses, cancels, tries again, reloads the page, and has a browser that dies.
 *
 * @module
 */
// For the types of the element: `document.querySelector('direct-upload')`.
import type {} from '@direct-upload/widget/define';
import type * as engine from '@direct-upload/widget/engine';
import type { RetryPolicy, TransportLimits } from '@direct-upload/widget/engine';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MadeFile } from '../../e2e/support/files.js';
import type { Stage } from '../../e2e/support/stage.js';
import { createSoakBrowser, type SoakEngine, type SoakPage } from './soak-browser.js';
import { TELL, type Ledger, type Told } from './soak-ledger.js';

/** What the person does while everything fails. */
export type Act = 'pause' | 'cancel' | 'retry' | 'reload' | 'kill';

/** How the person's page is set up. */
export interface Habits {
  readonly engine: SoakEngine;
  /** Of the signer's uploads resource, as the page reaches it. */
  readonly endpoint: string;
  readonly retry: RetryPolicy;
  readonly limits: TransportLimits;
  /** Milliseconds by which the browser's clock is ahead. */
  readonly clockAhead: number;
}

/** See the module comment. */
export interface Visitor extends AsyncDisposable {
  drop(files: readonly MadeFile[]): Promise<void>;
  /** Does it, and then drops again what has no end and is not under way any more. */
  act(act: Act, random: () => number): Promise<void>;
  /** All that waits for the person goes on: what is paused, and what failed. */
  goOn(): Promise<void>;
  /** Takes everything off the list, which has the signer delete what is unfinished. */
  clear(): Promise<void>;
}

/** Opens the page in a browser that can be killed. */
export async function createVisitor(
  stage: Stage,
  ledger: Ledger,
  habits: Habits,
): Promise<Visitor> {
  const { engine, clockAhead } = habits;
  const browser = await createSoakBrowser(engine, { site: stage.site, ledger, clockAhead });
  const dropped = new Map<string, MadeFile>();
  const open = async (page: SoakPage): Promise<SoakPage> => {
    await page.load();
    await page.run(setUp, { ...habits, tell: TELL });
    return page;
  };
  const begin = async (): Promise<SoakPage> => open(await browser.start());
  let page = await begin();
  const drop = async (files: readonly MadeFile[]): Promise<void> => {
    for (const file of files) dropped.set(file.name, file);
    if (files.length > 0) await page.give(files);
  };
  const order = (act: Order['act'], draw = 0): Promise<string | undefined> =>
    page.run(doNow, { act, draw });
  const pickUp = (): Promise<void> =>
    drop(ledger.open([...dropped.keys()]).flatMap((name) => dropped.get(name) ?? []));
  return {
    drop,
    async act(act, random) {
      if (act === 'reload') await open(page);
      else if (act === 'kill') {
        await browser.kill();
        page = await begin();
      } else {
        const name = await order(act, random());
        if (act === 'cancel' && name !== undefined) ledger.cancelled.add(name);
        if (act === 'pause') await sleep(random() * 2_000);
        if (act === 'pause') await order('resume');
        return;
      }
      await pickUp();
    },
    async goOn() {
      await order('resume');
      await order('retry');
    },
    async clear() {
      await page.run(() => {
        document.querySelector('direct-upload')!.clear();
      }, undefined);
    },
    [Symbol.asyncDispose]: () => browser[Symbol.asyncDispose](),
  };
}

/** Runs in the page. */
async function setUp({
  endpoint,
  retry,
  limits,
  tell,
}: Habits & { readonly tell: string }): Promise<void> {
  const url = '/direct-upload.js';
  const { Uploader, fetchSigner } = (await import(url)) as typeof engine;
  const resume = { scope: 'soak' };
  const uploader = new Uploader({ signer: fetchSigner(endpoint), retry, limits, resume });
  const say = (globalThis as unknown as Record<string, (told: Told) => void>)[tell]!;
  const seen = new Map<string, string>();
  uploader.addEventListener('change', () => {
    for (const { id, file, state } of uploader.uploads) {
      if (seen.get(id) === state.status) continue;
      seen.set(id, state.status);
      const failure = state.status === 'failed' && {
        code: state.error.code,
        message: state.error.message,
      };
      const receipt = state.status === 'done' && { receipt: state.receipt };
      say({ name: file.name, status: state.status, ...failure, ...receipt });
    }
  });
  document.querySelector('direct-upload')!.uploader = uploader;
  // Restored ones wait for their files, which the person drops again.
  await uploader.restore();
}

/** What the field is told. */
interface Order {
  readonly act: 'pause' | 'resume' | 'cancel' | 'retry';
  /** 0 to 1: whom it is about. */
  readonly draw: number;
}

/** Runs in the page; resolves with the name of the file that was cancelled. */
function doNow({ act, draw }: Order): string | undefined {
  const field = document.querySelector('direct-upload')!;
  const final = ['done', 'failed', 'cancelled'];
  const open = field.uploads.filter(({ state }) => !final.includes(state.status));
  const one = open[Math.floor(draw * open.length)];
  if (act === 'cancel') {
    if (one) field.cancel(one.id);
    return one?.file.name;
  }
  // Every second time all of them.
  if (act === 'pause') field.pause(draw < 0.5 ? one?.id : undefined);
  else field[act]();
  return undefined;
}
