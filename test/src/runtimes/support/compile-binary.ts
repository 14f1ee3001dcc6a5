/**
 * Makes one file of the command and of Bun, which runs it.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { signerCommand } from '../../setup/signer-process.js';
import { runtimeBinary } from './binaries.js';

const run = promisify(execFile);

/** @returns what Bun said of it. */
export async function compileBinary(file: string, target?: string): Promise<string> {
  await mkdir(dirname(file), { recursive: true });
  const forWhom = target === undefined ? [] : ['--target', target];
  const words = ['build', '--compile', ...forWhom, signerCommand, '--outfile', file];
  const { stdout, stderr } = await run(runtimeBinary('bun'), words);
  return (stdout + stderr).trim();
}
