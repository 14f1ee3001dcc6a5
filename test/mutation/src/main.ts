/**
 * `pnpm mutation [word …]`: changes the code in one place after the other, runs the tests that reach it, and tells which
 * changes no test notices. A run of all files writes docs/mutation.md; words choose files by their path and only print.
 *
 * Fails where the score is under {@link LEAST}, or a survivor is not explained in `equivalent.ts`.
 *
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import { Stryker } from '@stryker-mutator/core';
import { format, resolveConfig } from 'prettier';
import { equivalent } from './equivalent.ts';
import { judgeReport } from './judge.ts';
import type { Report } from './judge.ts';
import { renderPage } from './page.ts';
import { cache, mutated, root, targets } from './targets.ts';

/** Of all mutants, per cent. */
const LEAST = 85;

const reportFile = `${cache}/report.json`;

async function mutate(files: readonly string[]): Promise<Report> {
  const stryker = new Stryker({
    mutate: [...files],
    testRunner: 'mocha',
    plugins: [import.meta.resolve('@stryker-mutator/mocha-runner')],
    mochaOptions: {
      spec: targets.flatMap(({ path, tests }) =>
        tests.map((file) => `${path}/dist/${file.replace(/ts$/, 'js')}`),
      ),
      config: `${root}test/mutation/mocha.json`,
    },
    // A mutant meets the tests that reach it; one in what is made when a file is loaded would need a process of its own.
    coverageAnalysis: 'perTest',
    ignoreStatic: true,
    buildCommand: `node ${root}test/mutation/src/compile.ts`,
    ignorePatterns: [
      '**',
      ...targets.flatMap(({ path }) => [`!${path}/src/**`, `!${path}/package.json`]),
    ],
    tempDirName: `${cache}/sandbox`,
    // The machine is somebody's; and two at a time wait for each other's timeouts.
    concurrency: 1,
    // Milliseconds on top of one and a half times what a file took: for a machine that is busy.
    timeoutMS: 10_000,
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: reportFile },
    allowConsoleColors: false,
  });
  await stryker.runMutationTest();
  return JSON.parse(await readFile(reportFile, 'utf8')) as Report;
}

async function main(words: readonly string[]): Promise<number> {
  process.chdir(root);
  const isWanted = (file: string): boolean =>
    words.length === 0 || words.some((word) => file.includes(word));
  const files = mutated.filter(isWanted);
  const judged = judgeReport(
    await mutate(files),
    equivalent.filter(({ file }) => files.includes(file)),
  );
  for (const { path, score } of judged.files) console.log(`${path} ${score.toFixed(1)} %`);
  for (const { file, before, after } of judged.unexplained) {
    console.log(`SURVIVED ${file}\n  - ${before}\n  + ${after}`);
  }
  for (const { file, before, after } of judged.stale) {
    console.log(`NO SURVIVOR any more ${file}\n  - ${before}\n  + ${after}`);
  }
  console.log(`${judged.score.toFixed(1)} % of ${judged.total} mutants were noticed`);
  if (words.length === 0) {
    const filepath = `${root}docs/mutation.md`;
    const options = await resolveConfig(filepath);
    await writeFile(filepath, await format(renderPage(judged), { ...options, filepath }));
  }
  const isWell = judged.unexplained.length + judged.stale.length === 0;
  return isWell && (judged.score >= LEAST || words.length > 0) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
