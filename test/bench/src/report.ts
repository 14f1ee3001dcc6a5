/**
 * Results as Markdown.
 *
 * @module
 */
import type { Series } from './bench.js';
import { BASE, contenders } from './contenders.js';
import type { PageCost, Run } from './run.js';
import { median, ratioTo } from './statistics.js';

const HEAD = [
  'contender',
  `× ${BASE}`,
  'wall s',
  'from–to',
  'CPU s',
  'long tasks (ms)',
  'heap MB (peak)',
  'page RSS MB',
  'all RSS MB',
  'requests',
  'preflights',
  'runs',
];

/** One work as a table: medians, and the ratio to the base runs next to each run. */
export function describe(series: Series): string {
  return [`### ${series.work.name}, ${series.sink} sink`, '', table(series)].join('\n');
}

/** The table alone, and why somebody is not in it. */
export function table({ runs, failures }: Series): string {
  const names = contenders
    .map(({ name }) => name)
    .filter((name) => runs.some((run) => run.contender === name));
  const rows = names.map((name) => row(name, runs));
  const cells = [HEAD, HEAD.map((_, index) => (index === 0 ? '---' : '--:')), ...rows];
  const lines = cells.map((line) => `| ${line.join(' | ')} |`);
  const absent = Object.entries(failures).map(([name, reason]) => `- ${name}: ${reason}`);
  return [...lines, ...(absent.length > 0 ? ['', 'Not here:', '', ...absent] : []), ''].join('\n');
}

function row(name: string, runs: readonly Run[]): readonly string[] {
  const mine = runs.filter((run) => run.contender === name);
  const middle = (pick: (run: Run) => number): number => median(mine.map(pick));
  const walls = mine.map(({ wall }) => wall);
  const ratio = name === BASE ? 1 : ratioTo(BASE, name, runs);
  return [
    name,
    ratio.toFixed(2),
    middle(({ wall }) => wall).toFixed(2),
    `${Math.min(...walls).toFixed(2)}–${Math.max(...walls).toFixed(2)}`,
    middle(({ cpu }) => cpu).toFixed(1),
    ...pageCells(mine.flatMap(({ page }) => page ?? [])),
    megabytes(middle(({ resident }) => resident)),
    String(middle(({ requests }) => requests)),
    String(middle(({ preflights }) => preflights)),
    String(mine.length),
  ];
}

function pageCells(costs: readonly PageCost[]): readonly string[] {
  if (costs.length === 0) return ['', '', ''];
  const middle = (pick: (cost: PageCost) => number): number => median(costs.map(pick));
  const tasks = middle(({ longTasks }) => longTasks);
  return [
    `${tasks} (${middle(({ longTaskTime }) => longTaskTime).toFixed(0)})`,
    `${(middle(({ heap }) => heap) / 1e6).toFixed(1)} (${(middle(({ heapPeak }) => heapPeak) / 1e6).toFixed(1)})`,
    megabytes(middle(({ renderer }) => renderer)),
  ];
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
