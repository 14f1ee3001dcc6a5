/**
 * Deleting many objects: by bulk delete where the cluster has it, one by one where it has not.
 *
 * @module
 */
import { z } from 'zod';
import { mapBounded } from '../../concurrency.js';
import { encodePath } from '../../names/object-name.js';
import { parseJson } from '../../parse.js';
import { DEFAULT_TIMEOUT, LISTING_ANSWER, swiftRefusal } from './http.js';
import { deleteObject } from './object.js';
import type { TokenContainer } from './object.js';

/** Requests at once where each object is deleted by itself. */
const LANES = 8;

/** Milliseconds per object; measured: 6 (1000 in 5.9 s). */
const SLOWEST_DELETE = 100;

/** How many were there, and how many were not. */
export interface Deletions {
  readonly deleted: number;
  readonly absent: number;
}

/** The answer is always 200; how it went is in the body. */
const bulkBody = z.object({
  'Response Status': z.string(),
  'Number Deleted': z.number(),
  'Number Not Found': z.number(),
  Errors: z.array(z.tuple([z.string(), z.string()])),
});

/**
 * Objects that are not there are fine.
 *
 * @param atOnce - most objects in one bulk delete; undefined if there is no such thing.
 */
export async function deleteObjects(
  container: TokenContainer,
  names: readonly string[],
  atOnce: number | undefined,
  signal: AbortSignal,
): Promise<Deletions> {
  if (atOnce === undefined || names.length < 2) return deleteEach(container, names, signal);
  const sum = { deleted: 0, absent: 0 };
  for (let first = 0; first < names.length; first += atOnce) {
    const some = await bulkDelete(container, names.slice(first, first + atOnce), signal);
    sum.deleted += some.deleted;
    sum.absent += some.absent;
  }
  return sum;
}

async function deleteEach(
  container: TokenContainer,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Deletions> {
  const found = await mapBounded(names, LANES, (name) => deleteObject(container, name, signal));
  const deleted = found.filter(Boolean).length;
  return { deleted, absent: names.length - deleted };
}

/** Names go one to a line, encoded; what failed is tried once more by itself, which also says why. */
async function bulkDelete(
  container: TokenContainer,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Deletions> {
  const answer = await container.ask(
    '',
    'bulk-delete',
    {
      method: 'POST',
      headers: { 'content-type': 'text/plain', accept: 'application/json' },
      body: names.map((name) => encodePath(`/${container.container}/${name}`)).join('\n'),
      timeout: DEFAULT_TIMEOUT + names.length * SLOWEST_DELETE,
      longest: LISTING_ANSWER,
    },
    signal,
  );
  if (answer.status >= 500) throw swiftRefusal(answer, 'delete many objects');
  const result = answer.status === 200 ? parseJson(bulkBody, answer.body) : undefined;
  const before = {
    deleted: result?.['Number Deleted'] ?? 0,
    absent: result?.['Number Not Found'] ?? 0,
  };
  if (result?.['Response Status'].startsWith('200')) return before;
  const { deleted } = await deleteEach(container, names, signal);
  return { deleted: before.deleted + deleted, absent: names.length - before.deleted - deleted };
}
