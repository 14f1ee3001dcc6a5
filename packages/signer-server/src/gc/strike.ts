/**
 * Takes from a set of parts all that large objects are made of.
 *
 * @module
 */
import type { ClientContext } from '../client/context.js';
import { listObjects } from '../client/list-objects.js';
import type { ListedObject } from '../client/list-objects.js';
import { mapBounded } from '../concurrency.js';
import { compositionOf, segmentsOf } from './manifests.js';
import { uploadIdOf } from './part-names.js';

/** Requests at once. */
export const LANES = 16;

/** Objects of a listing that are worked on before the next page is asked for. */
const BATCH = 1000;

/** Parts, by name, with their bytes. */
export type Parts = Map<string, number>;

/** Whose parts they are, and where what is made of them may be. */
export interface Place {
  readonly container: string;
  /** All of them, {@link container} among them. */
  readonly manifestsIn: readonly string[];
}

/**
 * Reads every manifest of these containers.
 *
 * @param thorough - also looks at objects that the listing does not call large: it says so only of what newer versions of
 *   Swift have written.
 */
export async function strikeUsed(
  context: Pick<ClientContext, 'ask'>,
  parts: Parts,
  { container, manifestsIn }: Place,
  thorough: boolean,
  signal: AbortSignal,
): Promise<void> {
  const strike = async (within: string, object: ListedObject): Promise<void> => {
    const path = [within, object.name] as const;
    const made = object.large
      ? ({ kind: 'segments' } as const)
      : await compositionOf(context, path, signal);
    if (made.kind === 'prefix') strikePrefix(parts, container, made.prefix);
    if (made.kind !== 'segments') return;
    for (const name of await segmentsOf(context, path, signal)) {
      if (name.startsWith(`/${container}/`)) parts.delete(name.slice(container.length + 2));
    }
  };
  for (const within of manifestsIn) {
    for await (const batch of batches(listObjects(context, within, {}, signal))) {
      const chosen = batch.filter(({ name, large }) => {
        const isPart = within === container && uploadIdOf(name) !== undefined;
        return large || (thorough && !isPart);
      });
      await mapBounded(chosen, LANES, (object) => strike(within, object));
      // After a first page, so that a container that is not there is told in any case.
      if (parts.size === 0) break;
    }
  }
}

function strikePrefix(parts: Parts, container: string, prefix: string): void {
  for (const name of parts.keys()) {
    if (`/${container}/${name}`.startsWith(prefix)) parts.delete(name);
  }
}

async function* batches(
  entries: ReturnType<typeof listObjects>,
): AsyncGenerator<readonly ListedObject[]> {
  let batch: ListedObject[] = [];
  for await (const entry of entries) {
    if (entry.kind !== 'object') continue;
    batch.push(entry);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}
