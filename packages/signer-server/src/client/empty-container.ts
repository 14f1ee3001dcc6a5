/**
 * Deletes every object of a container, and the segments of its large ones wherever they are.
 *
 * @module
 */
import { mapBounded } from '../concurrency.js';
import type { ClientContext } from './context.js';
import { deleteMany } from './delete-many.js';
import { deleteOne } from './delete-one.js';
import { listObjects } from './list-objects.js';

/** Objects deleted at once; between two batches the caller can give up. */
const BATCH = 1000;

/** Large objects deleted side by side: each is many deletions in itself. */
const LANES = 4;

/** Listings lag behind (a container server may have been down): as often they are read again. */
const PASSES = 3;

/** Objects written meanwhile may stay; the deletion of the container then says so. */
export async function emptyContainer(
  context: ClientContext,
  container: string,
  signal: AbortSignal,
): Promise<void> {
  for (let pass = 0; pass < PASSES; pass++) {
    if ((await sweep(context, container, signal)) === 0) return;
  }
}

async function sweep(
  context: ClientContext,
  container: string,
  signal: AbortSignal,
): Promise<number> {
  let found = 0;
  let plain: string[] = [];
  let large: string[] = [];
  const flush = async (): Promise<void> => {
    found += plain.length + large.length;
    await mapBounded(large, LANES, (name) => deleteOne(context, container, name, signal));
    await deleteMany(context, container, plain, signal);
    [plain, large] = [[], []];
  };
  for await (const { kind, name, ...entry } of listObjects(context, container, {}, signal)) {
    if (kind === 'object') ('large' in entry && entry.large ? large : plain).push(name);
    if (plain.length + large.length >= BATCH) await flush();
  }
  await flush();
  return found;
}
