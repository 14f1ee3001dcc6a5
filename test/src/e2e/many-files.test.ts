/**
 * A folder of five thousand files, really uploaded: the page stays usable, the list scrolls, memory stays flat. Prints
 * what was measured; asserts what holds on any machine.
 *
 * @module
 */
import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { framesOf, recordTasks, weightOf, type Task } from './support/felt.js';
import { openField, type Field } from './support/field.js';
import { useStage } from './support/use-stage.js';

const COUNT = 5000;
/** How long tasks are recorded beyond that, in milliseconds. */
const RECORDED = 3000;
/** How long they are uploaded before the rest is given up, in milliseconds. */
const PATIENCE = 5_000;

const scene = useStage({ storage: 'dev-storage' });

test(`${COUNT} files: usable at once, smooth, and gone at once`, async (context) => {
  const { files, stage } = scene;
  const folder = await files.makeFolder('photos', COUNT);
  const field = await openField(stage);
  const { page } = field;
  const inspector = await page.context().newCDPSession(page);
  const before = await weightOf(page, inspector);

  const stop = await recordTasks(inspector);
  await page.evaluate(noteDrop);
  await field.drop([folder]);
  const usable = await page.evaluate(whenUsable, COUNT);
  context.diagnostic(`all listed ${ms(usable)} after the drop`);
  const frames = framesOf(await page.evaluate(scrollThrough));
  context.diagnostic(`frames while scrolling: ${JSON.stringify(frames, rounded)}`);
  // A recording of more would take longer to read than to make.
  await page.waitForTimeout(RECORDED);
  const tasks = await stop();
  report(context, tasks);
  await uploaded(field);

  const during = await weightOf(page, inspector);
  context.diagnostic(`weight ${JSON.stringify({ before, during })}`);
  const { done, failed, seconds } = await page.evaluate(progress);
  context.diagnostic(
    `${done} verified in ${seconds.toFixed(1)} s: ${Math.round(done / seconds)}/s`,
  );
  assert.ok(done > 0);
  assert.equal(failed, 0);
  assert.equal(await page.evaluate(rowsSay), `of ${COUNT}`);
  assert.ok(during.elements < 1500, `${during.elements} elements`);
  assert.ok(during.heap - before.heap < 60e6, `heap grew by ${during.heap - before.heap} bytes`);
  // What the machine's other work cannot spoil: of the processor's own time, little goes into what can be felt.
  const busy = sum(tasks.map(({ cpu }) => cpu));
  const felt = sum(long(tasks).map(({ cpu }) => cpu));
  assert.ok(felt < busy / 5, `${ms(felt)} of ${ms(busy)} in tasks of over 50 ms`);

  context.diagnostic(`given again: all listed after ${ms(await page.evaluate(addAgain))}`);
  await page.evaluate(removeAll);
  assert.equal((await weightOf(page, inspector)).elements < 60, true);
  assert.deepEqual(await field.violations(), []);
});

/** Tasks that can be felt, after the first second. */
function long(tasks: readonly Task[]): readonly Task[] {
  return tasks.filter(({ at, cpu }) => at > 1000 && cpu > 50);
}

function report(context: TestContext, tasks: readonly Task[]): void {
  const first = tasks.filter(({ at }) => at <= 1000).map(({ cpu }) => cpu);
  const wall = tasks.filter((task) => task.at > 1000 && task.wall > 50);
  context.diagnostic(
    `tasks: ${tasks.length}, longest in the first second ${ms(Math.max(...first))}; after it over 50 ms: ` +
      `${long(tasks).length} of processor time, ${wall.length} by the clock, longest ` +
      ms(Math.max(...tasks.map(({ at, cpu }) => (at > 1000 ? cpu : 0)))),
  );
}

/** Waits until all are verified, or the patience ends. */
async function uploaded({ page }: Field): Promise<void> {
  await page
    .waitForFunction(
      () =>
        document
          .querySelector('direct-upload')!
          .uploads.every(({ state }) => state.status === 'done'),
      undefined,
      { timeout: PATIENCE, polling: 500 },
    )
    .catch(() => undefined);
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 10) / 10 : value;
}

// What follows runs in the page.

function noteDrop(): void {
  const note = (): void => {
    performance.mark('drop');
  };
  document.addEventListener('drop', note, { capture: true, once: true });
}

/** Milliseconds from the drop until all are listed and the page answers: to a frame and to a timer. */
async function whenUsable(count: number): Promise<number> {
  const field = document.querySelector('direct-upload')!;
  const isShown = (): boolean =>
    field.uploads.length === count && field.shadowRoot!.querySelector('li') !== null;
  while (!isShown()) await new Promise((go) => setTimeout(go));
  await new Promise(requestAnimationFrame);
  await new Promise((go) => setTimeout(go));
  return performance.now() - performance.getEntriesByName('drop')[0]!.startTime;
}

/** Three seconds at 7,000 pixels a second, with a jump now and then; resolves with the times between frames. */
async function scrollThrough(): Promise<number[]> {
  const list = document.querySelector('direct-upload')!.shadowRoot!.querySelector('[part=list]')!;
  const times: number[] = [];
  let last = await new Promise<number>(requestAnimationFrame);
  for (let frame = 0; frame < 180; frame += 1) {
    list.scrollTop += frame % 60 === 59 ? 50_000 : 120;
    const now = await new Promise<number>(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
}

function progress(): { done: number; failed: number; seconds: number } {
  const { uploads } = document.querySelector('direct-upload')!;
  const count = (status: string): number =>
    uploads.filter(({ state }) => state.status === status).length;
  const seconds = (performance.now() - performance.getEntriesByName('drop')[0]!.startTime) / 1000;
  return { done: count('done'), failed: count('failed'), seconds };
}

function rowsSay(): string {
  const rows = [...document.querySelector('direct-upload')!.shadowRoot!.querySelectorAll('li')];
  const sizes = new Set(rows.map((row) => row.getAttribute('aria-setsize')));
  return `of ${[...sizes].join()}`;
}

/** The same files once more, as a file dialog hands them out: milliseconds until all are listed and painted. */
async function addAgain(): Promise<number> {
  const field = document.querySelector('direct-upload')!;
  const files = field.uploads.flatMap(({ id }) => field.uploader.fileOf(id) ?? []);
  field.clear();
  await field.updateComplete;
  const started = performance.now();
  const added = field.addFiles(files);
  await new Promise(requestAnimationFrame);
  await new Promise((go) => setTimeout(go));
  if (added.length !== files.length || files.length === 0) throw new Error('not all were added');
  return performance.now() - started;
}

async function removeAll(): Promise<void> {
  const field = document.querySelector('direct-upload')!;
  const press = (action: string): void => {
    field
      .shadowRoot!.querySelector<HTMLElement>(`[part~=summary-action][data-action=${action}]`)
      ?.click();
  };
  press('cancel');
  await field.updateComplete;
  press('remove');
  await field.updateComplete;
  if (field.uploads.length > 0) throw new Error(`${field.uploads.length} uploads are left`);
}
