/**
 * Runs this command once more at the near end of a link.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Place } from '../place.js';
import { layLink } from './lay.js';
import type { Link } from './links.js';

/** How the second run knows where storage is. */
const FAR = 'BENCH_FAR_END';

/** The far end of the link at whose near end this process runs; nothing if it does not. */
export function farEnd(): Place | undefined {
  const told = process.env[FAR];
  return told === undefined ? undefined : (JSON.parse(told) as Place);
}

/** Resolves with the exit code. */
export async function runOverLink(link: Link): Promise<number> {
  await using laid = await layLink(link);
  const [command = '', ...args] = [...laid.near.prefix, process.execPath, ...process.argv.slice(1)];
  const env = { ...process.env, [FAR]: JSON.stringify(laid.far) };
  // Ctrl+C reaches both; this one stays until the link is taken away.
  process.on('SIGINT', () => undefined);
  const child = spawn(command, args, { stdio: 'inherit', env });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
