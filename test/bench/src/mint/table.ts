/** What the signer's bench found, as Markdown. @module */
import { median } from '../statistics.js';
import type { CompletionRun } from './complete.js';
import { BATCH, type MintRun } from './mint.js';

/** What `pnpm bench:signer` measures. */
export interface SignerResults {
  readonly mint: readonly MintRun[];
  readonly completed: CompletionRun;
}

const HEAD = [
  '',
  'requests/s',
  '× bare',
  'files/s',
  'CPU µs per file',
  '× single',
  'p99 ms',
  'RSS MB',
];

/** Medians, and a sentence on completions. */
export function signerTable({ mint, completed }: SignerResults): string {
  const middle = (what: MintRun['what'], pick: (run: MintRun) => number): number =>
    median(mint.filter((run) => run.what === what).map(pick));
  const bare = middle('bare node:http', (run) => run.perSecond);
  const single = middle('single mint', (run) => run.cpu);
  const rows = (['bare node:http', 'single mint', 'batch of 100'] as const).map((what) => {
    const files = what === 'batch of 100' ? BATCH : 1;
    const perSecond = middle(what, (run) => run.perSecond);
    const cpu = middle(what, (run) => run.cpu) / files;
    return [
      what,
      perSecond.toFixed(0),
      (perSecond / bare).toFixed(2),
      (perSecond * files).toFixed(0),
      cpu.toFixed(0),
      (cpu / single).toFixed(2),
      middle(what, (run) => run.p99).toFixed(1),
      (middle(what, (run) => run.resident) / 1e6).toFixed(0),
    ];
  });
  const lines = [HEAD, HEAD.map((_, index) => (index === 0 ? '---' : '--:')), ...rows];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n${completion(completed)}`;
}

function completion({ files, perSecond, requests, cpu, headsPerSecond }: CompletionRun): string {
  return (
    `Completing ${files} files of one part in batches of ${BATCH}: ${perSecond.toFixed(0)} files/s with ` +
    `${requests.toFixed(1)} requests to storage each, ${cpu.toFixed(0)} µs of the signer's CPU; two bare ` +
    `HEADs each: ${headsPerSecond.toFixed(0)} files/s.`
  );
}
