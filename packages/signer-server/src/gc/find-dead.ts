/**
 * Finds the parts of uploads that are dead. See `docs/decisions/0014-garbage.md`: what is found can be deleted whatever the
 * signers do meanwhile, because the order of looking is such that a part which is completed on the way is seen as used.
 *
 * @module
 */
import type { ClientContext } from '../client/context.js';
import { listObjects } from '../client/list-objects.js';
import { mapBounded } from '../concurrency.js';
import { PARTS_PREFIX } from '../names/part-name.js';
import { uploadIdOf } from './part-names.js';
import { partState } from './part-state.js';
import type { PartState } from './part-state.js';
import { LANES, strikeUsed } from './strike.js';
import type { Parts, Place } from './strike.js';

/** What was looked at. */
export interface Findings {
  /** Parts past their time. */
  readonly expired: Parts;
  /** Parts that stay for ever, and nothing is made of them. */
  readonly orphaned: Parts;
  /** How many parts are too young to be looked at. */
  readonly young: number;
  /** How many are part of a large object. */
  readonly used: number;
  /** How many will vanish by themselves; their uploads may be under way. */
  readonly underWay: number;
  /** How many objects below `parts/` are no parts. */
  readonly foreign: number;
}

/** @param olderThan - seconds since a part was written, by storage's clock. */
export async function findDead(
  context: Pick<ClientContext, 'ask' | 'now'>,
  place: Place,
  olderThan: number,
  signal: AbortSignal,
): Promise<Findings> {
  const now = await storageTime(context, place.container, signal);
  const { old, young, foreign } = await listParts(context, place, now - olderThan * 1000, signal);
  const all = old.size;
  // Cheap first: one request for up to a thousand parts, most of which are those of finished uploads.
  await strikeUsed(context, old, place, false, signal);
  const states = await statesOf(context, place, old, now, signal);
  const inState = (state: PartState): Parts =>
    new Map([...old].filter(([name]) => states.get(name) === state));
  const orphaned = inState('lasting');
  const lasting = orphaned.size;
  // After the look at each part: a manifest is written before its parts lose their expiry, so that of a part which was seen
  // without one, the manifest is there by now.
  await strikeUsed(context, orphaned, place, true, signal);
  const used = all - old.size + lasting - orphaned.size;
  const underWay = inState('under-way').size;
  return { expired: inState('expired'), orphaned, young, used, underWay, foreign };
}

/** Milliseconds. Another clock could make parts that were just sent look old. */
async function storageTime(
  { ask, now }: Pick<ClientContext, 'ask' | 'now'>,
  container: string,
  signal: AbortSignal,
): Promise<number> {
  const request = { method: 'HEAD', path: [container], doing: `look at ${container}` };
  const date = Date.parse((await ask(request, signal)).headers.get('date') ?? '');
  return Number.isNaN(date) ? now() : date;
}

async function listParts(
  context: Pick<ClientContext, 'ask'>,
  { container }: Place,
  writtenBefore: number,
  signal: AbortSignal,
): Promise<{ readonly old: Parts; readonly young: number; readonly foreign: number }> {
  const old: Parts = new Map();
  let [young, foreign] = [0, 0];
  const query = { prefix: PARTS_PREFIX };
  for await (const entry of listObjects(context, container, query, signal)) {
    if (entry.kind !== 'object' || uploadIdOf(entry.name) === undefined) foreign += 1;
    else if (Date.parse(entry.lastModified) > writtenBefore) young += 1;
    else old.set(entry.name, entry.bytes);
  }
  return { old, young, foreign };
}

async function statesOf(
  context: Pick<ClientContext, 'ask'>,
  { container }: Place,
  parts: Parts,
  now: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PartState>> {
  const states = await mapBounded(
    [...parts.keys()],
    LANES,
    async (name) => [name, await partState(context, [container, name], now, signal)] as const,
  );
  return new Map(states);
}
