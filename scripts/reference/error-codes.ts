/**
 * The codes an upload can fail with, from the comments of the union in the engine's errors.ts.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { root } from '../checks/check.ts';
import type { Described } from './manifest.ts';

/** @throws Error if there is a code without a comment */
export async function readErrorCodes(): Promise<readonly Described[]> {
  const source = await readFile(`${root}packages/widget/src/engine/errors.ts`, 'utf8');
  const union = /export type UploadErrorCode =([\s\S]*?);/.exec(source)?.[1] ?? '';
  const codes = [...union.matchAll(/\/\*\* (.*?) \*\/\s*\| '([a-z-]+)'/g)].map(
    ([, description = '', name = '']) => ({ name, description }),
  );
  const all = [...union.matchAll(/\| '/g)].length;
  if (codes.length === 0 || codes.length !== all) {
    throw new Error(`errors.ts has ${all} codes, ${codes.length} of them with a comment`);
  }
  return codes;
}
