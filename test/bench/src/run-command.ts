/**
 * One run of a command that is no browser: the least that an upload costs on this machine.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { urlFor } from './pages/contender.js';
import { cpuOfEndedChildren, usageOf } from './process-tree.js';
import type { Run, RunPlan } from './run.js';
import { watchPeaks } from './sampler.js';

/** Milliseconds between two looks at the memory. */
const SAMPLE = 20;
/** Connections at a time, as the browser has. */
const LANES = 6;

/** `curl`, all files in one process, connections kept alive. */
export async function runCurl({ name, paths, target, sink }: RunPlan): Promise<Run> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-curl-'));
  try {
    const config = join(directory, 'files');
    const lines = paths.map(
      (path, index) =>
        `upload-file = "${path}"\nurl = "${urlFor(target, index)}"\noutput = "/dev/null"`,
    );
    await writeFile(config, lines.join('\n'));
    await sink.counts();
    const before = await cpuOfEndedChildren();
    const { wall, resident } = await run('curl', [
      ...['--silent', '--show-error', '--fail', '--header', 'Expect:'],
      ...['--parallel', '--parallel-immediate', '--parallel-max', String(LANES)],
      ...['--config', config],
    ]);
    const cpu = (await cpuOfEndedChildren()) - before;
    return { contender: name, wall, cpu, resident, ...(await sink.counts()) };
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function run(
  file: string,
  args: readonly string[],
): Promise<{ readonly wall: number; readonly resident: number }> {
  const started = performance.now();
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const { pid = 0 } = child;
  const peak = watchPeaks(async () => [(await usageOf(pid)).resident], SAMPLE);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    const wall = (performance.now() - started) / 1000;
    if (code !== 0)
      throw new Error(`${file} ended with ${code}: ${Buffer.concat(said).toString()}`);
    const [resident = 0] = await peak.end();
    return { wall, resident };
  } finally {
    await peak.end();
  }
}
