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
  const title = `### ${series.work.name}, ${series.sink} sink`;
  return [title, '', table(series), ...longestTasks(series.runs)].join('\n');
}

/** What a person would feel most: of each contender the longest task of the main thread, if one was over 50 ms. */
function longestTasks(runs: readonly Run[]): readonly string[] {
  return namesIn(runs).flatMap((name) => {
    const pages = runs.flatMap(({ contender, page }) => (contender === name && page) || []);
    const longest = Math.max(0, ...pages.map(({ longestTask = 0 }) => longestTask));
    return longest > 0 ? [`- ${name}: the longest task took ${longest.toFixed(0)} ms`] : [];
  });
}

/** In the order of the report. */
function namesIn(runs: readonly Run[]): readonly string[] {
  return contenders
    .map(({ name }) => name)
    .filter((name) => runs.some((run) => run.contender === name));
}

/** The table alone, and why somebody is not in it. */
export function table({ runs, failures }: Series): string {
  const rows = namesIn(runs).map((name) => row(name, runs));
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
