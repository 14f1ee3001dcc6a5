/**
 * Leaves a suite out whose inputs are those with which it passed before: for suites that take minutes and look at nothing
 * else. What is compared is content, so that a build which writes the same files again changes nothing.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { globSync, statSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Outcome } from './suite.js';
import { nothing } from './suite.js';

/** A suite, and what its outcome depends on. */
export interface Inputs {
  readonly suite: string;
  readonly root: string;
  /** Globs below `root`. */
  readonly patterns: readonly string[];
  /** Globs of what of these does not matter. */
  readonly except: readonly string[];
  /** File that holds what the inputs were when the suite passed last. */
  readonly note: string;
}

/** Skips the suite, with the reason, where nothing has changed; with `always` it runs all the same. Notes that it passed. */
export async function runUnlessUnchanged(
  inputs: Inputs,
  always: boolean,
  run: () => Promise<Outcome>,
): Promise<Outcome> {
  // Before it runs: what is changed meanwhile was not tested.
  const hash = await hashOf(inputs);
  if (!always && (await readNote(inputs.note)) === hash) {
    const reason = `nothing that it looks at has changed since it passed; pnpm test ${inputs.suite} runs it all the same`;
    return { ...nothing, skipped: [{ name: inputs.suite, reason }] };
  }
  await rm(inputs.note, { force: true });
  const outcome = await run();
  if (outcome.passed > 0 && outcome.failed === 0 && outcome.skipped.length === 0) {
    await mkdir(dirname(inputs.note), { recursive: true });
    await writeFile(inputs.note, hash);
  }
  return outcome;
}

async function readNote(note: string): Promise<string | undefined> {
  try {
    return await readFile(note, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function hashOf({ root, patterns, except }: Inputs): Promise<string> {
  const hash = createHash('sha256');
  for (const file of globSync(patterns, { cwd: root, exclude: except }).sort()) {
    const path = join(root, file);
    if (!statSync(path).isFile()) continue;
    const content = createHash('sha256').update(await readFile(path));
    hash.update(`${file}\0${content.digest('hex')}\n`);
  }
  return hash.digest('hex');
}
