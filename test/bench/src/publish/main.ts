/**
 * `pnpm bench:publish [section …] [--again]`: measures what has not been measured at this commit on this machine, and
 * writes docs/benchmarks.json and docs/benchmarks.md after each section. It may be stopped and started again.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { writeDocument } from './document-file.js';
import { readEnvironment } from './environment.js';
import { readResults, writeResults, type Findings, type Results } from './results.js';
import { chooseSections, commandOf, type Section } from './sections.js';

const MODULES = {
  bench: 'main.js',
  'bench:signer': 'mint/main.js',
  'bench:sizes': 'sizes/main.js',
};

const { values, positionals } = parseArgs({
  options: { again: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const environment = await readEnvironment();
const before = await readResults();
// What another machine or another commit took is not mixed in.
const fits = isDeepStrictEqual(before.environment, environment);
let results: Results = fits ? before : { environment, taken: {} };
const stop = new AbortController();
process.once('SIGINT', () => {
  stop.abort();
});
for (const section of chooseSections(positionals)) {
  if (section.id in results.taken && !values.again) {
    console.error(`${section.id}: measured before (--again measures it once more)`);
    continue;
  }
  const started = Date.now();
  console.error(`${section.id}: ${commandOf(section)}`);
  const findings = await take(section);
  if (stop.signal.aborted) break;
  if (!findings) {
    console.error(`${section.id}: left out`);
    process.exitCode = 1;
    continue;
  }
  const seconds = Math.round((Date.now() - started) / 1000);
  const date = new Date(started).toISOString().slice(0, 16);
  const taken = { ...findings, date, seconds, command: commandOf(section) };
  results = { environment, taken: { ...results.taken, [section.id]: taken } };
  await writeResults(results);
  await writeDocument();
  console.error(`${section.id}: ${seconds} s`);
}

/** Nothing if the command failed; it has said why. */
async function take({ script, args }: Section): Promise<Findings | undefined> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-publish-'));
  try {
    const json = join(directory, 'results.json');
    const module = fileURLToPath(new URL(`../${MODULES[script]}`, import.meta.url));
    const child = spawn(process.execPath, [module, ...args, '--json', json], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) return undefined;
    const found = JSON.parse(await readFile(json, 'utf8')) as never;
    if (script === 'bench') return { script, series: found };
    return script === 'bench:signer' ? { script, signer: found } : { script, sizes: found };
  } finally {
    await rm(directory, { recursive: true });
  }
}
