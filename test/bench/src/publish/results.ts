/**
 * The published run as it is kept: docs/benchmarks.json.
 *
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { Series } from '../bench.js';
import type { SignerResults } from '../mint/table.js';
import type { BundleSize } from '../sizes/sizes.js';
import type { Environment } from './environment.js';

/** What a section's command found. */
export type Findings =
  | { readonly script: 'bench'; readonly series: readonly Series[] }
  | { readonly script: 'bench:signer'; readonly signer: SignerResults }
  | { readonly script: 'bench:sizes'; readonly sizes: readonly BundleSize[] };

/** A section's run. */
export type Taken = Findings & {
  /** ISO 8601, to the minute. */
  readonly date: string;
  /** How long it took, in seconds. */
  readonly seconds: number;
  /** As it was typed. */
  readonly command: string;
};

/** All of it. */
export interface Results {
  readonly environment: Environment;
  /** By section. */
  readonly taken: Readonly<Record<string, Taken>>;
}

const path = new URL('../../../../docs/benchmarks.json', import.meta.url);

/** What is there. */
export async function readResults(): Promise<Results> {
  return JSON.parse(await readFile(path, 'utf8')) as Results;
}

/** Writes it, a line per run, numbers no finer than they are. */
export async function writeResults(results: Results): Promise<void> {
  const rounded = JSON.stringify(results, (_, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
  );
  await writeFile(
    path,
    `${rounded.replaceAll(/(?<=[,[])\{(?="(?:contender|what|name)":)/g, '\n{')}\n`,
  );
}
