/**
 * One run in a browser with a profile of its own: the files are chosen through the file input, and time is what it takes
 * until the contender says that the last one is stored.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchChromium } from '../../dist/setup/browsers.js';
import type { Contender, Target } from './pages/contender.js';
import { renderersOf, usageOf, usageOfEach } from './process-tree.js';
import type { PageCost, Run, RunPlan } from './run.js';
import { watchPeaks } from './sampler.js';

/** Milliseconds between two looks at the memory. */
const SAMPLE = 200;

/** Runs the contender of the page at `url`. Rejects if the upload fails. */
export async function runPage(url: string, plan: RunPlan): Promise<Run> {
  // Not by `connect`: files would be copied to the browser's side first.
  const browser = await launchChromium({ args: ['--disable-gpu', '--no-first-run'] });
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction(() => 'contender' in globalThis);
    await page.evaluate(prepare, plan.target);
    return await measure(page, await pidOf(browser), plan);
  } finally {
    await browser.close();
  }
}

async function pidOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (pid === undefined) throw new Error('Chromium does not say which process it is.');
  return pid;
}

async function measure(page: Page, browser: number, plan: RunPlan): Promise<Run> {
  const { name, sink, slow: rate = 1 } = plan;
  const inspector = await page.context().newCDPSession(page);
  const renderers = await renderersOf(browser);
  const look = async (): Promise<readonly [number, number, number]> => [
    (await usageOf(browser)).resident,
    (await usageOfEach(renderers)).resident,
    (await inspector.send('Runtime.getHeapUsage')).usedSize,
  ];
  await collect(inspector);
  const [resident, renderer, heap] = await look();
  await sink.counts();
  const before = await usageOf(browser);
  const peaks = watchPeaks(look, SAMPLE);
  await inspector.send('Emulation.setCPUThrottlingRate', { rate });
  const { wall, ...tasks } = await choose(page, plan).finally(() => peaks.end());
  await inspector.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const after = await usageOf(browser);
  const [residentPeak = 0, rendererPeak = 0, heapPeak = 0] = await peaks.end();
  const counts = await sink.counts();
  await collect(inspector);
  const [, , heapAfter] = await look();
  const cost: PageCost = {
    ...tasks,
    heap: heapAfter - heap,
    heapPeak: heapPeak - heap,
    renderer: rendererPeak - renderer,
  };
  const cpu = after.cpu - before.cpu;
  return { contender: name, wall, cpu, resident: residentPeak - resident, ...counts, page: cost };
}

interface Felt extends Pick<PageCost, 'longTasks' | 'longTaskTime' | 'longestTask'> {
  readonly wall: number;
}

/** What the page keeps for the bench. */
type BenchPage = typeof globalThis & { contender: Contender; felt?: Promise<Felt> };

/** In the page: sets the contender up, and begins to upload when files are chosen. */
async function prepare(target: Target): Promise<void> {
  const page = globalThis as BenchPage;
  const seen: PerformanceEntry[] = [];
  new PerformanceObserver((list) => {
    seen.push(...list.getEntries());
  }).observe({ type: 'longtask' });
  const input = document.querySelector<HTMLInputElement>('#files');
  const upload = async (): Promise<Felt> => {
    const started = performance.now();
    await page.contender.upload([...(input?.files ?? [])], target);
    const wall = (performance.now() - started) / 1000;
    await new Promise((resolve) => setTimeout(resolve, 100));
    const tasks = seen.filter(({ startTime }) => startTime >= started);
    return {
      wall,
      longTasks: tasks.length,
      longestTask: Math.max(0, ...tasks.map(({ duration }) => duration)),
      longTaskTime: tasks.reduce((sum, { duration }) => sum + duration, 0),
    };
  };
  await page.contender.prepare(target);
  await new Promise((resolve) => setTimeout(resolve, 500));
  input?.addEventListener('change', () => {
    // In a task of its own: to make a list of a thousand files takes the browser a long one, whoever gets it.
    page.felt = new Promise((resolve) => setTimeout(resolve)).then(upload);
    page.felt.catch(() => undefined);
  });
}

async function choose(page: Page, { paths, limit }: RunPlan): Promise<Felt> {
  await page.locator('#files').setInputFiles([...paths]);
  const felt = page.evaluate(() => {
    const { felt: whole } = globalThis as BenchPage;
    if (!whole) throw new Error('nothing was chosen');
    return whole;
  });
  return Promise.race([felt, giveUp(limit)]);
}

async function giveUp(limit: number): Promise<never> {
  await sleep(limit * 1000, undefined, { ref: false });
  throw new Error(`it had not ended after ${limit} s`);
}

async function collect(inspector: CDPSession): Promise<void> {
  await inspector.send('HeapProfiler.collectGarbage');
}
