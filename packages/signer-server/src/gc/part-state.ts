/**
 * What becomes of a part by itself, from a look at it.
 *
 * @module
 */
import type { ClientContext } from '../client/context.js';
import { PART_MARGIN } from '../names/part-name.js';

/** How a part stands. */
export type PartState =
  /** Past its time: nobody can read it, though it is listed and takes up room. */
  | 'expired'
  /** It will vanish at a time that the signer may have set: its upload may be under way. */
  | 'under-way'
  /** It stays for ever, or longer than any upload may take. */
  | 'lasting';

/** All replicas are asked: one that lags behind could say 404 of what is there. */
export const LOOK = {
  method: 'HEAD',
  headers: { 'x-newest': 'true' },
  accept: [200, 404],
} as const;

/** Seconds; no policy allows an upload to take longer (30 days). */
const LONGEST_UPLOAD = 30 * 86_400;

/** @param now - milliseconds, by storage's clock. */
export async function partState(
  context: Pick<ClientContext, 'ask'>,
  path: readonly [container: string, name: string],
  now: number,
  signal: AbortSignal,
): Promise<PartState> {
  const request = { ...LOOK, path, doing: 'look at a part' };
  const { status, headers } = await context.ask(request, signal);
  if (status === 404) return 'expired';
  const deleteAt = headers.get('x-delete-at');
  const latest = now / 1000 + LONGEST_UPLOAD + PART_MARGIN;
  return deleteAt !== null && Number(deleteAt) <= latest ? 'under-way' : 'lasting';
}
