/**
 * Two replicas that complete the same upload write the same metadata of the same objects at the same moment. Swift does
 * not let them wait for each other (measured, six at once): the slower POST answers 409, since a newer one is there, and
 * whoever looks while the record is replaced is told 404. What is known to be there is therefore asked for again.
 *
 * @module
 */
import { sleep } from '../../sleep.js';
import type { SwiftAnswer } from './http.js';
import type { SwiftContainer } from './object.js';

/** Milliseconds before each further try, and as much again at random, so that those who collided part. */
const PAUSES = [25, 100, 400];

/** The container, for objects that were there a moment ago: a 404 or 409 counts when it stays. */
export function patient<Container extends SwiftContainer>(container: Container): Container {
  return {
    ...container,
    send: (method, name, options, signal) =>
      persist(() => container.send(method, name, options, signal), signal),
  };
}

/** The same for a single request. */
export async function persist(
  ask: () => Promise<SwiftAnswer>,
  signal: AbortSignal,
): Promise<SwiftAnswer> {
  let answer = await ask();
  for (const pause of PAUSES) {
    if (!mayBeCollision(answer)) break;
    await sleep(pause * (1 + Math.random()), signal);
    answer = await ask();
  }
  return answer;
}

function mayBeCollision({ status }: SwiftAnswer): boolean {
  return status === 404 || status === 409;
}
