/**
 * docs/benchmarks.md.
 *
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { describeResults } from './document.js';
import { readResults } from './results.js';

const path = fileURLToPath(new URL('../../../../docs/benchmarks.md', import.meta.url));

/** Whether it is what the results make it. */
export async function isCurrent(): Promise<boolean> {
  return (await readFile(path, 'utf8')) === (await wanted());
}

/** Makes it so. */
export async function writeDocument(): Promise<void> {
  await writeFile(path, await wanted());
}

async function wanted(): Promise<string> {
  const options = await resolveConfig(path);
  return format(describeResults(await readResults()), { ...options, filepath: path });
}
