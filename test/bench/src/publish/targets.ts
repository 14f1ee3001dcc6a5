/**
 * What was asked for before it was measured, and whether it is so.
 *
 * @module
 */
import type { Series } from '../bench.js';
import { BASE, contenders } from '../contenders.js';
import type { PageCost } from '../run.js';
import { median, ratioTo } from '../statistics.js';
import type { Results } from './results.js';

/** One of them. */
export interface Target {
  readonly asked: string;
  /** The largest value that meets it. */
  readonly limit: number;
  readonly unit: '×' | 'MB' | 'tasks';
  /** Nothing as long as it is not measured. */
  readonly measured: number | undefined;
}

const ELEMENT = 'direct-upload, element';
const ENGINE = 'direct-upload, engine';
const NOT_VERIFYING = 'direct-upload, not verifying';
const RAILS = 'Active Storage';

/** All, with what these results say. */
export function judge(results: Results): readonly Target[] {
  const series = (id: string): Series | undefined => seriesOf(results, id)[0];
  const toBase = (id: string): number | undefined => ratio(series(id), BASE, ELEMENT);
  const times = (asked: string, limit: number, measured: number | undefined): Target => ({
    ...{ asked, limit, measured },
    unit: '×',
  });
  const memory = (pick: (cost: PageCost) => number): number | undefined =>
    scaled(worst(series('memory'), pick), 1e-6);
  return [
    times('1 GiB, verified, storage drains: × bare XHR', 0.75, toBase('large')),
    times('1 GiB, verified, storage hashes: × bare XHR', 1.6, toBase('large-md5')),
    times('the same: × Active Storage', 0.25, toPeer(series('large-md5'), [RAILS])),
    times('1 GiB, verified, real Swift: × bare XHR', 1.6, toBase('large-swift')),
    times('the same: × Active Storage', 0.25, toPeer(series('large-swift'), [RAILS])),
    times('100 MiB, verified, storage drains: × bare XHR', 1, toBase('medium')),
    times('200 × 1 MiB, list on screen: × bare XHR with 6 connections', 1.2, toBase('many')),
    times('the same: × the fastest peer with its own list', 0.8, toPeer(series('many'), LISTS)),
    times('1000 × 10 KiB, list on screen: × bare XHR with 6 connections', 1.2, toBase('small')),
    times('the same: × the fastest peer with its own list', 0.8, toPeer(series('small'), LISTS)),
    times(
      '1 Gbit/s: verifying × not verifying',
      1.03,
      ratio(series('gigabit'), NOT_VERIFYING, ENGINE),
    ),
    {
      asked: 'long tasks of the element, the worst run of all',
      limit: 0,
      unit: 'tasks',
      measured: longTasks(results),
    },
    {
      asked: '4 GiB: growth of the JavaScript heap',
      limit: 20,
      unit: 'MB',
      measured: memory((cost) => cost.heapPeak),
    },
    {
      asked: '4 GiB: growth of the page’s resident memory',
      limit: 60,
      unit: 'MB',
      measured: memory((cost) => cost.renderer),
    },
  ];
}

/** All series of a section; none if it is not measured. */
export function seriesOf({ taken }: Results, id: string): readonly Series[] {
  const found = taken[id];
  return found?.script === 'bench' ? found.series : [];
}

/** Peers that show a list of their own. */
const LISTS = contenders.flatMap((it) => (it.ui && it.package !== undefined ? it.name : []));

/** The median wall time, in seconds; nothing if it did not run. */
export function wallOf(series: Series, name: string): number | undefined {
  const walls = series.runs.flatMap((run) => (run.contender === name ? run.wall : []));
  return known(median(walls));
}

function ratio(series: Series | undefined, base: string, name: string): number | undefined {
  return series && known(ratioTo(base, name, series.runs));
}

/** To the fastest of these, by medians: peers need not run beside it. */
function toPeer(series: Series | undefined, names: readonly string[]): number | undefined {
  if (!series) return undefined;
  const own = wallOf(series, ELEMENT);
  const fastest = Math.min(...names.map((name) => wallOf(series, name) ?? Infinity));
  return own === undefined || fastest === Infinity ? undefined : own / fastest;
}

function worst(series: Series | undefined, pick: (cost: PageCost) => number): number | undefined {
  const runs = series?.runs.filter(({ contender }) => contender === ELEMENT) ?? [];
  const values = runs.flatMap(({ page }) => (page ? pick(page) : []));
  return values.length > 0 ? Math.max(...values) : undefined;
}

function longTasks(results: Results): number | undefined {
  const all = Object.keys(results.taken).flatMap((id) => seriesOf(results, id));
  const values = all.flatMap((series) => worst(series, ({ longTasks: tasks }) => tasks) ?? []);
  return values.length > 0 ? Math.max(...values) : undefined;
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

function scaled(value: number | undefined, factor: number): number | undefined {
  return value === undefined ? undefined : value * factor;
}
