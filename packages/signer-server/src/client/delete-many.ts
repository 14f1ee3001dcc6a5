/**
 * Deletes many objects: in bulk where the cluster can, one by one where it cannot.
 *
 * @module
 */
import { assertObjectName } from '../names/object-name.js';
import { tokenContainer } from '../storage/swift/container.js';
import { deleteObjects } from '../storage/swift/delete.js';
import type { Deletions } from '../storage/swift/delete.js';
import type { ClientContext } from './context.js';

/** Most in one request, whatever the cluster says: what it is shipped with, and Rackspace's limit. */
export const MAX_BULK_DELETE = 10_000;

/** Objects that are not there are counted, not refused. Segments of large objects stay. */
export async function deleteMany(
  context: ClientContext,
  container: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Deletions> {
  names.forEach(assertObjectName);
  const { maxBulkDeletes } = await context.info(signal);
  const atOnce =
    maxBulkDeletes === undefined ? undefined : Math.min(maxBulkDeletes, MAX_BULK_DELETE);
  return deleteObjects(tokenContainer(context, container), names, atOnce, signal);
}
