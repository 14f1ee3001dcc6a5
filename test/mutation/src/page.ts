/**
 * docs/mutation.md, of a run of all files.
 *
 * @module
 */
import type { Explained, Judged } from './judge.ts';

const HEAD = `# Mutation testing

Tests that pass say little about tests. So the code on which the promises rest is changed in one place after the other (a condition
turned round, a limit moved by one, a statement left out), and the tests have to notice. \`pnpm mutation\` does that with
[StrykerJS](https://stryker-mutator.io) and wrote this page; [test/mutation](../test/mutation/README.md) says how.

What is decided by logic alone is mutated. What depends on storage, browsers and processes is tried by the tests that
[security](security.md) names, against real ones.
`;

export function renderPage({ files, total, score, explained }: Judged): string {
  const killed = files.reduce((sum, file) => sum + file.killed, 0);
  const rows = files.map(
    ({ path, mutants, killed: noticed, score: share }) =>
      `| [${path}](../${path}) | ${mutants} | ${noticed} | ${share.toFixed(1)} % |`,
  );
  return [
    HEAD,
    '## Score',
    '',
    '| file | mutants | noticed | score |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    `| **all** | **${total}** | **${killed}** | **${score.toFixed(1)} %** |`,
    '',
    '## Survivors',
    '',
    `${explained.length} changes that no test notices, each with the reason.`,
    '',
    ...[...Map.groupBy(explained, ({ file }) => file)].flatMap(([file, each]) => [
      `### ${file.split('/src/')[1] ?? file}`,
      '',
      ...each.flatMap(survivor),
    ]),
  ].join('\n');
}

function survivor({ before, after, why }: Explained): readonly string[] {
  return ['```diff', `- ${before}`, `+ ${after}`, '```', '', why, ''];
}
