/**
 * Load by `wrk` (Debian: `apt-get install wrk`): a generator in Node would be slower than what it measures.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What came of some seconds of load. */
export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds that 99 of 100 requests took at most. */
  readonly p99: number;
}

const CONNECTIONS = 32;

/** POSTs this JSON again and again. Rejects if a single answer was not of the 200s. */
export async function load(url: string, body: string, seconds: number): Promise<Load> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-wrk-'));
  try {
    const script = join(directory, 'post.lua');
    const lines = [
      'wrk.method = "POST"',
      'wrk.headers["Content-Type"] = "application/json"',
      `wrk.body = ${JSON.stringify(body)}`,
    ];
    await writeFile(script, lines.join('\n'));
    const shape = ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '--latency', '-s', script];
    // On a slow machine a request may take more than the two seconds that wrk waits by itself; `p99` tells of it.
    const args = [...shape, '--timeout', '10s', url];
    const { stdout } = await promisify(execFile)('wrk', args);
    return read(stdout);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('wrk was not found: apt-get install wrk');
  } finally {
    await rm(directory, { recursive: true });
  }
}

function read(output: string): Load {
  const wrong = /Non-2xx or 3xx responses: (\d+)|Socket errors: .*/.exec(output);
  if (wrong) throw new Error(`not every request was answered: ${wrong[0]}`);
  const [, value = '', unit = ''] = /99%\s+([\d.]+)(us|ms|s)/.exec(output) ?? [];
  return {
    requests: Number(/(\d+) requests in/.exec(output)?.[1]),
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1]),
    p99: Number(value) * (unit === 'us' ? 0.001 : unit === 's' ? 1000 : 1),
  };
}
