/**
 * What a person feels of a busy page: tasks that hold it up, frames that come late, memory.
 *
 * @module
 */
import type { CDPSession, Page } from 'playwright-core';

/** A task of the page's main thread, in milliseconds. */
export interface Task {
  /** Since the recording began. */
  readonly at: number;
  /** By the clock, and of the processor alone: on a busy machine a task waits for others. */
  readonly wall: number;
  readonly cpu: number;
}

/** Times between frames, in milliseconds. */
export interface Frames {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** Most frames in a row that took over twice the median: what is seen as a stutter. */
  readonly streak: number;
}

/** Records the tasks of the main thread until the function it resolves with is called. */
export async function recordTasks(inspector: CDPSession): Promise<() => Promise<readonly Task[]>> {
  const events: TraceEvent[] = [];
  inspector.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  await inspector.send('Tracing.start', {
    transferMode: 'ReportEvents',
    // `RunTask` and names; all that categories bring by default would be a hundred times as much.
    traceConfig: {
      includedCategories: ['disabled-by-default-devtools.timeline'],
      excludedCategories: ['*'],
    },
  });
  return async () => {
    const complete = new Promise((resolve) => inspector.once('Tracing.tracingComplete', resolve));
    await inspector.send('Tracing.end');
    await complete;
    return tasksIn(events);
  };
}

/** The page's own process is the one whose main thread has most to do. */
function tasksIn(events: readonly TraceEvent[]): readonly Task[] {
  const mains = events.filter(({ args }) => args.name === 'CrRendererMain');
  const runs = mains.map(({ pid, tid }) =>
    events.filter((it) => it.name === 'RunTask' && it.pid === pid && it.tid === tid),
  );
  const [main = []] = runs.toSorted((a, b) => b.length - a.length);
  const start = Math.min(...main.map(({ ts }) => ts));
  return main.map(({ ts, dur = 0, tdur = 0 }) => ({
    ...{ at: (ts - start) / 1000, wall: dur / 1000, cpu: tdur / 1000 },
  }));
}

/** Trace Event Format; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Elements, and the heap after a collection: what stays, not what comes and goes. In bytes. */
export async function weightOf(
  page: Page,
  inspector: CDPSession,
): Promise<{ readonly elements: number; readonly heap: number }> {
  await inspector.send('HeapProfiler.collectGarbage');
  const { usedSize: heap } = await inspector.send('Runtime.getHeapUsage');
  const elements = await page.evaluate(
    () => document.querySelector('direct-upload')!.shadowRoot!.querySelectorAll('*').length,
  );
  return { elements, heap };
}

/** Sums up the times between frames. */
export function framesOf(times: readonly number[]): Frames {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const median = at(0.5);
  let [streak, run] = [0, 0];
  for (const time of times) {
    run = time > 2 * median ? run + 1 : 0;
    streak = Math.max(streak, run);
  }
  return { count: times.length, p50: median, p95: at(0.95), max: at(1), streak };
}
