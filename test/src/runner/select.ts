/**
 * Which suites and files a command line means.
 *
 * @module
 */
import type { Suite } from './suite.js';

/** A suite and those of its files that were chosen. */
export interface Chosen {
  readonly suite: Suite;
  readonly files: readonly string[];
}

/**
 * Every word is a suite's name, an engine's name, or a part of a file's path: `pnpm test widget chromium hasher`.
 * Words of one kind add up, words of different kinds narrow down. Throws if nothing is left.
 */
export function select(suites: readonly Suite[], words: readonly string[]): readonly Chosen[] {
  const names = new Set(suites.map((suite) => suite.name));
  const engines = new Set(suites.flatMap((suite) => suite.engine ?? []));
  const isEngine = (word: string): boolean => engines.has(word as never);
  const byName = words.filter((word) => names.has(word));
  const byEngine = words.filter(isEngine);
  const filters = words.filter((word) => !names.has(word) && !isEngine(word));
  const chosen = suites
    .filter((suite) => byName.length === 0 || byName.includes(suite.name))
    .filter((suite) => byEngine.length === 0 || byEngine.includes(suite.engine ?? ''))
    .map((suite) => ({ suite, files: suite.files().filter((file) => matches(file, filters)) }))
    // A filter leaves out the suites it does not touch; without one, a suite without files is kept, and fails.
    .filter(({ files }) => files.length > 0 || filters.length === 0);
  if (chosen.length === 0) {
    throw new Error(
      `No test matches "${words.join(' ')}". Suites: ${[...names].join(', ')}; ` +
        `engines: ${[...engines].join(', ')}; any other word is a part of a test file's path.`,
    );
  }
  return chosen;
}

function matches(file: string, filters: readonly string[]): boolean {
  return filters.length === 0 || filters.some((filter) => file.includes(filter));
}
