/**
 * `pnpm check [name …]`: everything about the code that is not a test. One line per check, `ok` or `FAIL` with what is
 * wrong and how to mend it; ends with `N passed, N failed`.
 *
 * @module
 */
import { benchmarks } from './checks/benchmarks.ts';
import type { Check } from './checks/check.ts';
import { format } from './checks/format.ts';
import { layers } from './checks/layers.ts';
import { lint } from './checks/lint.ts';
import { links } from './checks/links.ts';
import { locales } from './checks/locales.ts';
import { lockfile } from './checks/lockfile.ts';
import { machinePaths } from './checks/machine-paths.ts';
import { manifest } from './checks/manifest.ts';
import { openapi } from './checks/openapi.ts';
import { mediaTypes } from './checks/media-types.ts';
import { packages } from './checks/packages.ts';
import { reference } from './checks/reference.ts';
import { size } from './checks/size.ts';
import { sourceLimits } from './checks/source-limits.ts';
import { types } from './checks/types.ts';
import { unused } from './checks/unused.ts';

const checks: readonly Check[] = [
  types,
  lint,
  format,
  sourceLimits,
  layers,
  unused,
  size,
  packages,
  manifest,
  reference,
  benchmarks,
  openapi,
  locales,
  mediaTypes,
  lockfile,
  machinePaths,
  links,
];

function choose(words: readonly string[]): readonly Check[] {
  const names = checks.map(({ name }) => name);
  const unknown = words.filter((word) => !names.includes(word));
  if (unknown.length > 0) {
    throw new Error(`There is no check "${unknown.join(' ')}". There is: ${names.join(', ')}.`);
  }
  return words.length === 0 ? checks : checks.filter(({ name }) => words.includes(name));
}

/** Prints how it went; resolves with whether all was well. */
async function runCheck({ name, mend, run }: Check): Promise<boolean> {
  const started = performance.now();
  const notes: string[] = [];
  const problems = await run((line) => notes.push(line)).catch((error: unknown) => [
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  ]);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (problems.length === 0) console.log(`ok    ${name} (${seconds} s)`);
  else console.log(`FAIL  ${name} (${seconds} s): ${mend}`);
  for (const line of [...notes, ...problems]) console.log(line.replaceAll(/^/gm, '      '));
  return problems.length === 0;
}

/** Two at a time: linting takes as long as all the others together. */
async function main(words: readonly string[]): Promise<number> {
  const chosen = choose(words);
  const queue = chosen.values();
  let failed = 0;
  const lane = async (): Promise<void> => {
    for (const check of queue) if (!(await runCheck(check))) failed++;
  };
  await Promise.all([lane(), lane()]);
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
